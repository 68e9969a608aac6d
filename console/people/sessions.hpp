// Who is logged in, and how often somebody tried in vain. Pure data in memory: times are given, nothing is
// locked (the Doorkeeper does that). A session ends by itself: four hours after its last request (longer than
// any break), and in any case fourteen after the log-in (longer than any working day).
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "hall/ids.hpp"
#include "platform/clock.hpp"

namespace okno::console {

struct Session {
    std::string user;
    std::string standing;                     // what the user was at log-in: a change ends the session
    std::optional<hall::WindowId> by_pin_at;  // the window of the browser; empty: by the password
    std::string csrf;
    platform::SteadyTime opened{};
    platform::SteadyTime last_used{};
};

class Sessions {
  public:
    static constexpr std::chrono::hours idle_at_most{4};
    static constexpr std::chrono::hours whole_at_most{14};
    static constexpr std::size_t sessions_at_most = 1000;  // the one unused for longest makes room

    // The token for the cookie: 256 random bits in hex.
    std::string open(const std::string& user, const std::string& standing, platform::SteadyTime now,
                     std::optional<hall::WindowId> by_pin_at = {});
    // Null: no such session, or it has ended. The pointer lives until the next call.
    const Session* use(const std::string& token, platform::SteadyTime now);
    // The same, without counting as a use: an open page alone keeps nobody logged in.
    const Session* find(const std::string& token, platform::SteadyTime now) const;
    void close(const std::string& token);
    // Those of one user that have not ended, by their tokens.
    std::vector<std::pair<std::string, Session>> of(const std::string& user, platform::SteadyTime now) const;
    std::size_t size() const { return sessions_.size(); }

  private:
    std::map<std::string, Session> sessions_;
};

// After five failures each further try of the same kind, on an account or from an address, has to wait: 1 s,
// then twice as long each time, at most a minute. A success forgets them; so does an hour.
class FailedAttempts {
  public:
    static constexpr int free_of_charge = 5;
    static constexpr std::size_t kept_at_most = 1000;

    std::chrono::seconds wait(const std::string& by, platform::SteadyTime now) const;  // 0: go ahead
    void failed(const std::string& by, platform::SteadyTime now);
    void succeeded(const std::string& by);

  private:
    struct Record {
        int failures = 0;
        platform::SteadyTime last{};
    };
    std::map<std::string, Record> tried_;
};

}  // namespace okno::console
