// Thrown at the first event or decision after which a simulated hall is not as it must be.
#pragma once

#include <stdexcept>
#include <string>

namespace okno::test {

class BrokenRule : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

inline void must(bool holds, const std::string& sentence) {
    if (!holds) throw BrokenRule(sentence);
}

}  // namespace okno::test
