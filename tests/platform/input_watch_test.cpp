#include "platform/input_watch.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>

#include <string>

#include "tests/fakes/temporary_folder.hpp"

using namespace okno;

namespace {

// A device as far as the watch can tell: what is written into it can be read.
class Device {
  public:
    explicit Device(const std::filesystem::path& file) : file_(file) {
        REQUIRE(::mkfifo(file.c_str(), 0600) == 0);
        end_ = platform::Descriptor(::open(file.c_str(), O_RDWR | O_NONBLOCK | O_CLOEXEC));
        REQUIRE(end_);
    }
    void say(const std::string& bytes) const {
        REQUIRE(::write(end_.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }
    void go() {
        std::filesystem::remove(file_);
        end_ = platform::Descriptor();
    }

  private:
    std::filesystem::path file_;
    platform::Descriptor end_;
};

bool is_heard(const platform::InputWatch& watch) {
    pollfd item{watch.descriptor(), POLLIN, 0};
    return ::poll(&item, 1, 0) == 1;
}

}  // namespace

TEST_CASE("what a device says wakes whoever waits, once") {
    const fakes::TemporaryFolder folder;
    const Device panel(folder / "event0");
    platform::InputWatch watch(folder.path());
    CHECK_FALSE(is_heard(watch));
    panel.say(std::string(10'000, 'x'));
    CHECK(is_heard(watch));
    watch.drain();
    CHECK_FALSE(is_heard(watch));
}

TEST_CASE("devices come and go") {
    const fakes::TemporaryFolder folder;
    platform::InputWatch watch(folder.path());
    for (int i = 0; i < 3; ++i) {
        Device keypad(folder / "event3");
        CHECK(is_heard(watch));  // that it is there
        watch.drain();
        CHECK_FALSE(is_heard(watch));
        keypad.say("1");
        CHECK(is_heard(watch));
        watch.drain();
        keypad.go();
        CHECK(is_heard(watch));
        watch.drain();
        watch.drain();
        CHECK_FALSE(is_heard(watch));
    }
}

TEST_CASE("other files of the folder are nobody's business, and a folder that is not there is told") {
    const fakes::TemporaryFolder folder;
    const Device mouse(folder / "mouse0");
    platform::InputWatch watch(folder.path());
    mouse.say("1");
    CHECK_FALSE(is_heard(watch));
    CHECK_THROWS_AS(platform::InputWatch(folder / "nowhere"), std::system_error);
}
