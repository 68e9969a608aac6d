#include "printer/profile.hpp"

#include <algorithm>
#include <array>

namespace okno::printer {

namespace {

// Widths: escpos-printer-db and the makers' manuals, none of them tried on the device itself. The TM-T88V
// prints 512 dots at 180 dpi, not 576 at 203. Star prints 72 mm at 8 dots/mm.
// Code pages: Epson's manual, "ESC t", and Citizen's, which has the same numbers; Star's from its Line Mode
// manual and the encoders of point-of-sale projects. A font of twelve dots gives the columns.
// Where nothing is said: ESC/POS, a cutter, changes are not told, pictures only.
constexpr std::array known{
    Profile{.name = "generic-80", .width_dots = 576, .dots_per_inch = 203, .paper_margin_dots = 32},
    Profile{.name = "generic-58",
            .width_dots = 384,
            .dots_per_inch = 203,
            .paper_margin_dots = 40,
            .parting = Parting::tear_off},
    Profile{.name = "epson-tm-t88v",
            .width_dots = 512,
            .dots_per_inch = 180,
            .paper_margin_dots = 28,
            .tells_changes = true,
            .text = TextMode{42, 17, 46, true}},
    Profile{.name = "epson-tm-t20",
            .width_dots = 576,
            .dots_per_inch = 203,
            .paper_margin_dots = 32,
            .tells_changes = true,
            .text = TextMode{48, 17, 46, true}},
    Profile{.name = "citizen-ct-s310",
            .width_dots = 576,
            .dots_per_inch = 203,
            .paper_margin_dots = 32,
            .text = TextMode{48, 17, 46, false}},
    Profile{.name = "citizen-ct-s651",
            .width_dots = 640,
            .dots_per_inch = 203,
            .text = TextMode{53, 17, 46, false}},
    Profile{.name = "custom-vkp80",
            .width_dots = 640,
            .dots_per_inch = 204,
            .parting = Parting::cut_and_present,
            .untaken = std::chrono::seconds{30}},
    Profile{.name = "star-tsp100",
            .width_dots = 576,
            .dots_per_inch = 203,
            .paper_margin_dots = 32,
            .speech = Speech::star},
    Profile{.name = "star-tsp650",
            .width_dots = 576,
            .dots_per_inch = 203,
            .paper_margin_dots = 32,
            .speech = Speech::star,
            .text = TextMode{48, 10, 34, true}},
};

}  // namespace

std::span<const Profile> profiles() {
    return known;
}

const Profile* find_profile(std::string_view name) {
    const auto it =
        std::find_if(known.begin(), known.end(), [&](const Profile& p) { return p.name == name; });
    return it == known.end() ? nullptr : &*it;
}

std::string profile_names() {
    std::string names;
    for (const Profile& profile : known) names.append(names.empty() ? "" : ", ").append(profile.name);
    return names;
}

}  // namespace okno::printer
