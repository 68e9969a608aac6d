// Chance for simulated halls: the same on every machine and with every compiler. The standard library's
// distributions differ from one implementation to the next and so does the mathematics library's last digit,
// so both are done here with nothing but integer arithmetic and +, -, *, /, √, which IEEE 754 fixes to the
// bit.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <vector>

#include "hall/time.hpp"

namespace okno::simulation {

// A key of a stream of chances: which day, which visitor, for what. Streams with different keys are
// independent.
std::uint64_t key_of(std::initializer_list<std::uint64_t> words);

// splitmix64 (Steele, Lea, Flood 2014).
class Random {
  public:
    explicit Random(std::uint64_t key) : state_(key) {}

    std::uint64_t next();
    double uniform();  // in (0, 1), never either end
    std::size_t below(std::size_t count);
    bool chance(double share) { return uniform() < share; }
    template <class T>
    const T& among(const std::vector<T>& list) {
        return list[below(list.size())];
    }

  private:
    std::uint64_t state_;
};

double natural_logarithm(double x);  // x > 0
double exponential(double x);
double normal_quantile(
    double p);  // 0 < p < 1; P. J. Acklam's rational approximation, relative error < 1.2e-9

// How long something takes.
struct Spread {
    enum class Shape { constant, lognormal, exponential, observed };
    Shape shape = Shape::constant;
    hall::Milliseconds mean{};
    double variation = 0;                        // standard deviation ÷ mean, of a lognormal
    std::vector<hall::Milliseconds> observed{};  // ascending; drawn from as they are

    hall::Milliseconds quantile(double p) const;
    hall::Milliseconds draw(Random& random) const { return quantile(random.uniform()); }
};

Spread constant(hall::Milliseconds length);
Spread lognormal(hall::Milliseconds mean, double variation);
Spread exponential_spread(hall::Milliseconds mean);
Spread observed(std::vector<hall::Milliseconds> lengths);  // not empty

}  // namespace okno::simulation
