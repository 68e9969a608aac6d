// Lets people in: checks a name and a password, keeps the sessions, and tells who is behind a request. Reads
// the user file again when it has changed, so that a reset password ends the old sessions; a file that cannot
// be read leaves the people last known in force. Thread-safe; the web server's threads share it.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "console/sessions.hpp"
#include "console/user.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

struct Guest {  // somebody who is logged in
    User user;
    std::string csrf;
};

struct Admission {
    std::string token;  // for the cookie
    Guest guest;
};

class Doorkeeper {
  public:
    explicit Doorkeeper(UserFile file) : file_(std::move(file)) {}

    // `address`: whence the browser speaks.
    tl::expected<Admission, protocol::Refusal> log_in(const std::string& name, const std::string& password,
                                                      const std::string& address, platform::SteadyTime now);
    void log_out(const std::string& token);
    // Empty: not logged in. `counts` keeps the session awake.
    std::optional<Guest> who(const std::string& token, platform::SteadyTime now, bool counts);

  private:
    void look_at_file();  // the two: call with the mutex held
    std::optional<User> find(const std::string& name);

    UserFile file_;
    std::mutex mutex_;
    std::string stamp_;
    std::vector<User> users_;
    Sessions sessions_;
    FailedAttempts by_account_;
    FailedAttempts by_address_;
};

}  // namespace okno::console
