// The dispatcher's shell: sockets around the desk. One thread, one loop; each turn reads what has arrived
// (bounded), lets the desk decide, commits once, and only then answers and publishes. Rules belong to hall/.
// A failure (journal, socket) is an exception that ends the process; the next start replays.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>
#include <zmq.hpp>

#include "dispatcher/administration.hpp"
#include "dispatcher/attendance.hpp"
#include "dispatcher/backup_keeper.hpp"
#include "dispatcher/broadcast.hpp"
#include "dispatcher/config.hpp"
#include "dispatcher/desk.hpp"
#include "dispatcher/forecaster.hpp"
#include "dispatcher/guest_list.hpp"
#include "dispatcher/journal.hpp"
#include "platform/clock.hpp"
#include "platform/stop_signal.hpp"
#include "platform/zap.hpp"

namespace okno::dispatcher {

class Dispatcher {
  public:
    explicit Dispatcher(const Config& config);

    // Puts the plan in force unless it already is. False when the hall refuses it (and that was logged).
    bool adopt(const hall::Plan& plan, platform::Instant now);
    bool has_plan() const { return hall::has_plan(desk_.state()); }

    void run(const platform::StopSignal& stop);

  private:
    struct Letter {  // a request, and where its answer goes
        std::string peer;
        Guest guest;
        protocol::Request request;
    };
    using Answer = std::pair<std::string, protocol::Reply>;

    void wait(const platform::StopSignal& stop);
    void turn(platform::Instant now);
    std::vector<Letter> read_letters(std::vector<Answer>& answers);
    std::optional<std::string> admit(const platform::Doorman::Knock& knock, platform::Instant now);
    void send(const Answer& answer);
    void publish_recorded();
    void call_the_roll(platform::Instant now);

    zmq::context_t context_;
    platform::KeyPair keys_;
    GuestList guests_;
    std::set<std::string> turned_away_;  // keys the log has told of; they knock again and again
    platform::Doorman doorman_;
    zmq::socket_t router_;
    Broadcast broadcast_;
    Journal journal_;
    Desk desk_;
    Forecaster forecaster_;
    Attendance attendance_;
    BackupKeeper backups_;
    Administration administration_;
};

}  // namespace okno::dispatcher
