#include "display/synthesizer.hpp"

#include <doctest/doctest.h>
#include <poll.h>

#include <fstream>

#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace okno::display;
using namespace std::chrono_literals;

namespace {

const Clip three{{"ru"}, "number-3", "три", false};
const Clip twelve{{"ru"}, "number-12", "двенадцать", false};

platform::SteadyTime now() {
    return platform::read_clock().steady;
}

// Gives it turns as the loop does, until it has nothing to do; false: not within ten seconds.
bool finish(Synthesizer& synthesizer) {
    const auto until = now() + 10s;
    synthesizer.work(now());
    while (!synthesizer.idle()) {
        if (now() > until) return false;
        pollfd ended{synthesizer.descriptor(), POLLIN, 0};
        ::poll(&ended, 1, 1000);
        synthesizer.work(now());
    }
    return true;
}

std::string beginning_of(const std::filesystem::path& file) {
    std::string bytes(12, '\0');
    std::ifstream(file, std::ios::binary).read(bytes.data(), 12);
    return bytes.substr(0, 4) + bytes.substr(8);
}

std::size_t files_in(const std::filesystem::path& folder) {
    std::size_t count = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.is_regular_file()) ++count;
    return count;
}

// A program in place of espeak-ng.
std::string program(const fakes::TemporaryFolder& folder, const std::string& body) {
    const auto file = folder.path() / "program";
    std::ofstream(file) << "#!/bin/sh\n" << body << '\n';
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    return file;
}

}  // namespace

TEST_CASE("espeak-ng makes each clip once, and a wave file of it") {
    const fakes::TemporaryFolder folder;
    Synthesizer synthesizer(folder.path() / "voice");
    synthesizer.want(three);
    synthesizer.want(twelve);
    synthesizer.want(three);
    REQUIRE(finish(synthesizer));
    CHECK(beginning_of(*synthesizer.file_of(three)) == "RIFFWAVE");
    CHECK(beginning_of(*synthesizer.file_of(twelve)) == "RIFFWAVE");
    CHECK(files_in(folder.path()) == 2);
    synthesizer.want(three);
    CHECK(synthesizer.idle());
}

TEST_CASE("text is an argument and no command") {
    const fakes::TemporaryFolder folder;
    const auto said = folder.path() / "said";
    // espeak-ng -v VOICE -s RATE -w FILE -- TEXT
    Synthesizer synthesizer(folder.path() / "voice",
                            program(folder, "printf '%s' \"$8\" > '" + said.string() + "'; : > \"$6\""));
    synthesizer.want({{"ru"}, "odd", "$(touch here); -w there", false});
    REQUIRE(finish(synthesizer));
    std::ifstream in(said);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == "$(touch here); -w there");
}

TEST_CASE("what is in a hurry is made next") {
    const fakes::TemporaryFolder folder;
    const auto order = folder.path() / "order";
    Synthesizer synthesizer(folder.path() / "voice",
                            program(folder, "echo \"$8\" >> '" + order.string() + "'; : > \"$6\""));
    for (int i = 0; i < 3; ++i)
        synthesizer.want({{"ru"}, "number-" + std::to_string(i), std::to_string(i), false});
    synthesizer.hurry({{"ru"}, "number-2", "2", false});
    REQUIRE(finish(synthesizer));
    std::ifstream in(order);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == "2\n0\n1\n");
}

TEST_CASE("a program that fails leaves no file, and the next clip is tried") {
    const fakes::TemporaryFolder folder;
    Synthesizer synthesizer(folder.path() / "voice", program(folder, ": > \"$6\"; [ \"$8\" != три ]"));
    synthesizer.want(three);
    synthesizer.want(twelve);
    REQUIRE(finish(synthesizer));
    CHECK(!std::filesystem::exists(*synthesizer.file_of(three)));
    CHECK(std::filesystem::exists(*synthesizer.file_of(twelve)));
    CHECK(files_in(folder.path() / "voice") == 1);
}

TEST_CASE("a program that hangs is ended, by the clock of the loop") {
    const fakes::TemporaryFolder folder;
    Synthesizer synthesizer(folder.path() / "voice", program(folder, "exec sleep 1000"));
    synthesizer.want(three);
    const auto begun = now();
    synthesizer.work(begun);
    REQUIRE(synthesizer.deadline());
    CHECK(!synthesizer.idle());
    synthesizer.work(begun + Synthesizer::patience);
    CHECK(!synthesizer.idle());
    synthesizer.work(begun + Synthesizer::patience + 1ms);
    CHECK(synthesizer.idle());
    CHECK(synthesizer.descriptor() == -1);
}

TEST_CASE("without the program, without a folder and without a voice there is nothing, and nothing breaks") {
    const fakes::TemporaryFolder folder;
    Synthesizer nowhere("");
    nowhere.want(three);
    CHECK(nowhere.idle());
    Synthesizer missing(folder.path() / "voice", "/no/such/program");
    missing.want(three);
    missing.want(twelve);
    REQUIRE(finish(missing));
    CHECK(!missing.file_of(three));
    Synthesizer real(folder.path() / "voice");
    CHECK(!real.file_of({{"tg"}, "number-3", "3", false}));
}
