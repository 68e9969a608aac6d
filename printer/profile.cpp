#include "printer/profile.hpp"

#include <algorithm>
#include <array>

namespace okno::printer {

namespace {

// Widths: escpos-printer-db and the makers' manuals, none of them tried on the device itself. The TM-T88V
// prints 512 dots at 180 dpi, not 576 at 203. Star prints 72 mm at 8 dots/mm.
// Code pages: Epson's manual, "ESC t", and Citizen's, which has the same numbers; Star's from its Line Mode
// manual and the encoders of point-of-sale projects. A font of twelve dots gives the columns.
constexpr std::array known{
    Profile{"generic-80", 576, 203, 32, Parting::cut},
    Profile{"generic-58", 384, 203, 40, Parting::tear_off},
    Profile{"epson-tm-t88v", 512, 180, 28, Parting::cut, Speech::escpos, true, TextMode{42, 17, 46, true}},
    Profile{"epson-tm-t20", 576, 203, 32, Parting::cut, Speech::escpos, true, TextMode{48, 17, 46, true}},
    Profile{"citizen-ct-s310", 576, 203, 32, Parting::cut, Speech::escpos, false,
            TextMode{48, 17, 46, false}},
    Profile{"citizen-ct-s651", 640, 203, 0, Parting::cut, Speech::escpos, false, TextMode{53, 17, 46, false}},
    Profile{"custom-vkp80", 640, 204, 0, Parting::cut_and_present},
    Profile{"star-tsp100", 576, 203, 32, Parting::cut, Speech::star},
    Profile{"star-tsp650", 576, 203, 32, Parting::cut, Speech::star, false, TextMode{48, 10, 34, true}},
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
