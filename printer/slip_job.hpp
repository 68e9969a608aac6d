// A slip to the bytes of a job, as the profile and the mode want it: the printer's own characters where they
// can say everything, else a picture. Pure.
#pragma once

#include <optional>
#include <string>

#include "printer/code_page.hpp"
#include "printer/profile.hpp"
#include "printer/slip.hpp"

namespace okno::printer {

// `text`: text mode in this page, when the profile has it.
std::string slip_job(const Slip& slip, const Profile& profile, std::optional<CodePage> text);

}  // namespace okno::printer
