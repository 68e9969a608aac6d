#include "platform/watchdog.hpp"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <string>
#include <vector>

#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::platform;
using namespace std::chrono_literals;

namespace {

// The socket of a service manager, and what it tells its children of it.
class Manager {
  public:
    explicit Manager(const std::string& period_us)
        : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        const std::string path = (folder_ / "notify").string();
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        REQUIRE(::bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
        ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
        if (!period_us.empty()) ::setenv("WATCHDOG_USEC", period_us.c_str(), 1);
    }
    ~Manager() {
        for (const char* name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"}) ::unsetenv(name);
    }
    Manager(const Manager&) = delete;
    Manager& operator=(const Manager&) = delete;

    std::vector<std::string> heard() {
        std::vector<std::string> all;
        std::array<char, 100> bytes{};
        for (ssize_t size; (size = ::recv(socket_.get(), bytes.data(), bytes.size(), 0)) > 0;)
            all.emplace_back(bytes.data(), static_cast<std::size_t>(size));
        return all;
    }

  private:
    fakes::TemporaryFolder folder_;
    Descriptor socket_;
};

using Words = std::vector<std::string>;
constexpr SteadyTime start = SteadyTime{} + 1h;

}  // namespace

TEST_CASE("the first turn says that the program is ready, later ones that it lives, once a second") {
    Manager manager("3000000");
    Watchdog watchdog;
    CHECK(manager.heard().empty());
    watchdog.turn(start);
    CHECK(manager.heard() == Words{"READY=1", "WATCHDOG=1"});
    CHECK(watchdog.time_left(start) == 1s);
    watchdog.turn(start + 400ms);
    CHECK(manager.heard().empty());
    CHECK(watchdog.time_left(start + 400ms) == 600ms);
    watchdog.turn(start + 1s);
    CHECK(manager.heard() == Words{"WATCHDOG=1"});
    CHECK(watchdog.time_left(start + 5s) == 0ms);
}

TEST_CASE("a shorter patience of the manager is met with more beats, a longer one with one a second") {
    Manager manager("900000");
    Watchdog quick;
    quick.turn(start);
    CHECK(quick.time_left(start) == 300ms);
    ::setenv("WATCHDOG_USEC", "60000000", 1);
    Watchdog slow;
    slow.turn(start);
    CHECK(slow.time_left(start) == 1s);
}

TEST_CASE("a manager that only wants to know when the program is ready hears no beats") {
    Manager manager("");
    SUBCASE("no watchdog is set") {}
    SUBCASE("the watchdog is another program's") {
        ::setenv("WATCHDOG_USEC", "3000000", 1);
        ::setenv("WATCHDOG_PID", "1", 1);
    }
    SUBCASE("the period is nonsense") {
        ::setenv("WATCHDOG_USEC", "3s", 1);
    }
    Watchdog watchdog;
    watchdog.turn(start);
    watchdog.turn(start + 10s);
    CHECK(manager.heard() == Words{"READY=1"});
    CHECK(watchdog.time_left(start) == std::chrono::milliseconds::max());
}

TEST_CASE("without a manager nothing is told and nothing waited for") {
    ::unsetenv("NOTIFY_SOCKET");
    Watchdog watchdog;
    watchdog.turn(start);
    CHECK(watchdog.time_left(start) == std::chrono::milliseconds::max());
}

TEST_CASE("a manager that does not listen any more holds nothing up") {
    Manager manager("3000000");
    Watchdog watchdog;
    for (int turn = 0; turn < 2000; ++turn) watchdog.turn(start + turn * 1s);
    CHECK(manager.heard().size() < 2000);
}
