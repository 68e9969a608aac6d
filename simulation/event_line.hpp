// An event as one line of plain text, complete to the last field (a plan: its size), and a digest of many:
// what two compilers, or two runs, are compared by.
#pragma once

#include <cstdint>
#include <string>

#include "simulation/witness.hpp"

namespace okno::simulation {

std::string line_of(const hall::Event& event);
std::string line_of(const hall::Command& command, hall::Timestamp now);

// FNV-1a, 64 bits, over the lines of all events in order.
class Digest : public Witness {
  public:
    void after(const hall::State& state, const hall::Event& event) override;
    std::uint64_t value() const { return value_; }

  private:
    std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

}  // namespace okno::simulation
