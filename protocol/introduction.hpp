// Whether a device introduces itself on its screen to the administrator who stands before it, by the name of
// its key and the key's fingerprint, as the page of devices tells them. It does while the dispatcher has
// answered nothing at all since the device's start: so behaves one that does not know the key. A device whose
// link was lost later has been let in, and a visitor would only wonder about the letters. Pure; one thread.
#pragma once

#include <string>
#include <utility>
#include <variant>

#include "protocol/link.hpp"

namespace okno::protocol {

class Introduction {
  public:
    Introduction() = default;  // of a device that has nothing to tell
    Introduction(std::string device, std::string fingerprint)
        : device_(std::move(device)), fingerprint_(std::move(fingerprint)) {}

    // A device that waits in vain after its start hears LinkLost.
    void hear(const News& news) {
        if (std::holds_alternative<LinkLost>(news))
            lost_ = true;
        else
            answered_ = true;
    }

    bool is_due() const { return lost_ && !answered_ && !fingerprint_.empty(); }
    const std::string& device() const { return device_; }
    const std::string& fingerprint() const { return fingerprint_; }

  private:
    std::string device_;
    std::string fingerprint_;
    bool lost_ = false;
    bool answered_ = false;
};

}  // namespace okno::protocol
