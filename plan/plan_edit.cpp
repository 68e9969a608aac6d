#include "plan/plan_edit.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <sstream>

#include "plan/text_map.hpp"

namespace okno::plan {

namespace {

constexpr std::size_t line_at_most = 110;
// Written under headers of their own: a day is a line.
constexpr std::array<std::string_view, 2> headed{"schedule", "special"};

std::string bracketed(std::string_view before, std::string_view text, std::string_view after) {
    std::string out(before);
    out.append(text).append(after);
    return out;
}

std::string quoted(std::string_view text) {
    std::string out{'"'};
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
            constexpr std::string_view digits = "0123456789ABCDEF";
            out += "\\u00";
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 15];
        } else {
            out += c;
        }
    }
    return out + '"';
}

std::string key_text(std::string_view key) {
    const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](unsigned char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_';
    });
    return bare ? std::string{key} : quoted(key);
}

struct Writer {
    std::size_t indent;

    std::string operator()(const std::string& text) const { return quoted(text); }
    std::string operator()(std::int64_t number) const { return std::to_string(number); }
    std::string operator()(bool flag) const { return flag ? "true" : "false"; }
    std::string operator()(double number) const {
        std::array<char, 64> buffer{};
        const auto [end, error] = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
        std::string text(buffer.data(), end);
        return text.find_first_of(".en") == std::string::npos ? text + ".0" : text;
    }
    std::string operator()(const std::vector<Value>& list) const {
        std::string out{'['}, line;
        for (std::size_t i = 0; i < list.size(); ++i) {
            std::string entry = bracketed("", written(list[i]), i + 1 < list.size() ? "," : "");
            if (!line.empty() && indent + line.size() + entry.size() > line_at_most) {
                out += line + "\n" + std::string(indent + 1, ' ');
                line.clear();
            } else if (!line.empty()) {
                line += ' ';
            }
            line += entry;
        }
        return out + line + ']';
    }
    std::string operator()(const std::vector<Pair>& pairs) const {
        if (pairs.empty()) return "{}";
        std::string out{"{ "};
        for (const Pair& pair : pairs)
            out.append(out.size() > 2 ? ", " : "")
                .append(key_text(pair.key))
                .append(" = ")
                .append(written(pair.value));
        return out + " }";
    }
};

void put(toml::table& table, std::string_view key, const Value& value);

void put(toml::array& array, const Value& value) {
    toml::table carrier;
    put(carrier, "value", value);
    carrier.get("value")->visit([&](const auto& node) { array.push_back(node); });
}

void put(toml::table& table, std::string_view key, const Value& value) {
    std::visit(
        [&](const auto& of) {
            using Of = std::decay_t<decltype(of)>;
            if constexpr (std::is_same_v<Of, std::vector<Value>>) {
                toml::array list;
                for (const Value& each : of) put(list, each);
                table.insert_or_assign(key, std::move(list));
            } else if constexpr (std::is_same_v<Of, std::vector<Pair>>) {
                toml::table inner;
                for (const Pair& pair : of) put(inner, pair.key, pair.value);
                table.insert_or_assign(key, std::move(inner));
            } else {
                table.insert_or_assign(key, of);
            }
        },
        value.of);
}

std::optional<std::size_t> place(const std::string& step) {
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), number);
    if (step.empty() || error != std::errc{} || end != step.data() + step.size()) return std::nullopt;
    return number;
}

template <class Node>
Node* step_into(Node& node, const std::string& step) {
    if (auto* table = node.as_table()) return table->get(step);
    auto* list = node.as_array();
    const auto at = place(step);
    return list && at && *at < list->size() ? list->get(*at) : nullptr;
}

template <class Node>
Node* node_at(Node& root, const Path& path) {
    Node* node = &root;
    for (const std::string& step : path)
        if (node) node = step_into(*node, step);
    return node;
}

Path above(const Path& path) {
    return path.empty() ? path : Path(path.begin(), path.end() - 1);
}

// "kind.special": what stands in a header.
std::string header_name(const toml::table& document, const Path& path) {
    std::string name;
    const toml::node* node = &document;
    for (const std::string& step : path) {
        if (!(node && node->is_array())) name.append(name.empty() ? "" : ".").append(key_text(step));
        node = node ? step_into(*node, step) : nullptr;
    }
    return name;
}

// One edit of the text. Empty: there is no such place, or it is written too intricately.
class Editor {
  public:
    Editor(std::string_view text, const toml::table& document)
        : text_(text), document_(document), map_(text, document) {}

    using Result = tl::expected<std::string, EditRefusal>;

    Result operator()(const SetValue& edit) const;
    Result operator()(const InsertEntry& edit) const;
    Result operator()(const RemoveValue& edit) const;
    Result operator()(const LiftEntry& edit) const;

