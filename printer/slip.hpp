// A slip: what a printer prints, as plain data from top to bottom. It knows no tickets and no printer; how
// large the classes of text are on which paper is the business of the layout.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "printer/raster.hpp"

namespace okno::printer {

enum class TextSize { small, normal, large };
enum class Weight { regular, semibold, bold };
enum class Align { left, centre };

// A paragraph: UTF-8 in any script, wrapped at words and, when a word is wider than the paper, inside it.
struct Paragraph {
    std::string text;
    TextSize size = TextSize::normal;
    Weight weight = Weight::regular;
    Align align = Align::centre;
    bool operator==(const Paragraph&) const = default;
};

// The one thing to be read from two metres away: a single line, as wide as the paper allows.
struct Headline {
    std::string text;
    bool operator==(const Headline&) const = default;
};

// Two short texts at the two ends of one line; below each other when they do not fit.
struct Ends {
    std::string left;
    std::string right;
    TextSize size = TextSize::normal;
    Weight weight = Weight::regular;
    bool operator==(const Ends&) const = default;
};

struct Rule {
    bool operator==(const Rule&) const = default;
};

struct Gap {
    int height_tenths_mm = 0;
    bool operator==(const Gap&) const = default;
};

// A QR code in the middle; the text as it is, nothing added.
struct QrCode {
    std::string text;
    bool operator==(const QrCode&) const = default;
};

// A picture in the middle, dot for dot; what is wider than the paper is left out.
struct Picture {
    Raster dots;
    bool operator==(const Picture&) const = default;
};

using Block = std::variant<Paragraph, Headline, Ends, Rule, Gap, QrCode, Picture>;

struct Slip {
    std::string language;      // ISO 639: how words are broken and shaped
    bool large_print = false;  // every text half as large again
    std::vector<Block> blocks;
    bool operator==(const Slip&) const = default;
};

}  // namespace okno::printer
