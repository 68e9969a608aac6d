#include "platform/new_file.hpp"

#include <doctest/doctest.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using platform::make_new_file;

namespace {

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

std::ptrdiff_t files_in(const std::filesystem::path& folder) {
    return std::distance(std::filesystem::directory_iterator(folder), {});
}

// As on a full disk: a write beyond the limit fails.
class FullDisk {
  public:
    FullDisk() {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &before_);
        const rlimit small{1000, before_.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &before_); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

  private:
    rlimit before_{};
};

}  // namespace

TEST_CASE("a new file has its bytes and its rights, and nothing is left beside it") {
    const fakes::TemporaryFolder folder;
    CHECK(make_new_file(folder / "report.csv", "all of it", 0640));
    CHECK(text_of(folder / "report.csv") == "all of it");
    struct stat rights {};
    REQUIRE(::stat((folder / "report.csv").c_str(), &rights) == 0);
    CHECK((rights.st_mode & 0777) == 0640);
    CHECK(files_in(folder.path()) == 1);
}

TEST_CASE("a file that is there stays as it is, a link that leads nowhere too") {
    const fakes::TemporaryFolder folder;
    std::ofstream(folder / "report.csv") << "mine";
    CHECK_FALSE(make_new_file(folder / "report.csv", "other", 0640));
    CHECK(text_of(folder / "report.csv") == "mine");
    std::filesystem::create_symlink(folder / "elsewhere", folder / "link.csv");
    CHECK_FALSE(make_new_file(folder / "link.csv", "other", 0640));
    CHECK_FALSE(std::filesystem::exists(folder / "elsewhere"));
    CHECK(files_in(folder.path()) == 2);
}

TEST_CASE("on a full disk, or without a folder, nothing is made and nothing is left behind") {
    const fakes::TemporaryFolder folder;
    {
        const FullDisk full;
        CHECK_THROWS_AS(make_new_file(folder / "report.csv", std::string(5000, 'x'), 0640),
                        std::system_error);
    }
    CHECK(files_in(folder.path()) == 0);
    CHECK_THROWS_AS(make_new_file(folder / "nowhere" / "report.csv", "x", 0640), std::system_error);
}
