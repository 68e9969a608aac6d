// A number as it is typed, digit by digit; and that nothing was found by it.
#pragma once

#include <string>

namespace okno::kiosk {

struct TypedNumber {
    static constexpr std::size_t digits_at_most = 5;

    std::string digits{};
    bool unknown = false;

    // Who types on after nothing was found begins anew.
    void type(char digit) {
        if (unknown) *this = {};
        if (digits.size() < digits_at_most) digits += digit;
    }
    void erase() {
        if (!digits.empty()) digits.pop_back();
        unknown = false;
    }
    int value() const { return digits.empty() ? 0 : std::stoi(digits); }
};

}  // namespace okno::kiosk