  private:
    static Result no(EditRefusal refusal) { return tl::make_unexpected(refusal); }
    std::string spliced(Span span, std::string_view by) const {
        return std::string(text_.substr(0, span.begin)) + std::string(by) +
               std::string(text_.substr(span.end));
    }
    // Whole lines at a place where a line begins, or at the end of the text.
    std::string with_lines(std::size_t at, std::string lines) const;
    std::string new_block(const std::string& header, const Value& value) const;
    Result add_key(const Path& path, const Value& value) const;
    Result append(const toml::array& list, const Value& value) const;
    std::optional<Span> own_lines(const toml::node& entry) const;
    Result remove_entry(const toml::array& list, std::size_t at) const;
    Result remove_inline(const toml::table& table, const toml::node& value) const;
    std::string without_block(Span block) const;
    const toml::key* key_of(const toml::table& table, std::string_view key) const;

    std::string_view text_;
    const toml::table& document_;
    TextMap map_;
};

std::string Editor::with_lines(std::size_t at, std::string lines) const {
    if (at == text_.size() && !text_.empty() && text_.back() != '\n')
        lines = bracketed(map_.line_break(), lines, "");
    return spliced({at, at}, lines);
}

std::string Editor::new_block(const std::string& header, const Value& value) const {
    std::string block = bracketed(map_.line_break(), header, map_.line_break());
    if (const auto* pairs = std::get_if<std::vector<Pair>>(&value.of))
        for (const Pair& pair : *pairs)
            block += key_text(pair.key) + " = " + written(pair.value, pair.key.size() + 3) +
                     std::string(map_.line_break());
    return block;
}

Editor::Result Editor::operator()(const SetValue& edit) const {
    if (edit.path.empty()) return no(EditRefusal::nowhere);
    const toml::node* node = node_at<const toml::node>(document_, edit.path);
    if (!node) return add_key(edit.path, edit.value);
    if (map_.has_header(*node)) return no(EditRefusal::too_intricate);
    return spliced(map_.span(node->source()), written(edit.value, node->source().begin.column - 1U));
}

Editor::Result Editor::add_key(const Path& path, const Value& value) const {
    const toml::node* parent = node_at<const toml::node>(document_, above(path));
    if (!parent || !parent->is_table()) return no(EditRefusal::nowhere);
    const std::string& key = path.back();
    const toml::table& table = *parent->as_table();
    const bool is_table = std::holds_alternative<std::vector<Pair>>(value.of);
    const std::string line = key_text(key) + " = " + written(value, key.size() + 3);
    if (table.is_inline()) {
        const Span whole = map_.span(table.source());
        std::size_t last = whole.begin + 1;
        for (const auto& [_, inner] : table) last = std::max(last, map_.span(inner.source()).end);
        return table.empty() ? spliced(whole, bracketed("{ ", line, " }"))
                             : spliced({last, last}, bracketed(", ", line, ""));
    }
    const bool root = path.size() == 1;
    const std::string header = bracketed("[", header_name(document_, path), "]");
    if (root && is_table) return with_lines(text_.size(), new_block(header, value));
    if (root || !map_.has_header(table)) return no(EditRefusal::too_intricate);
    const std::size_t at = map_.end_of_own_lines(table);
    if (is_table && std::find(headed.begin(), headed.end(), key) != headed.end())
        return with_lines(at, new_block(header, value));
    return with_lines(at, bracketed("", line, map_.line_break()));
}

Editor::Result Editor::operator()(const InsertEntry& edit) const {
    const toml::node* node = node_at<const toml::node>(document_, edit.path);
    const toml::node* parent = node_at<const toml::node>(document_, above(edit.path));
    const auto behind = parent && parent->is_array() ? place(edit.path.back()) : std::nullopt;
    const Path path = behind ? above(edit.path) : edit.path;
    if (behind && !node) return no(EditRefusal::nowhere);
    const toml::array* list = behind ? parent->as_array() : node ? node->as_array() : nullptr;
    if (node && !list) return no(EditRefusal::nowhere);
    const std::string header = bracketed("[[", header_name(document_, path), "]]");
    if (!list && path.size() == 1) return with_lines(text_.size(), new_block(header, edit.value));
    if (!list) return add_key(path, Value{std::vector<Value>{edit.value}});
    if (!list->empty() && map_.has_header(*list->get(0))) {
        const std::size_t after = behind.value_or(list->size() - 1);
        Path entry = path;
        entry.push_back(std::to_string(after));
        return with_lines(map_.block(*list->get(after), entry).end, new_block(header, edit.value));
    }
    if (behind) return no(EditRefusal::too_intricate);
    return append(*list, edit.value);
}

