// Book, store and links together, over real sockets to a receiver in this test; without a bridge.
#include "alarm/alarm_path.hpp"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <functional>
#include <stdexcept>
#include <string>

#include "tests/fakes/full_disk.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno::alarm;
using namespace std::chrono_literals;
using okno::fakes::TemporaryFolder;
using okno::platform::read_clock;

namespace {

// Takes everything and says ACK, or nothing.
class UdpReceiver {
  public:
    UdpReceiver() : socket_(::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* any = reinterpret_cast<sockaddr*>(&address);
        if (::bind(socket_.get(), any, size) != 0 || ::getsockname(socket_.get(), any, &size) != 0)
            throw std::runtime_error("no port");
        port_ = ntohs(address.sin_port);
    }

    Receiver description(const std::string& name) const {
        return {name, "127.0.0.1", port_, Transport::udp, dc09::Token::sia_dcs, {"1", "0", "1234"}, {}, 2s};
    }
    void silent(bool silent) { silent_ = silent; }
    void work() {
        std::array<char, 2048> bytes{};
        sockaddr_in from{};
        socklen_t size = sizeof from;
        auto* any = reinterpret_cast<sockaddr*>(&from);
        for (ssize_t got = 0;
             (got = ::recvfrom(socket_.get(), bytes.data(), bytes.size(), 0, any, &size)) > 0;) {
            const std::string frame(bytes.data(), static_cast<std::size_t>(got));
            const auto data = frame.find("|N");
            if (data != std::string::npos)
                taken.push_back(frame.substr(data + 1, frame.find(']') - data - 1));
            if (silent_) continue;
            const auto second_quote = frame.find('"', frame.find('"') + 1);
            const std::string body = "\"ACK\"" + frame.substr(second_quote + 1, 4) + "R1L0#1234[]";
            const std::string reply = fmt::format("\n{:04X}{:04X}{}\r", dc09::crc16(body), body.size(), body);
            ::sendto(socket_.get(), reply.data(), reply.size(), 0, any, size);
        }
    }

    std::vector<std::string> taken;

  private:
    okno::platform::Descriptor socket_;
    std::uint16_t port_ = 0;
    bool silent_ = false;
};

struct Company {
    explicit Company(std::size_t size = 1) : receivers(size) {
        for (std::size_t i = 0; i < size; ++i)
            description.receivers.push_back(receivers[i].description(fmt::format("receiver {}", i)));
    }
    void run(AlarmPath& path, const std::function<bool()>& enough) {
        const auto until = std::chrono::steady_clock::now() + 20s;
        while (!enough()) {
            REQUIRE(std::chrono::steady_clock::now() < until);
            std::vector<pollfd> items;
            for (const Watched& each : path.watched())
                items.push_back(
                    {each.descriptor, static_cast<short>(POLLIN | (each.to_write ? POLLOUT : 0)), 0});
            ::poll(items.data(), items.size(), 1);
            path.work(read_clock());
            for (UdpReceiver& receiver : receivers) receiver.work();
        }
    }
    bool took(const std::string& data) const {
        return std::any_of(receivers.begin(), receivers.end(), [&](const UdpReceiver& receiver) {
            return std::count(receiver.taken.begin(), receiver.taken.end(), data) > 0;
        });
    }

    std::vector<UdpReceiver> receivers;
    GuardCompany description;
};

}  // namespace

TEST_CASE("what the hall orders reaches the receiver: escalation, restoral, test") {
    const TemporaryFolder folder;
    Company company;
    AlarmPath path(company.description, folder / "alarms", read_clock());
    company.run(path, [&] { return company.took("Nri0/RP000") && path.pending() == 0; });
    path.raise(7, read_clock());
    CHECK(path.latched(7));
    company.run(path, [&] { return company.took("Nri1/PA007") && path.pending() == 0; });
    company.receivers[0].taken.clear();
    path.escalate(7, read_clock());
    company.run(path, [&] { return company.took("Nri1/PA007") && path.pending() == 0; });
    path.restore(7, read_clock());
    CHECK_FALSE(path.latched(7));
    company.run(path, [&] { return company.took("Nri1/PH007") && path.pending() == 0; });
    company.receivers[0].taken.clear();
    path.escalate(7, read_clock());
    path.restore(7, read_clock());
    path.test(read_clock());
    company.run(path, [&] { return company.took("Nri0/RP000") && path.pending() == 0; });
    CHECK(company.receivers[0].taken == std::vector<std::string>{"Nri0/RP000"});
}

