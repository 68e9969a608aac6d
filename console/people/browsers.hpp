// The browsers that stand at a window: where an operator logged in with the password, colleagues may take
// over with a PIN for the rest of the day. A browser is known by a random cookie of which only the
// fingerprint is kept, in `browsers.json`, mode 0600. Not thread-safe: the Doorkeeper locks. A file that
// cannot be read, or written, costs the PINs and nothing else.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "hall/ids.hpp"
#include "platform/clock.hpp"

namespace okno::console {

struct Browser {
    std::string fingerprint;
    hall::WindowId window;
    std::string user;  // who logged in with the password: it is known as long as they may work here
    platform::WallTime until{};
};

class Browsers {
  public:
    static constexpr std::chrono::hours known_for{14};  // longer than any working day
    static constexpr std::size_t at_most = 300;         // the one that ends first makes room

    explicit Browsers(const std::filesystem::path& folder);

    // Knows this browser from now on, in the place of what it was before (`former`: its cookie, or ""). The
    // new cookie.
    std::string know(const std::string& former, hall::WindowId window, const std::string& user,
                     platform::WallTime now);
    std::optional<Browser> find(const std::string& token, platform::WallTime now) const;

  private:
    void keep() const;

    std::filesystem::path file_;
    std::vector<Browser> browsers_;
};

}  // namespace okno::console
