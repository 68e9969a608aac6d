#include "display/information.hpp"

#include <algorithm>

#include "display/view.hpp"
#include "display/words.hpp"

namespace okno::display {

using namespace std::chrono_literals;

Information::Information(const std::filesystem::path& folder) {
    if (!folder.empty()) source_.emplace(folder);
}

const std::optional<Slide>& Information::look(const hall::Plan& plan, platform::Instant now,
                                              ui::Size screen) {
    if (!source_) return slide_;
    screen_ = screen;
    take_picture(plan);
    if (auto cards = source_->folder.look(now.steady)) {
        playlist_.set(std::move(*cards));
        wanted_ = {};
        picture_.reset();  // the file may be another one by now
        broken_.clear();
    }
    const hall::LocalDay day = hall::local_day(plan.zone, now.wall);
    // Each card that cannot be shown is skipped, so this ends.
    while (const Card* card = playlist_.look(day, now.steady)) {
        if (*card != wanted_) {
            wanted_ = *card;
            pictures_ = source_->folder.pictures_of(wanted_);
        }
        if (prepare(plan, now.steady)) return slide_;
        playlist_.skip(wanted_.name);
    }
    shown_ = {};
    slide_.reset();
    return slide_;
}

bool Information::prepare(const hall::Plan& plan, platform::SteadyTime now) {
    if (wanted_.picture.empty() && wanted_.frames.empty()) {
        if (shown_ == wanted_ && slide_) return true;
        bitmap_.reset();
        picture_.reset();
        shown_ = wanted_;
        slide_ = make(plan);
        return true;
    }
    if (pictures_.empty())
        source_->folder.complain(wanted_.frames, wanted_.frames + ": there are no pictures in this folder");
    if (pictures_.empty() || broken_.contains(wanted_.name)) return false;
    const ui::Size room =
        picture_room(screen_, wanted_.kind == CardKind::advertising, !wanted_.title.empty());
    const PictureReader::Wish wish{pictures_[playlist_.frame(pictures_.size(), now)], room};
    if (!source_->reader.busy() && !(picture_ == wish && shown_ == wanted_)) source_->reader.read(wish);
    return true;
}

// A picture that has been read is shown if it is still this card's turn.
void Information::take_picture(const hall::Plan& plan) {
    auto answer = source_->reader.take();
    if (!answer) return;
    const bool ours = std::find(pictures_.begin(), pictures_.end(), answer->wish.file) != pictures_.end();
    if (!answer->bitmap) {
        source_->folder.complain(answer->wish.file.filename().string(), answer->failure);
        if (ours) broken_.insert(wanted_.name);
    } else if (ours) {
        bitmap_ = std::move(answer->bitmap);
        picture_ = answer->wish;
        shown_ = wanted_;
        slide_ = make(plan);
    }
}

Slide Information::make(const hall::Plan& plan) const {
    Slide slide;
    if (shown_.kind == CardKind::advertising) slide.mark = worded(plan, "Advertisement");
    slide.title = in_languages(shown_.title, plan);
    slide.text = in_languages(shown_.text, plan);
    if (bitmap_) {
        slide.bitmap = &*bitmap_;
        slide.id = bitmap_->id();
    }
    return slide;
}

std::chrono::milliseconds Information::time_left(platform::Instant now) const {
    if (!source_) return 1h;
    auto left = std::min(source_->folder.time_left(now.steady), playlist_.time_left(now.steady));
    if (pictures_.size() > 1)
        left = std::min(left, std::chrono::milliseconds(1000 / wanted_.frames_a_second));
    return left;
}

}  // namespace okno::display
