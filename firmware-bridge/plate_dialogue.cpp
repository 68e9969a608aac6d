#include "firmware-bridge/plate_dialogue.hpp"

#include <array>
#include <utility>

namespace okno::bridge {

using platform::SteadyTime;

std::string_view to_string(PlateState state) {
    constexpr std::array<std::string_view, 7> words{
        "it is not there",    "it has not answered yet", "it shows what it is told",
        "it does not answer", "it answers nonsense",     "it says that it cannot show this",
        "it takes no bytes",
    };
    return words.at(static_cast<std::size_t>(state));
}

hall::Condition condition_of(PlateState state) {
    switch (state) {
        case PlateState::ready:
            return hall::Condition::ready;
        case PlateState::babbling:
        case PlateState::refusing:
            return hall::Condition::faulty;
        default:
            return hall::Condition::out_of_reach;
    }
}

void PlateDialogue::plugged(SteadyTime now) {
    // Deaf until it answers: opening a port anew mends nothing by itself.
    if (state_ == PlateState::absent) state_ = PlateState::untried;
    ear_ = {};
    told_.reset();
    answer_until_.reset();
    unsent_since_.reset();
    tell_again_ = now;
    misses_ = 0;
    nonsense_ = false;
}

void PlateDialogue::unplugged() {
    state_ = PlateState::absent;
}

std::optional<std::string> PlateDialogue::work(const PlateFace& face, int brightness, std::size_t unsent,
                                               SteadyTime now) {
    if (state_ == PlateState::absent) return std::nullopt;
    if (answer_until_ && now >= *answer_until_) missed();
    if (unsent > 0) {
        if (!unsent_since_) unsent_since_ = now;
        if (must_be_opened_anew(now)) state_ = PlateState::deaf;
        return std::nullopt;
    }
    unsent_since_.reset();
    if (answer_until_ || (told_ == face && now < tell_again_)) return std::nullopt;
    told_ = face;
    tell_again_ = now + plate_told_every;
    answer_until_ = now + plate_patience;
    ++sequence_;
    return plate_order(face, brightness, sequence_);
}

void PlateDialogue::missed() {
    answer_until_.reset();
    if (++misses_ < plate_misses_at_most) return;
    state_ = nonsense_ ? PlateState::babbling : PlateState::silent;
    misses_ = plate_misses_at_most;
    nonsense_ = false;
}

void PlateDialogue::hear(std::string_view bytes, SteadyTime now) {
    const auto answers = ear_.hear(bytes);
    if (answers.empty() && !bytes.empty()) nonsense_ = true;
    for (const auto& answer : answers) {
        if (!answer || answer->sequence != sequence_) {
            nonsense_ = true;
            continue;
        }
        answer_until_.reset();
        switch (answer->verdict) {
            case PlateVerdict::taken:
                state_ = PlateState::ready;
                misses_ = 0;
                nonsense_ = false;
                break;
            case PlateVerdict::wrong_crc:  // a byte was lost on the way
                missed();
                tell_again_ = now + plate_patience;
                break;
            default:
                state_ = PlateState::refusing;
                misses_ = 0;
        }
    }
}

bool PlateDialogue::must_be_opened_anew(SteadyTime now) const {
    return unsent_since_ && now - *unsent_since_ >= plate_deaf_after;
}

std::optional<SteadyTime> PlateDialogue::next_deadline() const {
    if (state_ == PlateState::absent) return std::nullopt;
    if (unsent_since_) return *unsent_since_ + plate_deaf_after;
    return answer_until_.value_or(tell_again_);
}

}  // namespace okno::bridge
