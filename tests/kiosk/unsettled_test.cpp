#include "kiosk/unsettled.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

using namespace okno;
using namespace okno::kiosk;

namespace {

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "okno-kiosk-XXXXXX").string();
        path = ::mkdtemp(pattern.data());
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

const Unsettled touch{
    protocol::make_request_id(hall::Timestamp{std::chrono::milliseconds{1'795'500'000'000}}),
    {{"contract"}, {"en"}},
    platform::WallTime{std::chrono::milliseconds{1'795'500'000'123}}};

}  // namespace

TEST_CASE("an unanswered touch is read back as it was kept, and is gone once it is settled") {
    const Folder folder;
    const UnsettledFile file(folder.path / "kiosk-1.touch");
    CHECK(!file.read());
    file.keep(touch);
    CHECK(file.read() == touch);
    file.clear();
    CHECK(!file.read());
    file.clear();
    Unsettled of_category = touch;
    of_category.wish.category = {"veterans"};
    file.keep(of_category);
    CHECK(file.read() == of_category);
}

TEST_CASE("a file of the last touch that makes no sense is ignored") {
    const Folder folder;
    const UnsettledFile file(folder.path / "kiosk-1.touch");
    for (const char* text : {"", "zz 12 contract ru\n", "00112233445566778899aabbccddeeff\n",
                             "00112233445566778899aabbccddeeff soon contract ru\n"}) {
        std::ofstream(folder.path / "kiosk-1.touch") << text;
        CAPTURE(text);
        CHECK(!file.read());
    }
}

TEST_CASE("a touch that cannot be kept says so") {
    CHECK_THROWS(UnsettledFile("/nowhere/kiosk-1.touch").keep(touch));
}
