// A slip as lines of a printer's own characters: what text mode prints instead of a picture, a hundredth of
// the bytes. Pure. The dialects make bytes of it.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "printer/code_page.hpp"
#include "printer/slip.hpp"

namespace okno::printer {

struct TextLine {
    std::string bytes;  // in the code page, no control character
    int times = 1;      // as wide and as high as a plain character
    bool bold = false;
    Align align = Align::left;
    bool operator==(const TextLine&) const = default;
};
using TextItem = std::variant<TextLine, Gap, QrCode>;

// Wrapped at words to `columns` plain characters; the headline is as large as fits, `times_at_most` at most.
// Nothing: the slip has a character that the page cannot say; it must be printed as a picture. Pictures of
// the slip are left out.
std::optional<std::vector<TextItem>> text_lines(const Slip& slip, CodePage page, int columns,
                                                int times_at_most);

}  // namespace okno::printer
