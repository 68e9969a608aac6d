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
#include "kiosk/stage.hpp"
#include "kiosk/unsettled.hpp"
#include "platform/clock.hpp"
#include "protocol/fresh_forecast.hpp"
#include "protocol/introduction.hpp"
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
struct Ask {  // send it; it is not kept: who asked for it has gone when the kiosk starts again
    protocol::RequestId id;
    hall::Wish wish;
    bool operator==(const Ask&) const = default;
};
struct Withdraw {  // stop asking
    protocol::RequestId id;
    bool operator==(const Withdraw&) const = default;
};
using Order = std::variant<Take, Settle, Abandon, TakeAlone, Ask, Withdraw>;
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
    static constexpr std::chrono::seconds written_down{15};  // the number alone, to be written down
    static constexpr std::chrono::seconds thanks_shown{6};
    static constexpr std::chrono::seconds ask_patience{10};  // no word about it: it has not arrived
    static constexpr std::chrono::minutes staff_awaited{3};
    static constexpr std::size_t tiles_at_most = 8;

    // `printer`: the device that prints this kiosk's tickets; empty: none is watched. `kiosk`: under whose
    // name the staff are called.
    explicit Flow(platform::Instant now, hall::DeviceId printer = {}, hall::DeviceId kiosk = {});

    // How many of a screen's tiles the screen can show at once, `tiles_at_most` at most; the screen given has
    // all of them. Without this it is always as many as that.
    using Fitting = std::function<std::size_t(const Screen& whole)>;
    void fit_by(Fitting fitting) { fitting_ = std::move(fitting); }

    // By what the administrator knows this kiosk's key; without this it is not shown.
    void introduce(protocol::Introduction introduction) { introduction_ = std::move(introduction); }

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

    std::optional<Shown> shown_ticket() const;

  private:
    struct Face {  // what decides whether the screen has changed under a finger
        ScreenKind kind{};
        std::vector<std::string> actions;
        Aids aids;
        bool operator==(const Face&) const = default;
    };

    Orders act(const std::string& action, const hall::State& state, const protocol::RequestId& fresh,
               platform::Instant now);
    Orders act_on_service(const std::string& verb, const std::string& object, const hall::State& state,
                          const protocol::RequestId& fresh, platform::Instant now);
    Orders act_on_rating(const std::string& verb, const std::string& object, const hall::State& state,
                         const protocol::RequestId& fresh, platform::Instant now);
    void act_on_screen(const std::string& verb, const std::string& object);
    void move_focus(bool forward, std::size_t choices);
    void listen(ui::Key key);
    void tune(const std::string& how);
    void note_change(const hall::State& state, platform::Instant now);
    bool prints(const hall::State& state) const;  // as far as anybody knows
    bool alone(const hall::State& state) const;   // without the dispatcher, but with numbers to give
    bool has_number_for(const hall::State& state, const hall::ServiceId& service) const;
    bool choosing() const;  // a visitor is on the way to a ticket
    bool rating() const;    // or on the way to a rating
    bool begun() const;     // on the welcome, but not as a new visitor should find it
    bool idle(platform::Instant now) const;
    // A service was chosen: what has to be said or asked first, else the ticket.
    Orders choose(const hall::ServiceId& service, const hall::State& state, const protocol::RequestId& fresh,
                  platform::Instant now);
    std::optional<Asking::What> hindrance(const hall::Service& service, const hall::State& state,
                                          platform::Instant now) const;
    Orders go_on(const Browsing& from, const hall::ServiceId& service, const hall::State& state,
                 const protocol::RequestId& fresh, platform::Instant now);
    Orders ask_category_or_take(const Browsing& from, const hall::ServiceId& service,
                                const hall::State& state, const protocol::RequestId& fresh,
                                platform::Instant now);
    Orders take(const hall::ServiceId& service, const hall::CategoryId& category, const hall::State& state,
                const protocol::RequestId& fresh, platform::Instant now);
    bool print_in_trouble(const Issued& issued, const hall::State& state, platform::SteadyTime now) const;
    static bool writing_down(const Issued& issued, platform::SteadyTime now);
    platform::SteadyTime rating_until(const Rating& rating) const;  // of one that has been sent
    platform::SteadyTime refused_until(const Refused& refused) const;
    platform::SteadyTime shown_until(const Issued& issued, const hall::State& state) const;
    Orders lost(const hall::State& state, platform::Instant now);
    Orders answered(const protocol::Answered& answer, const hall::State& state, platform::Instant now);
    void refused(const protocol::Refusal& refusal, const hall::ServiceId& service, const hall::State& state,
                 platform::Instant now);
    // Digits, on the two screens that ask for a number; one on the way to a service asks for its number.
    bool type(ui::Key key, const hall::State& state);
    TypedNumber* typed_number();
    Orders find(const hall::State& state, const protocol::RequestId& fresh, platform::Instant now);
    Orders call_staff(const hall::State& state, const protocol::RequestId& fresh, platform::Instant now);
    Orders pass_call_time(platform::Instant now);
    platform::SteadyTime call_until(const CallingStaff& calling) const;
    void staff_answered(const protocol::Answered& answer);
    std::vector<hall::TicketNumber> rateable(const hall::State& state, int ordinal,
                                             platform::Instant now) const;
    bool asks_for_rating(const hall::State& state) const;
    void find_visit(const hall::State& state, platform::Instant now);
    Orders rate(const hall::TopicId& topic, platform::Instant now);
    // Who leaves the screen: a score that has been given is sent without a topic, a call of staff that nobody
    // has heard yet is withdrawn.
    Orders stop_asking(platform::Instant now);
    void rating_answered(const protocol::Answered& answer, platform::Instant now);
    Orders pass_rating_time(platform::Instant now);
    Aside aside() const;
    void go_back_to(const Aside& from, const hall::State& state);
    void turn_page(bool forward);
    void help();  // to what makes the screen easier
    void toggle(const std::string& aid);
    void go_back(const hall::State& state);
    void go_to_top(const hall::State& state);
    void go_to_start();    // the visit has ended
    void go_to_welcome();  // and the visitor may go on from there
    static ScreenKind kind_of(Asking::What what);
    static ScreenKind kind_of(Rating::Step step);
    ScreenKind kind(const hall::State& state, platform::Instant now) const;
    hall::Language language(const hall::State& state) const;
    hall::Language in_manner(
        const hall::Language& language) const;  // in the manner the visitor has asked for

    void fill_aside(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_bilingual(Screen& screen, const hall::State& state) const;
    void fill_closed(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_welcome(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_groups(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_services(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_no_ticket(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_warned(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_details(Screen& screen, const hall::State& state, platform::Instant now) const;
    void add_online(Screen& screen, const hall::Service& service, const hall::State& state) const;
    void fill_service_number(Screen& screen, const hall::State& state) const;
    void fill_languages(Screen& screen, const hall::State& state) const;
    void fill_visit_number(Screen& screen, const hall::State& state) const;
    void add_digits(Screen& screen, const TypedNumber& number, const std::string& unknown,
                    const hall::State& state) const;
    void fill_visit_choice(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_rating(Screen& screen, const hall::State& state) const;
    void fill_topics(Screen& screen, const hall::State& state) const;
    void fill_rated(Screen& screen, const hall::State& state) const;
    void fill_staff(Screen& screen, const hall::State& state) const;
    void fill_write_down(Screen& screen, const hall::State& state) const;
    void fill_categories(Screen& screen, const hall::State& state) const;
    void fill_taking(Screen& screen, const hall::State& state) const;
    void fill_ticket(Screen& screen, const hall::State& state, platform::Instant now) const;
    void fill_refused(Screen& screen, const hall::State& state) const;
    void fill_aids(Screen& screen, const hall::State& state) const;
    void fill_still_there(Screen& screen, const hall::State& state, platform::Instant now) const;
    void add_name_tag(Screen& screen, const hall::State& state) const;
    void add_staff(Screen& screen, const hall::State& state) const;
    void add_pages(Screen& screen, std::size_t page, const hall::State& state) const;
    bool languages_beside(const hall::State& state) const;   // there is room to choose another anywhere
    bool asks_for_language(const hall::State& state) const;  // none has been chosen, nor can be beside
    Orders choose_language(const hall::Language& language, const hall::State& state,
                           const protocol::RequestId& fresh, platform::Instant now);
    void add_languages(Screen& screen, const hall::State& state) const;
    void add_navigation(Screen& screen, const hall::State& state, bool back) const;

    Stage stage_ = Welcome{};
    std::optional<hall::Language> chosen_;
    Aids aids_;
    Voice voice_;
    std::optional<std::size_t> focus_;  // among the actions of the screen; empty: no key has been pressed
    Fitting fitting_;
    protocol::FreshForecast forecast_;
    protocol::Introduction introduction_;
    bool lost_ = false;
    HasNumber has_number_;
    hall::DeviceId printer_;
    hall::DeviceId kiosk_;
    platform::SteadyTime stirred_;
    platform::SteadyTime changed_;
    Face face_;
};

}  // namespace okno::kiosk
