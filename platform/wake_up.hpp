// Wakes a loop from another thread: its descriptor is readable from the first ring until it is heard, however
// often it was rung. An eventfd.
#pragma once

#include "platform/descriptor.hpp"

namespace okno::platform {

class WakeUp {
  public:
    WakeUp();  // std::system_error: no descriptor is to be had

    int descriptor() const { return event_.get(); }
    void ring();  // any thread
    bool hear();  // whether it was rung since the last time

  private:
    Descriptor event_;
};

}  // namespace okno::platform
