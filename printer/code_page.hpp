// The two code pages that Russian receipt printers have, for text mode. Pure. Sources: the Unicode
// consortium's tables CP866.TXT and CP1251.TXT.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace okno::printer {

enum class CodePage { pc866, wpc1251 };

std::optional<CodePage> code_page_named(std::string_view name);  // "pc866", "wpc1251"

// UTF-8 in the bytes of the page, one a character. What the page lacks gets a plain replacement where there
// is one (a dash becomes "-", quotation marks become "); no byte is a control character. Nothing: some
// character has neither, so the text cannot be said in this page, or the text is not UTF-8.
std::optional<std::string> in_page(std::string_view utf8, CodePage page);

}  // namespace okno::printer
