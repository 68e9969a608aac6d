// What the hall is told of the printer: one word for all it says of itself, the one a person has to see to
// first.
#pragma once

#include <optional>

#include "hall/device.hpp"
#include "printer/status.hpp"

namespace okno::printer {

// Empty: out of reach.
hall::Condition condition_of(const std::optional<PrinterStatus>& status);

}  // namespace okno::printer