// An entry that has lines to itself, with its comma and its comment.
std::optional<Span> Editor::own_lines(const toml::node& entry) const {
    const Span span = map_.span(entry.source());
    const Span lines{map_.line_begin(span.begin), map_.line_end(span.end > 0 ? span.end - 1 : 0)};
    const std::string_view before = text_.substr(lines.begin, span.begin - lines.begin);
    std::string_view after = text_.substr(span.end, lines.end - span.end);
    if (before.find_first_not_of(" \t") != std::string_view::npos) return std::nullopt;
    const auto rest = after.find_first_not_of(" \t,");
    if (rest != std::string_view::npos && after[rest] != '#' && after[rest] != '\n' && after[rest] != '\r')
        return std::nullopt;
    return lines;
}

Editor::Result Editor::append(const toml::array& list, const Value& value) const {
    if (list.empty()) {
        const Span whole = map_.span(list.source());
        if (text_.substr(whole.begin, whole.end - whole.begin).find('#') != std::string_view::npos)
            return no(EditRefusal::too_intricate);
        return spliced(whole, bracketed("[", written(value), "]"));
    }
    const toml::node& last = *list.get(list.size() - 1);
    const Span span = map_.span(last.source());
    const auto lines = own_lines(last);
    if (!lines) return spliced({span.end, span.end}, bracketed(", ", written(value), ""));
    const std::string indent(text_.substr(lines->begin, span.begin - lines->begin));
    const std::string line = indent + written(value) + "," + std::string(map_.line_break());
    const std::size_t comma = text_.find_first_not_of(" \t", span.end);
    if (comma != std::string_view::npos && text_[comma] == ',') return with_lines(lines->end, line);
    const std::string_view rest = text_.substr(span.end, lines->end - span.end);
    return spliced({span.end, lines->end}, bracketed(",", rest, line));
}

Editor::Result Editor::operator()(const RemoveValue& edit) const {
    if (edit.path.empty()) return no(EditRefusal::nowhere);
    const toml::node* node = node_at<const toml::node>(document_, edit.path);
    const toml::node* parent = node_at<const toml::node>(document_, above(edit.path));
    if (!node || !parent) return no(EditRefusal::nowhere);
    if (map_.has_header(*node)) return without_block(map_.block(*node, edit.path));
    const auto* entries = node->as_array();
    if (entries && !entries->empty() && map_.has_header(*entries->get(0)))
        return no(EditRefusal::too_intricate);
    if (const auto* list = parent->as_array()) return remove_entry(*list, *place(edit.path.back()));
    const toml::table& table = *parent->as_table();
    if (table.is_inline()) return remove_inline(table, *node);
    const toml::key* key = key_of(table, edit.path.back());
    if (!key) return no(EditRefusal::nowhere);
    return spliced(map_.lines_of(key->source(), node->source()), "");
}

const toml::key* Editor::key_of(const toml::table& table, std::string_view key) const {
    for (const auto& [each, _] : table)
        if (each.str() == key) return &each;
    return nullptr;
}

// A blank line less, where two would be left.
std::string Editor::without_block(Span block) const {
    const bool blank_above = block.begin == 0 || map_.is_blank(map_.line_begin(block.begin - 1));
    if (blank_above && block.end < text_.size() && map_.is_blank(block.end))
        block.end = map_.line_end(block.end);
    return spliced(block, "");
}

Editor::Result Editor::remove_entry(const toml::array& list, std::size_t at) const {
    const toml::node& entry = *list.get(at);
    if (const auto lines = own_lines(entry)) return spliced(*lines, "");
    const Span span = map_.span(entry.source());
    if (at + 1 < list.size()) return spliced({span.begin, map_.span(list.get(at + 1)->source()).begin}, "");
    if (at > 0) return spliced({map_.span(list.get(at - 1)->source()).end, span.end}, "");
    return spliced(map_.span(list.source()), "[]");
}

Editor::Result Editor::remove_inline(const toml::table& table, const toml::node& value) const {
    std::size_t before = 0, after = text_.size(), begin = 0;
    const Span span = map_.span(value.source());
    for (const auto& [key, inner] : table) {
        const Span other = map_.span(inner.source());
        const std::size_t key_begin = map_.span(key.source()).begin;
        if (&inner == &value) begin = key_begin;
        if (other.end < span.begin) before = std::max(before, other.end);
        if (key_begin > span.end) after = std::min(after, key_begin);
    }
    if (before > 0) return spliced({before, span.end}, "");
    if (after < text_.size()) return spliced({begin, after}, "");
    return spliced(map_.span(table.source()), "{}");
}

