#include "printer/file_port.hpp"

#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "printer/dialect.hpp"
#include "printer/layout.hpp"

using namespace okno::printer;
using namespace std::chrono_literals;

namespace {

struct Folder {
    std::filesystem::path path =
        std::filesystem::temp_directory_path() / ("okno-paper-" + std::to_string(::getpid()));
    Folder() { std::filesystem::remove_all(path); }
    ~Folder() { std::filesystem::remove_all(path); }
    std::vector<std::string> files() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(path))
            names.push_back(entry.path().filename());
        std::sort(names.begin(), names.end());
        return names;
    }
};

Job job(const std::string& name, const Profile& profile) {
    return {name, dialect_of(profile).job(lay_out({"ru", false, {Headline{name}}}, profile), profile)};
}

std::optional<Outcome> outcome(FilePort& port, SteadyTime now) {
    for (const PortNews& news : port.work(now))
        if (const auto* ended = std::get_if<JobEnded>(&news)) return ended->outcome;
    return std::nullopt;
}

}  // namespace

TEST_CASE("a job becomes a PNG named after it, with each printer profile") {
    for (const Profile& profile : profiles()) {
        const Folder folder;
        SteadyTime now{1h};
        FilePort port(folder.path, profile, now);
        port.print(job("2026-11-24_093012_A012", profile), now);
        CHECK(port.next_work() <= now + Conversation::job_question_interval);
        CHECK(outcome(port, port.next_work()) == Outcome::printed);
        CHECK(port.free());
        CHECK(folder.files() == std::vector<std::string>{"2026-11-24_093012_A012.png"});
        CHECK(std::filesystem::file_size(folder.path / "2026-11-24_093012_A012.png") > 200);
    }
}

TEST_CASE("no PNG overwrites another, and a name cannot leave the folder") {
    const Profile& profile = *find_profile("generic-80");
    const Folder folder;
    const SteadyTime now{1h};
    FilePort port(folder.path, profile, now);
    for (const char* name : {"A012", "A012", "A012", "../../etc/A 1", ""}) {
        port.print(job(name, profile), now);
        CHECK(outcome(port, now) == Outcome::printed);
    }
    CHECK(folder.files() ==
          std::vector<std::string>{"A012.png", "A012_2.png", "A012_3.png", "_.._.._etc_A_1.png", "_.png"});
}

TEST_CASE("a file named after a fault gives the virtual printer that fault") {
    const Profile& profile = *find_profile("generic-80");
    const Folder folder;
    SteadyTime now{1h};
    FilePort port(folder.path, profile, now);
    std::ofstream(folder.path / "paper_end").flush();
    port.print(job("A001", profile), now);
    CHECK(outcome(port, now) == Outcome::failed);
    std::filesystem::remove(folder.path / "paper_end");
    port.print(job("A002", profile), now);
    CHECK(outcome(port, now) == Outcome::printed);
    CHECK(folder.files() == std::vector<std::string>{"A002.png"});
}

TEST_CASE("an idle virtual printer tells when its paper runs low") {
    const Profile& profile = *find_profile("generic-80");
    const Folder folder;
    SteadyTime now{1h};
    FilePort port(folder.path, profile, now);
    CHECK(port.work(now) == std::vector<PortNews>{StatusHeard{PrinterStatus{}}});
    std::ofstream(folder.path / "paper_near_end").flush();
    now = port.next_work();
    CHECK(now < SteadyTime{1h} + 2s);
    CHECK(port.work(now) == std::vector<PortNews>{StatusHeard{PrinterStatus{.paper_near_end = true}}});
}
