// The newest pages, on their way from the loop to the web server's threads: the loop publishes them all, a
// stream waits for something newer than it has sent. Only the newest counts, so a slow reader never makes
// anybody wait. Thread-safe; holds text, knows neither hall nor HTTP.
#pragma once

#include <chrono>
#include <compare>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <variant>

#include "hall/ids.hpp"

namespace okno::console {

struct Overview {
    auto operator<=>(const Overview&) const = default;
};
struct GuardPost {  // calls for help
    auto operator<=>(const GuardPost&) const = default;
};
struct Reception {  // tickets given by the staff
    auto operator<=>(const Reception&) const = default;
};
using PageKey = std::variant<Overview, GuardPost, Reception, hall::WindowId>;

struct Page {
    std::uint64_t version = 0;  // grows with each change of any page
    std::string json;
};

class Pages {
  public:
    // All pages there are, and one for any window the hall does not have. The same text again is no change.
    void publish(std::map<PageKey, std::string> pages, std::string for_others);
    // Waits until the page is newer than `version`; empty after `patience`, when woken, or at once when
    // closed.
    std::optional<Page> newer_than(std::uint64_t version, const PageKey& key,
                                   std::chrono::milliseconds patience);
    // Every waiting stream takes its turn now, and asks whether its reader is still somebody who may read.
    void wake();
    void close();  // wakes every waiting stream; they end
    bool closed() const;

  private:
    void renew(Page& page, std::string json);
    const Page& page(const PageKey& key) const;

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::map<PageKey, Page> pages_;
    Page for_others_;
    std::uint64_t version_ = 0;
    std::uint64_t wakes_ = 0;
    bool closed_ = false;
};

}  // namespace okno::console
