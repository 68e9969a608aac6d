// What must be known of a model of printer to print on it: a table of data, one row a model.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace okno::printer {

// How the slip is parted from the roll and handed over.
enum class Parting {
    tear_off,        // no cutter: the slip is fed far enough to be torn off
    cut,             // GS V: fed to the cutter and cut
    cut_and_present  // ESC i and GS e: cut inside, then held out to the visitor (Custom's presenters)
};

enum class Speech { escpos, star };

struct Profile {
    std::string_view name;
    int width_dots = 0;  // that the head prints; a multiple of 8
    int dots_per_inch = 0;
    int paper_margin_dots = 0;  // of the paper on either side, where the head does not reach
    Parting parting = Parting::cut;
    Speech speech = Speech::escpos;
    bool tells_changes = false;  // ESC/POS: GS a works, the printer says by itself that something has changed
};

std::span<const Profile> profiles();
const Profile* find_profile(std::string_view name);  // null: not known
std::string profile_names();                         // "generic-80, generic-58, ..."

}  // namespace okno::printer
