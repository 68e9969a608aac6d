// Reads pictures in a thread of its own, one at a time: a photograph takes some tenths of a second, and a
// call must not wait for it. Asked and answered by message; nothing is shared. `descriptor` is readable when
// an answer is there. Owns the thread, which ends with it.
#pragma once

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>

#include "platform/wake_up.hpp"
#include "ui/bitmap.hpp"

namespace okno::display {

class PictureReader {
  public:
    struct Wish {
        std::filesystem::path file;
        ui::Size room;
        bool operator==(const Wish&) const = default;
    };
    struct Answer {
        Wish wish;
        std::optional<ui::Bitmap> bitmap;
        std::string failure;  // why there is none
    };

    PictureReader();

    // Only when the one before has been answered and the answer taken.
    void read(const Wish& wish);
    std::optional<Answer> take();
    bool busy() const { return busy_; }  // asked, and no answer taken yet
    int descriptor() const { return answered_.descriptor(); }

  private:
    void work(const std::stop_token& stop);

    platform::WakeUp answered_;
    bool busy_ = false;  // of the asking thread alone
    std::mutex mutex_;   // guards the two below
    std::optional<Wish> wish_;
    std::optional<Answer> answer_;
    std::condition_variable_any asked_;
    std::jthread thread_;  // the last member: it ends before what it uses
};

}  // namespace okno::display
