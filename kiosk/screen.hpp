// What the kiosk shows, as plain data: words already chosen and in the visitor's language, and what each part
// does when it is touched. The flow makes it, the view draws it, the tests read it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "kiosk/aids.hpp"
#include "kiosk/voice.hpp"
#include "ui/name_tag.hpp"
#include "ui/shape.hpp"
#include "words/words.hpp"

namespace okno::kiosk {

enum class ScreenKind {
    connecting,
    lost,
    closed,  // the hall issues no tickets now
    welcome,
    groups,
    services,
    details,  // of a service that has more to say than its tile can
    service_closed,
    service_full,    // who came now could not be served today, and no ticket is issued
    may_not_manage,  // the same, but the visitor may choose
    category,
    service_number,  // typed by who knows it
    taking,
    ticket,
    write_down,  // the number alone
    refused,
    still_there,
    staff,         // somebody has been called to this kiosk
    language,      // in which to go on
    visit_number,  // of a visit that has ended, to be rated
    visit_choice,  // which of those with this number
    rating,
    topic,
    rated,
    aids  // what would make the screen easier
};

std::string_view to_string(ScreenKind kind);

// What is said large; screens without a chosen language say it once in each language of the hall.
struct Saying {
    std::string title;
    std::string text;
    bool operator==(const Saying&) const = default;
};

struct Tile {
    std::string action;  // "language:en", "group:accounts", "service:contract", "category:veteran",
                         // "aid:large", "voice:louder", "digit:7", "visit:A012", "score:5", "topic:manners"
    std::string title;
    std::string detail;
    bool closed = false;       // no ticket now; touched, it says why
    std::optional<bool> on{};  // a switch, and how it stands
    ui::Shape sign{};          // in place of the arrow, or of the title
    ui::Shape icon{};          // of what it stands for, beside the title
    bool operator==(const Tile&) const = default;
};

struct Button {
    std::string action;
    std::string text;
    ui::Shape sign{};
    bool operator==(const Button&) const = default;
};

// The week as a table: a row for days with the same hours, a column for each kind of window.
struct Hours {
    struct Row {
        std::string days;                // "Пн–Пт · Mon–Fri"
        std::vector<std::string> hours;  // "9:00–18:00"; with a break two lines; "—" is closed
        bool operator==(const Row&) const = default;
    };
    std::string title;
    std::vector<std::string> columns;  // the same name in each language, one a line
    std::vector<Row> rows;
    bool operator==(const Hours&) const = default;
};

enum class Tone { plain, good, attention };

struct Notice {
    Tone tone = Tone::plain;
    std::string text;
    bool operator==(const Notice&) const = default;
};

struct Screen {
    ScreenKind kind = ScreenKind::connecting;
    std::string hall;
    std::string clock;
    std::vector<Saying> sayings;
    std::vector<Tile> tiles;
    std::vector<Button> pager;      // previous, next; and past it all
    std::vector<Button> buttons;    // back, home, done; of a message or of details the first leads
    std::vector<Button> languages;  // the others that could be chosen
    Hours hours;                    // of the welcome, or of the service in its details
    std::string number;             // of the ticket: "A012"
    std::string service;            // what it is for
    std::string place;              // "5 people are ahead of you."
    std::string wait;               // "Estimated wait: 15–25 minutes"; empty when nobody can tell
    std::string open_today;         // of the service: "Today: 9:00–18:00"
    std::string typed;              // the digits so far
    std::string code;               // what a telephone reads; "": there is no QR code
    std::string code_title;         // why it would
    std::string code_text;          // and how
    std::vector<Notice> notices;
    std::optional<ui::NameTag> name_tag;  // of a kiosk that nobody has let in yet
    Aids aids;
    Voice voice;
    words::Languages spoken;  // in which it is written, and what stands in
    std::string focus;        // the action the keys have come to; "" for none
    bool operator==(const Screen&) const = default;
};

// Everything that can be touched, in drawing order.
std::vector<std::string> actions(const Screen& screen);

// The page of a screen that holds too many tiles; of its pager the buttons that lead somewhere. A page beyond
// the last is the last: the plan may have shrunk meanwhile.
Screen page_of(Screen whole, std::size_t page, std::size_t tiles_a_page);

}  // namespace okno::kiosk
