// How values stand in columns. Inside the library only.
#pragma once

#include <soci/soci.h>

#include <optional>
#include <string>

#include "hall/time.hpp"

namespace okno::statistics {

// A column that may be NULL, on its way in or out.
template <class Value>
struct Column {
    Value value{};
    soci::indicator indicator = soci::i_null;

    void set(std::optional<Value> given) {
        indicator = given ? soci::i_ok : soci::i_null;
        value = given.value_or(Value{});
    }
    std::optional<Value> get() const {
        return indicator == soci::i_ok ? std::optional<Value>{value} : std::nullopt;
    }
};
using Number = Column<long long>;  // an instant or a duration, in milliseconds
using Word = Column<std::string>;

inline long long ms(hall::Timestamp at) {
    return at.time_since_epoch().count();
}
inline std::optional<long long> ms(const std::optional<hall::Timestamp>& at) {
    return at ? std::optional{ms(*at)} : std::nullopt;
}
inline hall::Timestamp instant(long long ms) {
    return hall::Timestamp{hall::Milliseconds{ms}};
}
inline std::optional<hall::Timestamp> instant(const Number& column) {
    const auto value = column.get();
    return value ? std::optional{instant(*value)} : std::nullopt;
}
inline std::optional<long long> ms(const std::optional<hall::Milliseconds>& took) {
    return took ? std::optional<long long>{took->count()} : std::nullopt;
}
inline std::optional<hall::Milliseconds> duration(const Number& column) {
    const auto value = column.get();
    return value ? std::optional{hall::Milliseconds{*value}} : std::nullopt;
}
template <class Enum>
std::optional<std::string> word(const std::optional<Enum>& value) {
    return value ? std::optional{std::string(to_string(*value))} : std::nullopt;
}

}  // namespace okno::statistics
