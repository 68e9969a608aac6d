// What must be known of a model of printer to print on it: a table of data, one row a model.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
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

// What is needed to print with the printer's own characters.
struct TextMode {
    int columns = 0;         // plain characters a line
    std::uint8_t pc866 = 0;  // the code page's number in ESC t n, with Star ESC GS t n
    std::uint8_t wpc1251 = 0;
    bool prints_qr = false;  // GS ( k, with Star ESC GS y; else a QR code is sent as a picture
};

struct Profile {
    std::string_view name;
    int width_dots = 0;  // that the head prints; a multiple of 8
    int dots_per_inch = 0;
    int paper_margin_dots = 0;  // of the paper on either side, where the head does not reach
    Parting parting = Parting::cut;
    Speech speech = Speech::escpos;
    bool tells_changes = false;  // ESC/POS: GS a works, the printer says by itself that something has changed
    std::chrono::seconds untaken{0};  // a presenter: after so long it lets go of a slip that nobody took
    std::optional<TextMode> text{};   // empty: pictures only
};

std::span<const Profile> profiles();
const Profile* find_profile(std::string_view name);  // null: not known
std::string profile_names();                         // "generic-80, generic-58, ..."

}  // namespace okno::printer
