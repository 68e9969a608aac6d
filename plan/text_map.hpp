// Where the values of a TOML document stand in its text, in bytes and in lines; what belongs to a table that
// has a header of its own, with the comments that cling to it. Borrows text and document, which must outlive
// it.
#pragma once

#include <toml++/toml.h>
#include <cstddef>
#include <string_view>
#include <vector>

#include "plan/plan_edit.hpp"

namespace okno::plan {

struct Span {  // bytes
    std::size_t begin = 0;
    std::size_t end = 0;
};

class TextMap {
  public:
    TextMap(std::string_view text, const toml::table& document);

    Span span(const toml::source_region& region) const;
    // Whether it was written as [a] or [[a]].
    bool has_header(const toml::node& node) const;
    // All lines of a value that is not a table with a header.
    Span lines_of(const toml::source_region& from, const toml::source_region& to) const;
    // Behind the last line of what stands directly under the header.
    std::size_t end_of_own_lines(const toml::node& table) const;
    // The whole block: from its header, or the comment right above it, to its last value and the comment
    // right below; with the blocks of the tables inside it.
    Span block(const toml::node& table, const Path& path) const;
    std::size_t line_begin(std::size_t at) const;  // of the line with this byte
    std::size_t line_end(std::size_t at) const;    // behind its line break
    bool is_blank(std::size_t begin) const;        // the line that begins here
    std::string_view line_break() const { return line_break_; }

  private:
    struct Header {
        std::size_t line = 0;  // from 0
        Path path;
    };

    void collect(const toml::node& node, const Path& path);
    std::size_t next_header(std::size_t line) const;  // its line; behind the last one: lines_.size()
    std::size_t last_line_between(std::size_t line, std::size_t next) const;
    std::size_t begin_of(std::size_t line) const;
    bool is_comment(std::size_t begin) const;
    std::size_t offset(const toml::source_position& position) const;

    std::string_view text_;
    std::string_view line_break_ = "\n";
    std::vector<std::size_t> lines_;                           // where each begins
    std::vector<Header> headers_;                              // by line
    std::vector<std::pair<std::size_t, std::size_t>> values_;  // first and last line of each
};

}  // namespace okno::plan