Editor::Result Editor::operator()(const LiftEntry& edit) const {
    const toml::node* node = node_at<const toml::node>(document_, edit.path);
    const toml::node* parent = node_at<const toml::node>(document_, above(edit.path));
    if (!node || !parent || !parent->is_array()) return no(EditRefusal::nowhere);
    const std::size_t at = *place(edit.path.back());
    if (at == 0) return no(EditRefusal::nowhere);
    Path former = above(edit.path);
    former.push_back(std::to_string(at - 1));
    const toml::node& other = *parent->as_array()->get(at - 1);
    const bool headers = map_.has_header(*node) && map_.has_header(other);
    const Span a = headers ? map_.block(other, former) : map_.span(other.source());
    const Span b = headers ? map_.block(*node, edit.path) : map_.span(node->source());
    if (a.end > b.begin) return no(EditRefusal::too_intricate);
    std::string second(text_.substr(b.begin, b.end - b.begin));
    std::string first(text_.substr(a.begin, a.end - a.begin));
    if (headers && !second.ends_with('\n')) second += map_.line_break();
    return std::string(text_.substr(0, a.begin)) + second +
           std::string(text_.substr(a.end, b.begin - a.end)) + first + std::string(text_.substr(b.end));
}

// The same change, of the document: what the edited text must read as.
struct Change {
    toml::table& document;

    bool operator()(const SetValue& edit) const {
        toml::node* parent = node_at<toml::node>(document, above(edit.path));
        if (!parent) return false;
        if (auto* table = parent->as_table()) {
            put(*table, edit.path.back(), edit.value);
            return true;
        }
        auto* list = parent->as_array();
        const auto at = place(edit.path.back());
        if (!list || !at || *at >= list->size()) return false;
        toml::array one;
        put(one, edit.value);
        one.get(0)->visit([&](const auto& node) {
            list->replace(list->cbegin() + static_cast<std::ptrdiff_t>(*at), node);
        });
        return true;
    }
    bool operator()(const InsertEntry& edit) const {
        toml::node* parent = node_at<toml::node>(document, above(edit.path));
        if (!parent) return false;
        if (auto* list = parent->as_array()) {
            toml::array one;
            put(one, edit.value);
            const auto at = static_cast<std::ptrdiff_t>(*place(edit.path.back()) + 1);
            one.get(0)->visit([&](const auto& node) { list->insert(list->cbegin() + at, node); });
            return true;
        }
        toml::table& table = *parent->as_table();
        if (!table.contains(edit.path.back())) table.insert(edit.path.back(), toml::array{});
        put(*table.get(edit.path.back())->as_array(), edit.value);
        return true;
    }
    bool operator()(const RemoveValue& edit) const {
        toml::node* parent = node_at<toml::node>(document, above(edit.path));
        if (auto* list = parent->as_array()) {
            list->erase(list->cbegin() + static_cast<std::ptrdiff_t>(*place(edit.path.back())));
            // The last [[entry]] takes the list with it: there is no way to write an empty one.
            if (toml::node* owner = node_at<toml::node>(document, above(above(edit.path)));
                list->empty() && headed_list && owner && owner->is_table())
                owner->as_table()->erase(above(edit.path).back());
            return true;
        }
        parent->as_table()->erase(edit.path.back());
        return true;
    }
    bool operator()(const LiftEntry& edit) const {
        auto* list = node_at<toml::node>(document, above(edit.path))->as_array();
        const auto at = static_cast<std::ptrdiff_t>(*place(edit.path.back()));
        list->get(static_cast<std::size_t>(at))->visit([&](auto& node) {
            auto copy = node;
            list->erase(list->cbegin() + at);
            list->insert(list->cbegin() + at - 1, std::move(copy));
        });
        return true;
    }

    bool headed_list = false;
};

const Path& path_of(const Edit& edit) {
    return std::visit([](const auto& each) -> const Path& { return each.path; }, edit);
}

}  // namespace

std::string written(const Value& value, std::size_t indent) {
    return std::visit(Writer{indent}, value.of);
}

tl::expected<std::string, EditRefusal> edited(std::string_view text, const Edit& edit) {
    if (path_of(edit).empty()) return tl::make_unexpected(EditRefusal::nowhere);
    toml::table document;
    try {
        document = toml::parse(text);
    } catch (const toml::parse_error&) {
        return tl::make_unexpected(EditRefusal::unreadable);
    }
    const auto result = std::visit(Editor{text, document}, edit);
    if (!result) return result;
    const toml::node* node = node_at<const toml::node>(document, path_of(edit));
    const bool headed_list = node && TextMap{text, document}.has_header(*node);
    if (!std::visit(Change{document, headed_list}, edit)) return tl::make_unexpected(EditRefusal::nowhere);
    try {
        if (toml::parse(*result) == document) return result;
    } catch (const toml::parse_error&) {
        return tl::make_unexpected(EditRefusal::too_intricate);
    }
    return tl::make_unexpected(EditRefusal::too_intricate);
}

}  // namespace okno::plan
