#include "kiosk/remembered_plan.hpp"

#include <fstream>
#include <iterator>
#include <system_error>

#include "platform/atomic_file.hpp"
#include "platform/log.hpp"
#include "protocol/codec.hpp"

namespace okno::kiosk {

hall::State RememberedPlan::read() {
    hall::State state;
    std::ifstream in(file_);
    if (!in) return state;
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    try {
        state.plan = kept_ = protocol::plan_from_json(protocol::parse(text));
    } catch (const protocol::CodecError& error) {
        spdlog::warn("The plan remembered in {} cannot be understood and is ignored. reason=\"{}\"",
                     file_.string(), error.what());
    }
    return state;
}

void RememberedPlan::keep(const hall::Plan& plan) {
    if (plan == kept_) return;
    try {
        platform::replace_file(file_, protocol::to_json(plan).dump(), 0600);
        kept_ = plan;
    } catch (const std::system_error& error) {
        spdlog::error("The plan could not be remembered: {}", error.what());
        kept_ = plan;  // not again each turn
    }
}

}  // namespace okno::kiosk
