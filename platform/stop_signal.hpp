// SIGINT and SIGTERM as a readable descriptor, so that a loop ends in its own time. Make it first in main,
// before any thread starts (threads inherit the blocked signals).
#pragma once

namespace okno::platform {

class StopSignal {
  public:
    StopSignal();
    ~StopSignal();
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;

    int descriptor() const { return descriptor_; }
    bool raised() const;  // true once a signal has come; stays true

  private:
    int descriptor_ = -1;
    mutable bool raised_ = false;
};

}  // namespace okno::platform
