// A plan read for somebody who is writing it: its complaints, each with the path of the value it is about,
// and what the file says as JSON, for a form. The rules are those of plan_file.hpp.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hall/plan.hpp"
#include "plan/complaint.hpp"
#include "plan/plan_edit.hpp"

namespace okno::plan {

struct CloseReading {
    std::optional<hall::Plan> plan;  // empty: there are complaints
    Complaints complaints;
    std::vector<Path> paths;    // one for each complaint; empty: the file as a whole
    std::string document_json;  // an object of TOML's tables, lists, texts and numbers; "" when it is no TOML
};

CloseReading read_closely(std::string_view text, const std::string& name);

}  // namespace okno::plan
