// What the hall's board says, and when it rings. Pure: the hall's state, the news of the link and the time
// come in, a picture in words goes out. It shows nobody's name and knows nothing of pixels. One thread.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "display/call_rows.hpp"
#include "display/words.hpp"
#include "hall/board.hpp"
#include "hall/board_frame.hpp"
#include "hall/state.hpp"
#include "platform/clock.hpp"
#include "protocol/fresh_forecast.hpp"
#include "protocol/introduction.hpp"
#include "protocol/link.hpp"
#include "ui/name_tag.hpp"

namespace okno::display {

// The part of the hall a window is in: its sign on its colour, and the way there from this board.
struct AreaMark {
    std::string sign;
    hall::AreaColour colour{};
    std::optional<hall::Arrow> arrow;  // empty: the plan does not say
    bool operator==(const AreaMark&) const = default;
};

struct CallLine {
    std::string number;
    std::string window;
    bool current = false;  // the visitor is still expected
    bool fresh = false;    // called in the last seconds
    bool lit = false;      // the bright half of a fresh call's blinking
    std::optional<AreaMark> area{};
    bool operator==(const CallLine&) const = default;
};

// How many wait for a service, and how long who takes a ticket now will.
struct ServiceLine {
    Words name;
    std::string waiting;
    Words wait;  // "15–25 мин"; empty: nobody can tell
    bool operator==(const ServiceLine&) const = default;
};

enum class WaitingShown { numbers, services, both };

struct Picture {
    Words hall;  // and the areas, when the board is for some of them
    std::string clock;
    Words date;
    Words ticket_heading;
    Words window_heading;
    Words waiting_heading;
    std::vector<CallLine> calls;  // newest first
    std::size_t rows = 0;         // that the board keeps for them
    bool has_areas = false;       // there is room for their marks
    std::vector<std::string> waiting;
    std::size_t waiting_room = 16;      // so many numbers are shown at most
    std::string waiting_more;           // "+ 15"
    std::vector<ServiceLine> services;  // of this page; most first
    std::size_t services_room = 5;      // of a page
    std::string services_page;          // "2/3"; empty: they are all here
    Words no_calls;                     // instead of the calls
    Words nobody_waiting;               // instead of numbers and services
    Words banner;                       // "connection lost"
    Words notice;                       // "no more tickets are given"; where the banner is when there is none
    bool is_message = false;            // the notice is what a manager has the boards say
    bool beside_playlist = false;       // there is room for a card, and less for those who wait
    bool connecting = false;            // nothing is known yet: the banner is all there is
    std::optional<ui::NameTag> name_tag{};  // but for this, of a board that nobody has let in yet
    bool operator==(const Picture&) const = default;
};

class Board {
  public:
    static constexpr std::chrono::milliseconds fresh_for = CallRows::fresh_for;
    static constexpr std::chrono::minutes told_before_closing{30};
    static constexpr std::chrono::milliseconds blink{
        500};  // half a period: 1 Hz, far below the 3 Hz that harm
    static constexpr std::chrono::seconds worth_ringing{
        30};  // for a call that was missed while the link was lost
    static constexpr std::size_t waiting_at_most = 16;
    static constexpr std::size_t waiting_beside_services = 4;
    static constexpr std::size_t waiting_beside_playlist = 7;
    static constexpr std::size_t services_at_most = 5;
    static constexpr std::size_t services_beside_numbers = 3;
    static constexpr std::size_t services_beside_playlist = 2;
    static constexpr std::chrono::seconds page{
        8};  // by the clock, so that all boards of a hall turn together

    // `windows`: whose calls this board shows, and who waits for them; none: those of the board `name` in the
    // plan, and of all when the plan has none. So it is with the rows.
    explicit Board(std::optional<std::size_t> rows, std::set<hall::WindowId> windows = {},
                   WaitingShown waiting_shown = WaitingShown::both, hall::DeviceId name = {})
        : rows_(rows), windows_(std::move(windows)), waiting_shown_(waiting_shown), name_(std::move(name)) {}

    // By what the administrator knows this board's key; without this it is not shown.
    void introduce(protocol::Introduction introduction) { introduction_ = std::move(introduction); }

    // Who has been called or recalled, in that order: ring.
    std::vector<hall::Call> hear(const protocol::News& news, const hall::State& state, platform::Instant now);
    // The call is being read aloud: it blinks with the words.
    void flash(const hall::TicketNumber& number, platform::Instant now);

    // With a playlist there is room for it unless somebody has just been called or the link is lost.
    Picture picture(const hall::State& state, platform::Instant now, bool has_playlist = false);
    std::chrono::milliseconds time_left(platform::Instant now) const;  // until the picture changes by itself

    // The plan names this board, but on this screen it cannot be read from the farthest seat: what to do.
    std::optional<std::string> unreadable(const hall::Plan& plan, hall::Pixels screen,
                                          bool has_playlist) const;

  private:
    using WaitingFor = std::vector<std::pair<hall::ServiceId, int>>;  // most first

    std::vector<hall::Call> take_calls(const hall::State& state, bool after_gap, platform::Instant now);

    std::size_t rows(const hall::Plan& plan) const;
    bool shows(const hall::Plan& plan, hall::WindowId window) const;
    std::optional<AreaMark> mark_of(const hall::Plan& plan, hall::WindowId window) const;
    bool has_areas(const hall::Plan& plan) const;
    void add_areas(Picture& picture, const hall::Plan& plan) const;
    bool waits_here(const hall::State& state, const hall::TicketNumber& number) const;
    void add_notice(Picture& picture, const hall::State& state, platform::Instant now);
    void give_rows(const hall::State& state, platform::Instant now);
    void add_calls(Picture& picture, const hall::State& state, const hall::Board& board,
                   platform::Instant now) const;
    void add_waiting(Picture& picture, const hall::State& state, const hall::Board& board,
                     platform::Instant now);
    void add_numbers(Picture& picture, const std::vector<hall::TicketNumber>& waiting) const;
    void add_services(Picture& picture, const hall::State& state, const WaitingFor& waiting,
                      platform::Instant now) const;

    std::optional<std::size_t> rows_;
    std::set<hall::WindowId> windows_;
    WaitingShown waiting_shown_;
    hall::DeviceId name_;
    protocol::FreshForecast forecast_;
    protocol::Introduction introduction_;
    bool lost_ = false;
    bool begun_ = false;             // calls made before the board was switched on do not ring
    std::vector<hall::Call> known_;  // a recall is another call
    std::map<hall::TicketNumber, platform::SteadyTime> fresh_;  // since when
    CallRows rows_shown_;
    std::size_t pages_ = 1;     // of those who wait, in the last picture
    bool takes_turns_ = false;  // so do the notice and the message there
};

}  // namespace okno::display
