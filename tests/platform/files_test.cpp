#include <doctest/doctest.h>

#include <fstream>
#include <iterator>

#include "platform/atomic_file.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;

namespace {

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

TEST_CASE("a file is replaced whole and leaves nothing beside it") {
    const fakes::TemporaryFolder folder;
    platform::replace_file(folder / "state", "old and rather long", 0600);
    platform::replace_file(folder / "state", std::string("new\0bytes", 9), 0600);
    CHECK(contents(folder / "state") == std::string("new\0bytes", 9));
    const std::filesystem::directory_iterator entries(folder.path());
    CHECK(std::distance(begin(entries), end(entries)) == 1);
}

TEST_CASE("a file that cannot be replaced is a failure with its name, and the old one stays") {
    const fakes::TemporaryFolder folder;
    CHECK_THROWS_WITH_AS(platform::replace_file(folder / "no-such-folder/state", "x", 0600),
                         doctest::Contains("no-such-folder/state"), std::system_error);
    std::filesystem::create_directories(folder / "state/full");
    CHECK_THROWS_AS(platform::replace_file(folder / "state", "x", 0600), std::system_error);
    const std::filesystem::directory_iterator entries(folder.path());
    CHECK(std::distance(begin(entries), end(entries)) == 1);  // and nothing beside it
}
