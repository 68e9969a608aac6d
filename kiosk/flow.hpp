// What happens at the kiosk: which screen a visitor sees and what the program has to do about a touch. Pure:
// time, the hall's state and fresh request ids come in as arguments, orders and screens go out as data. One
// thread. It draws nothing, sends nothing, and never gives a visitor two tickets for one touch:
//   - the first touch of a service leaves the services screen at once, so the second finds nothing to touch;
//   - for 400 ms after the screen has changed, touches do nothing;
//   - an unanswered touch younger than two minutes is asked again under its own id after a restart, and its
//   ticket is
//     shown; an older one is dropped: the visitor has gone, and if the dispatcher had heard it, it was
//     printed;
//   - a touch that the dispatcher may or may not have heard when the link was lost gets a number of the
//     kiosk's own under the same id (kiosk/merger).
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hall/state.hpp"
#include "kiosk/screen.hpp"
#include "kiosk/unsettled.hpp"
#include "platform/clock.hpp"
#include "protocol/fresh_forecast.hpp"
#include "protocol/link.hpp"
#include "ui/keys.hpp"

namespace okno::kiosk {

struct Take {  // keep it on disk, then send it
    Unsettled touch;
    bool operator==(const Take&) const = default;
};
struct Settle {  // answered: remove it from the disk
    protocol::RequestId id;
    bool operator==(const Settle&) const = default;
};
struct Abandon {  // stop asking, and remove it from the disk
    protocol::RequestId id;
    bool operator==(const Abandon&) const = default;
};
struct TakeAlone {  // give it a number of the kiosk's own block, and tell it by `drawn`
    Unsettled touch;
    bool operator==(const TakeAlone&) const = default;
};
using Order = std::variant<Take, Settle, Abandon, TakeAlone>;
using Orders = std::vector<Order>;

class Flow {
  public:
    static constexpr std::chrono::milliseconds deaf_after_change{400};
    static constexpr std::chrono::seconds warn_after{30};   // idle: "are you still there?"
    static constexpr std::chrono::seconds leave_after{60};  // idle: back to the start
    static constexpr std::chrono::seconds ticket_shown{20};
    static constexpr std::chrono::seconds print_patience{10};  // no word from the printer: a trouble
    static constexpr std::chrono::seconds trouble_shown{40};
    static constexpr std::chrono::seconds refusal_shown{20};
    static constexpr std::chrono::minutes answer_patience{2};
    static constexpr std::size_t tiles_at_most = 8;

    // `printer`: the device that prints this kiosk's tickets; empty: none is watched.
    explicit Flow(platform::Instant now, hall::DeviceId printer = {});

    // How many of a screen's tiles the screen can show at once, `tiles_at_most` at most; the screen given has
    // all of them. Without this it is always as many as that.
    using Fitting = std::function<std::size_t(const Screen& whole)>;
    void fit_by(Fitting fitting) { fitting_ = std::move(fitting); }

    // What a kiosk that was killed has left behind, with the number it had drawn for it by itself; once,
    // before anything else.
    Orders resume(const Unsettled& left_over, const std::optional<hall::TicketNumber>& drawn,
                  platform::Instant now);

    // There are numbers for services of this letter, to be given while the dispatcher cannot be reached. With
    // none at all the kiosk then gives no tickets.
    using HasNumber = std::function<bool(const std::string& letter)>;
    void give_alone(HasNumber has_number) { has_number_ = std::move(has_number); }
    // The answer to TakeAlone: no number: there was none left, or it could not be kept on the disk.
    Orders drawn(const Unsettled& touch, const std::optional<hall::TicketNumber>& number,
                 const hall::State& state, platform::Instant now);

    // `action` was touched. `fresh` becomes the id of the request if this touch makes one.
    Orders touch(const std::string& action, const hall::State& state, const protocol::RequestId& fresh,
                 platform::Instant now);
    // A key of the keypad: another way to touch, with a frame around what it has come to.
    Orders press(ui::Key key, const hall::State& state, const protocol::RequestId& fresh,
                 platform::Instant now);
    Orders hear(const protocol::News& news, const hall::State& state, platform::Instant now);
    Orders pass_time(const hall::State& state, platform::Instant now);
    // Somebody touched the screen where there is nothing to touch: they are still there.
    void stir(platform::Instant now);

    Screen screen(const hall::State& state, platform::Instant now) const;
    std::chrono::milliseconds time_left(const hall::State& state, platform::Instant now) const;

    // The ticket on the screen. One that the kiosk gave by itself has no id yet: 0.
    struct Shown {
        hall::TicketId ticket;
        hall::TicketNumber number;
    };
    std::optional<Shown> shown_ticket() const;

