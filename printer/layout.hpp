// Slip and profile to dots. Pure: the same slip gives the same picture (with the same fonts installed). Pango
// and Cairo set the text, so any script works; text wraps and is never clipped. One thread.
#pragma once

#include "printer/profile.hpp"
#include "printer/raster.hpp"
#include "printer/slip.hpp"

namespace okno::printer {

Raster lay_out(const Slip& slip, const Profile& profile);

}  // namespace okno::printer
