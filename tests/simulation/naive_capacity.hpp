// Whether the day is full for a service, worked out anew: from the tickets one by one, and the hours minute
// by minute. What a visit usually takes is the hall's word.
#pragma once

#include "hall/state.hpp"

namespace okno::test {

bool is_full_at(const hall::State& state, const hall::Service& service, hall::Timestamp at);

}  // namespace okno::test
