// A card of the information playlist: a text, a picture, or pictures one after the other, and what they are
// for. One TOML file each, read as strictly as a plan; every complaint names its place.
//
//   kind = "tariff"                        # company, tariff, reminder, how-to, advertising
//   title = { ru = "…", en = "…" }         # and/or text, picture, frames
//   text = { ru = "…", en = "…" }
//   picture = "tariffs.png"                # PNG or JPEG, in the same folder
//   frames = "pump"                        # a folder of pictures in the order of their names: a silent film
//   frames_a_second = 5
//   valid_from = "2026-12-01"              # the first day, the last day
//   valid_until = "2026-12-31"
//   seconds = 12                           # how long it is shown at a time
//   contract = "17/2026"                   # for advertising
//
// Information monitors show the company's own matters (customer's standard, clauses 158 and 159): films,
// music and television are refused, and so is advertising without the number of a contract.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "hall/plan.hpp"
#include "plan/complaint.hpp"

namespace okno::display {

enum class CardKind { company, tariff, reminder, how_to, advertising };

struct Card {
    std::string name;  // its file's
    CardKind kind = CardKind::company;
    hall::Text title;
    hall::Text text;
    std::string picture;  // the name of a file; empty: none
    std::string frames;   // the name of a folder; empty: none
    int frames_a_second = 5;
    std::optional<hall::LocalDay> valid_from;
    std::optional<hall::LocalDay> valid_until;
    std::chrono::seconds seconds{12};
    std::string contract;
    bool operator==(const Card&) const = default;
};

inline constexpr int frames_a_second_at_most = 10;

bool is_valid_on(const Card& card, hall::LocalDay day);

// `name`: of the file, for the complaints.
tl::expected<Card, plan::Complaints> read_card(std::string_view text, const std::string& name);

}  // namespace okno::display
