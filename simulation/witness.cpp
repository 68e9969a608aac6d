#include "simulation/witness.hpp"

namespace okno::simulation {

void Witness::decided(const hall::State&, const hall::Command&, hall::Timestamp, const hall::Decision&) {}
void Witness::before(const hall::State&, const hall::Event&) {}
void Witness::after(const hall::State&, const hall::Event&) {}

}  // namespace okno::simulation
