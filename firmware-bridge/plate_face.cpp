#include "firmware-bridge/plate_face.hpp"

namespace okno::bridge {

using platform::SteadyTime;

PlateFace PlateModel::look(const hall::State* state, SteadyTime now) {
    PlateFace face{PlateSign::away, window_.value, {}, false};
    if (blinks_until_ && now >= *blinks_until_) blinks_until_.reset();
    const hall::WindowState* const window = state ? hall::find(*state, window_) : nullptr;
    if (!window) {
        blinks_until_.reset();
        return face;  // a window that is not in the plan is no better than none
    }
    const hall::Ticket* const visitor = hall::visitor_at(*state, window_);
    const auto* const called = visitor ? std::get_if<hall::Called>(&visitor->stage) : nullptr;
    if (called) {
        const Seen call{visitor->id, called->last_call};
        if (call_ != call) blinks_until_ = now + plate_blinks_after_call;
        call_ = call;
    } else {
        call_.reset();
        blinks_until_.reset();
    }
    if (visitor) {
        face.sign = called ? PlateSign::called : PlateSign::serving;
        face.text = hall::to_string(visitor->number);
        face.blinks = blinks_until_.has_value();
    } else if (std::holds_alternative<hall::Open>(window->post)) {
        face.sign = PlateSign::free;
        face.text = '-';
    } else {
        face.sign =
            std::holds_alternative<hall::Paused>(window->post) ? PlateSign::on_break : PlateSign::closed;
    }
    return face;
}

}  // namespace okno::bridge
