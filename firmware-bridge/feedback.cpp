#include "firmware-bridge/feedback.hpp"

#include <algorithm>
#include <utility>

namespace okno::bridge {

using platform::SteadyTime;

void Feedback::plugged() {
    shown_.reset();
    not_before_ = {};
    refuses_ = false;
}

void Feedback::answered(bool accepted, SteadyTime now) {
    answer_ = Answer{accepted ? Sign::accepted : Sign::refused, now + answer_shown};
}

bool Feedback::refused(SteadyTime now) {
    shown_.reset();
    not_before_ = now + lamps_tried_again_after;
    return !std::exchange(refuses_, true);
}

std::optional<std::vector<std::uint8_t>> Feedback::work(const std::set<Sign>& at_window, SteadyTime now) {
    if (!report_) return std::nullopt;
    if (answer_ && now >= answer_->until) answer_.reset();
    std::set<Sign> signs = at_window;
    if (answer_) signs.insert(answer_->sign);
    blinking_ = blinks(*report_, signs);
    const bool lit = now.time_since_epoch() / lamp_blinks_every % 2 == 0;
    std::vector<std::uint8_t> report = output_report(*report_, signs, lit);
    if (report == shown_ || now < not_before_) return std::nullopt;
    shown_ = report;
    return report;
}

std::optional<SteadyTime> Feedback::next_deadline(SteadyTime now) const {
    if (!report_) return std::nullopt;
    if (now < not_before_) return not_before_;
    std::optional<SteadyTime> next;
    if (blinking_) next = SteadyTime{(now.time_since_epoch() / lamp_blinks_every + 1) * lamp_blinks_every};
    if (answer_ && now < answer_->until) next = std::min(next.value_or(answer_->until), answer_->until);
    return next;
}

}  // namespace okno::bridge
