#include "display/picture_reader.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cassert>
#include <cstdint>
#include <stdexcept>
#include <utility>

namespace okno::display {

PictureReader::PictureReader()
    : answered_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {
    if (!answered_) throw std::runtime_error("there is no descriptor left for reading pictures");
}

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
    std::uint64_t count = 0;
    while (::read(answered_.get(), &count, sizeof count) > 0) continue;
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
        const std::uint64_t one = 1;
        if (::write(answered_.get(), &one, sizeof one) < 0) continue;  // cannot be: it counts to one
    }
}

}  // namespace okno::display