  private:
    struct Welcome {
        std::size_t page = 0;  // of languages
    };
    struct Browsing {
        std::optional<hall::GroupId> group;
        std::size_t page = 0;
    };
    // A service has been touched, but there is something to be said or asked before a ticket is taken.
    struct Asking {
        Browsing from;
        hall::ServiceId service;
        enum class What { closed, full, warned, category } what{};
        std::size_t page = 0;
    };
    // The visitor says what would make the screen easier, and then goes on where it was.
    struct Helping {
        std::optional<Browsing> from;  // empty: the welcome
        std::size_t page = 0;
    };
    struct Taking {
        Unsettled touch;
        platform::SteadyTime until;
    };
    struct Issued {
        Shown shown;
        hall::ServiceId service;
        platform::SteadyTime since;
    };
    struct Refused {
        protocol::Refusal refusal;
        platform::SteadyTime since;
    };
    using Stage = std::variant<Welcome, Browsing, Asking, Helping, Taking, Issued, Refused>;
    struct Face {  // what decides whether the screen has changed under a finger
        ScreenKind kind{};
        std::vector<std::string> actions;
        Aids aids;
        bool operator==(const Face&) const = default;
    };

    Orders act(const std::string& action, const hall::State& state, const protocol::RequestId& fresh,
               platform::Instant now);
    void move_focus(bool forward, std::size_t choices);
    void listen(ui::Key key);
    void tune(const std::string& how);
    void note_change(const hall::State& state, platform::Instant now);
    bool prints(const hall::State& state) const;  // as far as anybody knows
    bool alone(const hall::State& state) const;   // without the dispatcher, but with numbers to give
    bool has_number_for(const hall::State& state, const hall::ServiceId& service) const;
    bool choosing() const;  // a visitor is on the way to a ticket
    bool begun() const;     // on the welcome, but not as a new visitor should find it
    bool idle(platform::Instant now) const;
    // A service was chosen: what has to be said or asked first, else the ticket.
    Orders choose(const hall::ServiceId& service, const hall::State& state, const protocol::RequestId& fresh,
                  platform::Instant now);
    Orders ask_category_or_take(const Browsing& from, const hall::ServiceId& service,
                                const hall::State& state, const protocol::RequestId& fresh,
                                platform::Instant now);
    Orders take(const hall::ServiceId& service, const hall::CategoryId& category, const hall::State& state,
                const protocol::RequestId& fresh, platform::Instant now);
    bool print_in_trouble(const Issued& issued, const hall::State& state, platform::SteadyTime now) const;
    platform::SteadyTime shown_until(const Issued& issued, const hall::State& state) const;
    Orders lost(const hall::State& state);
    Orders answered(const protocol::Answered& answer, const hall::State& state, platform::Instant now);
    void refused(const protocol::Refusal& refusal, const hall::ServiceId& service, const hall::State& state,
                 platform::Instant now);
    void turn_page(bool forward);
    void help();  // to what makes the screen easier
    void toggle(const std::string& aid);
    void go_back(const hall::State& state);
    void go_to_top(const hall::State& state);
    void go_to_start();    // the visit has ended
    void go_to_welcome();  // and the visitor may go on from there
    static ScreenKind kind_of(Asking::What what);
    ScreenKind kind(const hall::State& state, platform::Instant now) const;
    hall::Language language(const hall::State& state) const;
    hall::Language in_manner(
        const hall::Language& language) const;  // in the manner the visitor has asked for

    void fill_bilingual(Screen& screen, const hall::State& state) const;
    void fill_closed(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_welcome(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_groups(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_services(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_no_ticket(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_warned(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_categories(Screen& screen, const hall::State& state) const;
    void fill_taking(Screen& screen, const hall::State& state) const;
    void fill_ticket(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_refused(Screen& screen, const hall::State& state) const;
    void fill_aids(Screen& screen, const hall::State& state) const;
    void fill_still_there(Screen& screen, const hall::State& state, platform::Instant now) const;
    void add_pages(Screen& screen, std::size_t page, const hall::State& state) const;
    void add_languages(Screen& screen, const hall::State& state) const;
    void add_navigation(Screen& screen, const hall::State& state, bool back) const;

    Stage stage_ = Welcome{};
    std::optional<hall::Language> chosen_;
    Aids aids_;
    Voice voice_;
    std::optional<std::size_t> focus_;  // among the actions of the screen; empty: no key has been pressed
    Fitting fitting_;
    protocol::FreshForecast forecast_;
    bool lost_ = false;
    HasNumber has_number_;
    hall::DeviceId printer_;
    platform::SteadyTime stirred_;
    platform::SteadyTime changed_;
    Face face_;
};

}  // namespace okno::kiosk
