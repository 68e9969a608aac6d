#include "display/information.hpp"

#include <algorithm>
#include <stdexcept>

#include "display/view.hpp"
#include "display/words.hpp"

namespace okno::display {

using namespace std::chrono_literals;

namespace {

// The text in the languages of the hall, the same words once.
std::vector<std::string> in_languages(const hall::Text& text, const hall::Plan& plan) {
    std::vector<std::string> words;
    for (const hall::Language& language : shown_languages(plan)) {
        const std::string& said = hall::in(text, language, plan);
        if (!said.empty() && std::find(words.begin(), words.end(), said) == words.end())
            words.push_back(said);
    }
    return words;
}

}  // namespace

Information::Information(const std::filesystem::path& folder) {
    if (!folder.empty()) folder_.emplace(folder);
}

const std::optional<Slide>& Information::look(const hall::Plan& plan, platform::Instant now,
                                              ui::Size screen) {
    if (!folder_) return slide_;
    bool anew = screen != screen_;
    screen_ = screen;
    if (auto cards = folder_->look(now.steady)) {
        playlist_.set(std::move(*cards));
        anew = true;
    }
    const hall::LocalDay day = hall::local_day(plan.zone, now.wall);
    // Each card that is broken is skipped, so this ends.
    while (const Card* card = playlist_.look(day, now.steady)) {
        if (anew || *card != shown_) {
            shown_ = *card;
            pictures_ = folder_->pictures_of(*card);
            anew = true;
        }
        const std::size_t frame = playlist_.frame(pictures_.size(), now.steady);
        if (!anew && slide_ && frame == frame_) return slide_;
        anew = false;
        frame_ = frame;
        const bool has_picture = !card->picture.empty() || !card->frames.empty();
        if (!has_picture || (frame < pictures_.size() && load(pictures_[frame], *card))) {
            if (!has_picture) bitmap_.reset();
            slide_ = make(*card, plan);
            return slide_;
        }
        if (pictures_.empty()) folder_->complain(card->frames + ": there are no pictures in this folder");
        playlist_.skip(card->name);
        anew = true;
    }
    shown_ = {};
    slide_.reset();
    return slide_;
}

bool Information::load(const std::filesystem::path& file, const Card& card) {
    try {
        bitmap_.emplace(file, picture_room(screen_, card.kind == CardKind::advertising, !card.title.empty()));
        return true;
    } catch (const std::runtime_error& error) {
        folder_->complain(error.what());
        return false;
    }
}

std::optional<Slide> Information::make(const Card& card, const hall::Plan& plan) {
    Slide slide;
    if (card.kind == CardKind::advertising)
        slide.mark = worded(shown_languages(plan), &Wording::advertisement);
    slide.title = in_languages(card.title, plan);
    slide.text = in_languages(card.text, plan);
    if (bitmap_) {
        slide.bitmap = &*bitmap_;
        slide.id = bitmap_->id();
    }
    return slide;
}

std::chrono::milliseconds Information::time_left(platform::Instant now) const {
    if (!folder_) return 1h;
    auto left = std::min(folder_->time_left(now.steady), playlist_.time_left(now.steady));
    if (pictures_.size() > 1) left = std::min(left, std::chrono::milliseconds(1000 / shown_.frames_a_second));
    return left;
}

}  // namespace okno::display
