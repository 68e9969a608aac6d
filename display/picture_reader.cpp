#include "display/picture_reader.hpp"

#include <cassert>
#include <exception>
#include <utility>

namespace okno::display {

PictureReader::PictureReader() : thread_([this](const std::stop_token& stop) { work(stop); }) {}

void PictureReader::read(const Wish& wish) {
    assert(!busy_);
    busy_ = true;
    const std::lock_guard lock(mutex_);
    wish_ = wish;
    asked_.notify_one();
}

std::optional<PictureReader::Answer> PictureReader::take() {
    const std::lock_guard lock(mutex_);
    if (!answer_) return std::nullopt;
    answered_.hear();
    busy_ = false;
    return std::exchange(answer_, std::nullopt);
}

void PictureReader::work(const std::stop_token& stop) {
    while (true) {
        std::unique_lock lock(mutex_);
        if (!asked_.wait(lock, stop, [this] { return wish_.has_value(); })) return;
        Answer answer{*std::exchange(wish_, std::nullopt), std::nullopt, {}};
        lock.unlock();
        try {
            answer.bitmap.emplace(answer.wish.file, answer.wish.room);
        } catch (const std::exception& error) {  // no memory for it, too, is a picture that cannot be shown
            answer.failure = error.what();
        }
        lock.lock();
        answer_ = std::move(answer);
        answered_.ring();
    }
}

}  // namespace okno::display
