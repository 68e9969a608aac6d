// Lets people in: checks a name with a password, a PIN or the code of the first start, keeps the sessions,
// tells who is behind a request, and what of their own account they may change. Reads the user file again
// when it has changed, so that a reset password, a new role or a block ends the old sessions; a file that
// cannot be read leaves the people last known in force. Thread-safe; the web server's threads share it.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "console/people/audit_trail.hpp"
#include "console/people/browsers.hpp"
#include "console/people/first_start.hpp"
#include "console/people/sessions.hpp"
#include "console/people/user.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

struct Guest {  // somebody who is logged in
    User user;  // by a PIN: at the window of the browser
    std::string csrf;
    bool by_pin = false;
};

struct Admission {
    std::string token;  // for the cookie
    Guest guest;
};

class Doorkeeper {
  public:
    static constexpr int wrong_pins_at_most = 5;
    using Admitted = tl::expected<Admission, protocol::Refusal>;

    explicit Doorkeeper(UserFile file);

    // `address`: whence the browser speaks.
    Admitted log_in(const std::string& name, const std::string& password, const std::string& address,
                    platform::SteadyTime now);
    // At the window of a browser where somebody logged in with the password today.
    Admitted log_in_by_pin(const std::string& name, const std::string& pin, const std::string& browser,
                           const std::string& address, platform::Instant now);
    void log_out(const std::string& token);
    // Empty: not logged in. `counts` keeps the session awake.
    std::optional<Guest> who(const std::string& token, platform::SteadyTime now, bool counts);

    // Once at the start of the program: makes the code when there are no users, else removes a leftover one.
    // True: there are none.
    bool prepare_first_start();
    bool waits_for_first_start();  // there are no users
    Admitted first_start(const std::string& code, const std::string& name, const std::string& password,
                         const std::string& address, platform::SteadyTime now);

    // The user's own: the new password ends all other sessions and begins this one anew.
    Admitted change_password(const std::string& token, const std::string& old_one, const std::string& new_one,
                             const std::string& address, platform::SteadyTime now);
    // Empty: done. Only who logged in with the password may.
    std::optional<protocol::Refusal> set_pin(const std::string& token, const std::string& pin,
                                             platform::SteadyTime now);

    // Where the user is logged in, the newest log-in first.
    struct OwnSession {
        std::chrono::seconds age{};     // since the log-in
        std::chrono::seconds unused{};  // since the last request
        bool this_one = false;
    };
    std::vector<OwnSession> own_sessions(const std::string& token, platform::SteadyTime now);
    void end_other_sessions(const std::string& token, platform::SteadyTime now);

    // An operator has logged in with the password at this browser: its new cookie.
    std::string know_browser(const std::string& former, const User& user, platform::WallTime now);
    std::optional<hall::WindowId> window_of_browser(const std::string& browser, platform::WallTime now);

    UserFile file() const { return file_; }
    AuditTrail& trail() { return trail_; }

  private:
    // The seven: call with the mutex held.
    void look_at_file();
    std::optional<User> find(const std::string& name);
    std::optional<hall::WindowId> window_where_pins_work(const std::string& browser, platform::WallTime now);
    std::optional<protocol::Refusal> count_attempt(const std::string& name, const std::string& address,
                                                   platform::SteadyTime now);
    void forget_attempts(const std::string& name, const std::string& address);
    Admission admit(const User& user, platform::SteadyTime now, std::optional<hall::WindowId> by_pin_at = {});
    bool is_last_wrong_pin(const User& user);

    bool has_used_up_pins(const std::string& name);  // since this program started
    protocol::Refusal refuse_pin(const std::optional<User>& user);
    void allow_pin_again(const std::string& name);

    UserFile file_;
    AuditTrail trail_;
    std::mutex mutex_;
    std::string stamp_;
    bool known_ = false;  // the file has been read
    std::vector<User> users_;
    Sessions sessions_;
    Browsers browsers_;
    FirstStart first_start_;
    FailedAttempts by_account_;
    FailedAttempts by_address_;
    std::map<std::string, int> wrong_pins_;  // in a row, of users who have one
};

}  // namespace okno::console
