#include "ui/theme.hpp"

#include <algorithm>
#include <cmath>

namespace okno::ui {

namespace {

constexpr Colour rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8 & 0xff),
            static_cast<std::uint8_t>(hex & 0xff)};
}

double linear(std::uint8_t channel) {
    const double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double luminance(Colour c) {
    return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue);
}

}  // namespace

const Theme& light_theme() {
    static const Theme theme{
        .background = rgb(0xeef3f6),
        .surface = rgb(0xffffff),
        .line = rgb(0xd3dee5),
        .ink = rgb(0x10212c),
        .quiet = rgb(0x3c4f5c),
        .accent = rgb(0x0b5671),
        .on_accent = rgb(0xffffff),
        .tint = rgb(0xcfe6ee),
        .on_tint = rgb(0x083d51),
        .warning = rgb(0xffe3a8),
        .on_warning = rgb(0x3d2600),
        .focus = rgb(0xb3261e),
    };
    return theme;
}

const Theme& dark_theme() {
    static const Theme theme{
        .background = rgb(0x0b1a24),
        .surface = rgb(0x142a38),
        .line = rgb(0x24414f),
        .ink = rgb(0xffffff),
        .quiet = rgb(0xb9cbd6),
        .accent = rgb(0x8fe3f5),
        .on_accent = rgb(0x06222d),
        .tint = rgb(0xc9f3fb),
        .on_tint = rgb(0x06222d),
        .warning = rgb(0xffd98a),
        .on_warning = rgb(0x3d2600),
        .areas = {rgb(0x7db2ff), rgb(0xffa24d), rgb(0x74d68c), rgb(0xffe15c), rgb(0xff9ccf), rgb(0xffffff)},
        .on_area = rgb(0x06222d),
        .focus = rgb(0xffd98a),
    };
    return theme;
}

const Theme& contrast_theme() {
    static const Theme theme{
        .background = rgb(0x000000),
        .surface = rgb(0x000000),
        .line = rgb(0xffffff),
        .ink = rgb(0xffffff),
        .quiet = rgb(0xffffff),
        .accent = rgb(0xffff00),
        .on_accent = rgb(0x000000),
        .tint = rgb(0xffff00),
        .on_tint = rgb(0x000000),
        .warning = rgb(0xffffff),
        .on_warning = rgb(0x000000),
        .focus = rgb(0x00ffff),
        .outline = 5,
    };
    return theme;
}

std::vector<ColourPair> text_pairs(const Theme& theme) {
    std::vector<ColourPair> pairs{{"ink on background", theme.ink, theme.background},
                                  {"ink on surface", theme.ink, theme.surface},
                                  {"quiet on background", theme.quiet, theme.background},
                                  {"quiet on surface", theme.quiet, theme.surface},
                                  {"accent on background", theme.accent, theme.background},
                                  {"accent on surface", theme.accent, theme.surface},
                                  {"text on accent", theme.on_accent, theme.accent},
                                  {"text on tint", theme.on_tint, theme.tint},
                                  {"text on warning", theme.on_warning, theme.warning}};
    for (const Colour area : theme.areas) pairs.push_back({"sign on an area", theme.on_area, area});
    return pairs;
}

std::vector<ColourPair> parts_pairs(const Theme& theme) {
    std::vector<ColourPair> pairs{{"accent shape on background", theme.accent, theme.background},
                                  {"accent shape on surface", theme.accent, theme.surface},
                                  {"accent shape on tint", theme.on_tint, theme.tint},
                                  {"focus frame on background", theme.focus, theme.background}};
    for (const Colour area : theme.areas) {
        pairs.push_back({"area on background", area, theme.background});
        pairs.push_back({"area on surface", area, theme.surface});
    }
    return pairs;
}

double contrast(Colour a, Colour b) {
    const double first = luminance(a) + 0.05;
    const double second = luminance(b) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

}  // namespace okno::ui
