#include "plan/text_map.hpp"

#include <algorithm>

namespace okno::plan {

TextMap::TextMap(std::string_view text, const toml::table& document) : text_(text) {
    lines_.push_back(0);
    for (std::size_t at = 0; at < text.size(); ++at)
        if (text[at] == '\n' && at + 1 < text.size()) lines_.push_back(at + 1);
    if (text.find("\r\n") != std::string_view::npos) line_break_ = "\r\n";
    for (const auto& [key, node] : document) collect(node, {std::string{key.str()}});
    std::sort(headers_.begin(), headers_.end(),
              [](const Header& a, const Header& b) { return a.line < b.line; });
}

void TextMap::collect(const toml::node& node, const Path& path) {
    const auto below = [&](std::string step) {
        Path deeper = path;
        deeper.push_back(std::move(step));
        return deeper;
    };
    const auto& source = node.source();
    const auto* list = node.as_array();
    const bool tables = list && !list->empty() && has_header(*list->get(0));
    if (has_header(node) && node.is_table())
        headers_.push_back({source.begin.line - 1U, path});
    else if (!tables)
        values_.emplace_back(source.begin.line - 1U, source.end.line - 1U);
    if (const auto* table = node.as_table())
        for (const auto& [key, inner] : *table) collect(inner, below(std::string{key.str()}));
    if (list)
        for (std::size_t i = 0; i < list->size(); ++i) collect(*list->get(i), below(std::to_string(i)));
}

std::size_t TextMap::begin_of(std::size_t line) const {
    return line < lines_.size() ? lines_[line] : text_.size();
}

// Columns count characters; a character of UTF-8 goes on with bytes 10xxxxxx.
std::size_t TextMap::offset(const toml::source_position& position) const {
    std::size_t at = begin_of(position.line - 1U);
    for (auto left = position.column - 1U; left > 0 && at < text_.size(); --left) {
        ++at;
        while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) ++at;
    }
    return at;
}

Span TextMap::span(const toml::source_region& region) const {
    return {offset(region.begin), offset(region.end)};
}

bool TextMap::has_header(const toml::node& node) const {
    const std::size_t at = offset(node.source().begin);
    return node.is_table() && !node.as_table()->is_inline() && at < text_.size() && text_[at] == '[';
}

Span TextMap::lines_of(const toml::source_region& from, const toml::source_region& to) const {
    const Span last = span(to);
    return {begin_of(from.begin.line - 1U), line_end(last.end > last.begin ? last.end - 1 : last.end)};
}

std::size_t TextMap::line_begin(std::size_t at) const {
    return *std::prev(std::upper_bound(lines_.begin(), lines_.end(), at));
}

std::size_t TextMap::line_end(std::size_t at) const {
    const auto next = std::upper_bound(lines_.begin(), lines_.end(), at);
    return next == lines_.end() ? text_.size() : *next;
}

bool TextMap::is_blank(std::size_t begin) const {
    const std::string_view line = text_.substr(begin, line_end(begin) - begin);
    return line.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

bool TextMap::is_comment(std::size_t begin) const {
    const std::size_t first = text_.find_first_not_of(" \t", begin);
    return first < line_end(begin) && text_[first] == '#';
}

std::size_t TextMap::next_header(std::size_t line) const {
    const auto next = std::upper_bound(headers_.begin(), headers_.end(), line,
                                       [](std::size_t at, const Header& header) { return at < header.line; });
    return next == headers_.end() ? lines_.size() : next->line;
}

std::size_t TextMap::last_line_between(std::size_t line, std::size_t next) const {
    std::size_t last = line;
    for (const auto& [first, end] : values_)
        if (first >= line && first < next) last = std::max(last, end);
    return last;
}

std::size_t TextMap::end_of_own_lines(const toml::node& table) const {
    const std::size_t header = table.source().begin.line - 1U;
    return begin_of(last_line_between(header, next_header(header)) + 1);
}

Span TextMap::block(const toml::node& table, const Path& path) const {
    const std::size_t header = table.source().begin.line - 1U;
    std::size_t next = next_header(header);
    for (const Header& other : headers_) {
        const bool inside =
            other.path.size() > path.size() && std::equal(path.begin(), path.end(), other.path.begin());
        if (other.line == next && inside) next = next_header(next);
    }
    std::size_t first = header;
    while (first > 0 && is_comment(begin_of(first - 1))) --first;
    std::size_t behind = last_line_between(header, next) + 1;
    for (const Header& other : headers_)  // a table inside may have no values
        if (other.line >= header && other.line < next) behind = std::max(behind, other.line + 1);
    std::size_t comments = behind;
    while (comments < next && is_comment(begin_of(comments))) ++comments;
    // A comment right above the next header speaks of that one.
    if (comments < next || next == lines_.size()) behind = comments;
    return {begin_of(first), begin_of(behind)};
}

}  // namespace okno::plan
