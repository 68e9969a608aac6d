// Draws durations as the hall has learnt them: a table of quantiles, made once for a forecast from counts and
// a prior. A draw is a look-up; what is left of a visit that has lasted a while is drawn from those that last
// longer.
#pragma once

#include <array>
#include <cstdint>

#include "hall/experience.hpp"

namespace okno::hall {

// Uniform in [0, 2^32): the chance of a draw. The same chance always gives the same duration.
using Chance = std::uint32_t;

// A chance for each thing of each future, without a sequence: splitmix64's finalizer over the words given
// (Steele, Lea, Flood 2014). So one future deals with the same visitor alike however often it is played.
Chance chance_of(std::uint64_t a, std::uint64_t b, std::uint64_t c);

class Sampler {
  public:
    // `prior`: the mean believed before anything was learnt, with the weight of `prior_weight` durations
    // spread as a lognormal of variation 0.7. A prior of 0 with nothing learnt draws 0.
    Sampler(const Durations* learnt, Milliseconds prior, int prior_weight);

    Milliseconds draw(Chance chance) const;
    // What is left after `elapsed`.
    Milliseconds draw_rest(Chance chance, Milliseconds elapsed) const;
    Milliseconds mean() const { return mean_; }

  private:
    static constexpr std::size_t steps = 256;
    std::array<Milliseconds, steps + 1> quantiles_{};  // of 0/256 … 256/256
    Milliseconds mean_{};
};

}  // namespace okno::hall
