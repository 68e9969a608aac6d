// Changing one value in the text of a plan: everything else – comments, order, blank lines, keys that nobody
// here knows – stays as its writer left it. An edit is a replacement in the region that the parser gives for
// the value; a new key is a line, a new entry of a list of tables a block. Whoever is not certain is checked:
// the edited text is read again and must be exactly the old document with that one change, else nothing is
// changed. Pure; does not ask whether the plan makes sense (plan_file.hpp does).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

namespace okno::plan {

// Keys, and in lists places from 0: {"service", "3", "name", "ru"}.
using Path = std::vector<std::string>;

struct Pair;
struct Value {
    std::variant<std::string, std::int64_t, double, bool, std::vector<Value>, std::vector<Pair>> of;
};
struct Pair {
    std::string key;
    Value value;
};

struct SetValue {  // the table above it must be there
    Path path;
    Value value;
};
struct InsertEntry {  // into the list `path`, made when it is not there: at the end, or behind the entry
                      // `path`
    Path path;
    Value value;
};
struct RemoveValue {  // a key, a table, or an entry of a list
    Path path;
};
struct LiftEntry {  // changes places with the entry before it
    Path path;
};
using Edit = std::variant<SetValue, InsertEntry, RemoveValue, LiftEntry>;

enum class EditRefusal {
    unreadable,    // the text is no TOML
    nowhere,       // there is no such place
    too_intricate  // written in a way that only a person can change
};

tl::expected<std::string, EditRefusal> edited(std::string_view text, const Edit& edit);

// As it is written in a plan: "a text" in quotes, 12, true, [..], { a = 1 }. `indent`: of the lines after the
// first.
std::string written(const Value& value, std::size_t indent = 0);

}  // namespace okno::plan