TEST_CASE("a latched alarm and one that nobody took outlive the process") {
    const TemporaryFolder folder;
    Company company;
    company.receivers[0].silent(true);
    {
        AlarmPath path(company.description, folder / "alarms", read_clock());
        path.raise(7, read_clock());
        CHECK_THROWS_AS(AlarmPath(company.description, folder / "alarms", read_clock()), StoreInUse);
    }
    company.receivers[0].silent(false);
    AlarmPath path(company.description, folder / "alarms", read_clock());
    CHECK(path.latched(7));
    CHECK(path.pending() >= 1);
    company.run(path, [&] { return company.took("Nri1/PA007") && path.pending() == 0; });
}

TEST_CASE("a full disk stops no alarm") {
    const TemporaryFolder folder;
    Company company;
    SUBCASE("that was full before") {
        const okno::fakes::FullDisk full(0);
        AlarmPath path(company.description, folder / "alarms", read_clock());
        path.raise(7, read_clock());
        company.run(path, [&] { return company.took("Nri1/PA007") && path.pending() == 0; });
    }
    SUBCASE("that becomes full, and worse than full: what is there cannot be written any more") {
        AlarmPath path(company.description, folder / "alarms", read_clock());
        const okno::fakes::FullDisk full(0);
        path.raise(7, read_clock());
        company.run(path, [&] { return company.took("Nri1/PA007") && path.pending() == 0; });
    }
}

TEST_CASE("a disk that becomes full is noticed while nobody presses anything, and so is its end") {
    const TemporaryFolder folder;
    Company company;
    AlarmPath path(company.description, folder / "alarms", read_clock());
    company.run(path, [&] { return company.took("Nri0/RP000") && path.pending() == 0; });
    CHECK(path.disk_takes_alarms());
    {
        const okno::fakes::FullDisk full(0);
        company.run(path, [&] { return !path.disk_takes_alarms(); });
    }
    company.run(path, [&] { return path.disk_takes_alarms(); });
    CHECK(path.pending() == 0);
}

TEST_CASE("a disk that takes no alarm file at all takes no alarms") {
    const TemporaryFolder folder;
    Company company;
    AlarmPath path(company.description, folder / "no" / "such" / "alarms", read_clock());
    path.work(read_clock());
    CHECK_FALSE(path.disk_takes_alarms());
}

TEST_CASE("the probe of the disk is part of the loop's time") {
    const TemporaryFolder folder;
    Company company;
    AlarmPath path(company.description, folder / "alarms", read_clock());
    const auto now = read_clock();
    path.work(now);
    CHECK(path.next_work(now) <= now.steady + 1s);
}

TEST_CASE("the state of each path can be reported") {
    const TemporaryFolder folder;
    Company company(2);
    AlarmPath path(company.description, folder / "alarms", read_clock());
    CHECK(path.paths() == std::vector<PathReport>{{"receiver 0", PathCondition::untried},
                                                  {"receiver 1", PathCondition::untried}});
    company.run(path, [&] {
        return path.paths()[0].condition == PathCondition::alive &&
               path.paths()[1].condition == PathCondition::alive;
    });
}

TEST_CASE(
    "without a guard company nothing is told, no file is made, and what is latched is known all the same") {
    const TemporaryFolder folder;
    AlarmPath path({}, folder / "alarms", read_clock());
    path.raise(7, read_clock());
    CHECK(path.latched(7));
    CHECK_FALSE(path.latched(8));
    path.unplugged(7, read_clock());
    path.work(read_clock());
    path.restore(7, read_clock());
    CHECK_FALSE(path.latched(7));
    CHECK(path.watched().empty());
    CHECK(path.pending() == 0);
    CHECK(path.disk_takes_alarms());
    CHECK_FALSE(std::filesystem::exists(folder / "alarms"));
}
