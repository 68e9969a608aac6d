// The plan as the kiosk last heard it, for a start while the dispatcher cannot be reached.
#pragma once

#include <filesystem>

#include "hall/state.hpp"

namespace okno::kiosk {

class RememberedPlan {
  public:
    explicit RememberedPlan(std::filesystem::path file) : file_(std::move(file)) {}

    // A hall with the plan of the file and nobody in it; without a plan when there is none, or the file
    // cannot be understood (that is logged).
    hall::State read();
    // Onto the disk, when it is another one. What cannot be written is logged: the kiosk goes on.
    void keep(const hall::Plan& plan);

  private:
    std::filesystem::path file_;
    hall::Plan kept_;
};

}  // namespace okno::kiosk
