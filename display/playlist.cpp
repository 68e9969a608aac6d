#include "display/playlist.hpp"

#include <algorithm>

namespace okno::display {

using platform::SteadyTime;

void Playlist::set(std::vector<Card> cards) {
    std::sort(cards.begin(), cards.end(), [](const Card& a, const Card& b) { return a.name < b.name; });
    cards_ = std::move(cards);
    skipped_.clear();
}

void Playlist::skip(const std::string& name) {
    skipped_.insert(name);
}

bool Playlist::can_show(const Card& card, hall::LocalDay day) const {
    return is_valid_on(card, day) && !skipped_.contains(card.name);
}

const Card* Playlist::shown() const {
    const auto found =
        std::find_if(cards_.begin(), cards_.end(), [&](const Card& card) { return card.name == shown_; });
    return found == cards_.end() ? nullptr : &*found;
}

const Card* Playlist::look(hall::LocalDay day, SteadyTime now) {
    const Card* card = shown();
    if (card && can_show(*card, day) && now - since_ < card->seconds) return card;
    const Card* first = nullptr;
    const Card* next = nullptr;  // by name; after the last comes the first
    for (const Card& other : cards_) {
        if (!can_show(other, day)) continue;
        if (!first) first = &other;
        if (!next && other.name > shown_) next = &other;
    }
    if (!next) next = first;
    shown_ = next ? next->name : std::string();
    since_ = now;
    return next;
}

std::size_t Playlist::frame(std::size_t count, SteadyTime now) const {
    const Card* card = shown();
    if (!card || count == 0) return 0;
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(now - since_).count();
    return static_cast<std::size_t>(milliseconds * card->frames_a_second / 1000) % count;
}

std::chrono::milliseconds Playlist::time_left(SteadyTime now) const {
    const Card* card = shown();
    if (!card) return std::chrono::hours(1);
    return std::max(std::chrono::milliseconds(0),
                    std::chrono::ceil<std::chrono::milliseconds>(card->seconds - (now - since_)));
}

}  // namespace okno::display
