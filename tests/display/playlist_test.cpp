#include "display/playlist.hpp"

#include <doctest/doctest.h>
#include <poll.h>

#include <fstream>

#include "display/information.hpp"
#include "display/view.hpp"
#include "tests/fakes/temporary_folder.hpp"
#include "tests/kiosk/kiosk_hall.hpp"

using namespace okno;
using namespace okno::display;
using namespace std::chrono_literals;

namespace {

constexpr ui::Size screen{1920, 1080};
constexpr hall::LocalDay today{std::chrono::days{20'000}};

Card card(const std::string& name, std::chrono::seconds seconds = 10s) {
    Card card;
    card.name = name;
    card.title = {{{"ru"}, name}};
    card.seconds = seconds;
    return card;
}

struct Shown {
    Playlist playlist;
    platform::SteadyTime now = platform::SteadyTime{} + 1h;
    hall::LocalDay day = today;

    std::string after(std::chrono::milliseconds time) {
        now += time;
        const Card* shown = playlist.look(day, now);
        return shown ? shown->name : "";
    }
};

// A folder of cards and the clock in the tester's hand.
struct Folder {
    fakes::TemporaryFolder folder;
    hall::Plan plan = kiosk_test::example_plan();
    platform::Instant now{hall::Timestamp{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 9h},
                          platform::SteadyTime{} + 1h};
    Information information{folder.path()};

    void write(const std::string& name, const std::string& text) {
        std::ofstream(folder / name, std::ios::binary) << text;
    }
    void write_picture(const std::string& name, int width, int height) {
        std::filesystem::create_directories((folder / name).parent_path());
        const std::unique_ptr<cairo_surface_t, void (*)(cairo_surface_t*)> surface(
            cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), cairo_surface_destroy);
        REQUIRE(cairo_surface_write_to_png(surface.get(), (folder / name).c_str()) == CAIRO_STATUS_SUCCESS);
    }
    // After the time given, with the pictures read that are wanted then.
    const std::optional<Slide>& look(std::chrono::milliseconds after = 0ms) {
        now.wall += after;
        now.steady += after;
        information.look(plan, now, screen);
        while (information.reading()) {
            pollfd read{information.descriptor(), POLLIN, 0};
            REQUIRE(::poll(&read, 1, 10'000) == 1);
            information.look(plan, now, screen);
        }
        return information.look(plan, now, screen);
    }
    // Long enough for two looks at the folder that find the same.
    const std::optional<Slide>& after_a_change() {
        look(PlaylistFolder::looked_at_every);
        return look(PlaylistFolder::looked_at_every);
    }
};

}  // namespace

TEST_CASE("cards are shown in the order of their names, over and over, each as long as it wants") {
    Shown shown;
    CHECK(shown.after(0s) == "");
    shown.playlist.set({card("b", 20s), card("a"), card("c")});
    CHECK(shown.after(0s) == "a");
    CHECK(shown.playlist.time_left(shown.now) == 10s);
    CHECK(shown.after(9999ms) == "a");
    CHECK(shown.after(1ms) == "b");
    CHECK(shown.after(19s) == "b");
    CHECK(shown.after(1s) == "c");
    CHECK(shown.after(10s) == "a");
}

TEST_CASE("a card alone stays") {
    Shown shown;
    shown.playlist.set({card("a")});
    for (int i = 0; i < 5; ++i) CHECK(shown.after(7s) == "a");
    CHECK(shown.playlist.time_left(shown.now) > 0s);
}

TEST_CASE("a card is shown on its days alone") {
    Shown shown;
    Card soon = card("a");
    soon.valid_from = today + std::chrono::days(1);
    Card over = card("b");
    over.valid_until = today;
    shown.playlist.set({soon, over});
    CHECK(shown.after(0s) == "b");
    CHECK(shown.after(10s) == "b");
    shown.day += std::chrono::days(1);
    CHECK(shown.after(1s) == "a");  // at once, though the other's time was not over
    CHECK(shown.after(10s) == "a");
    over.valid_until = today - std::chrono::days(1);
    shown.playlist.set({over});
    CHECK(shown.after(0s) == "");
}

TEST_CASE("what cannot be shown is skipped until the cards are set anew") {
    Shown shown;
    shown.playlist.set({card("a"), card("b")});
    CHECK(shown.after(0s) == "a");
    shown.playlist.skip("a");
    CHECK(shown.after(0s) == "b");
    CHECK(shown.after(10s) == "b");
    shown.playlist.skip("b");
    CHECK(shown.after(0s) == "");
    shown.playlist.set({card("a"), card("b")});
    CHECK(shown.after(0s) == "a");
}

TEST_CASE("the card that is shown stays when others come and go") {
    Shown shown;
    shown.playlist.set({card("a"), card("c")});
    CHECK(shown.after(0s) == "a");
    CHECK(shown.after(10s) == "c");
    shown.playlist.set({card("a"), card("b"), card("c"), card("d")});
    CHECK(shown.after(5s) == "c");
    CHECK(shown.after(5s) == "d");
    shown.playlist.set({card("a"), card("b")});
    CHECK(shown.after(0s) == "a");
}

TEST_CASE("frames follow each other at their rate, over and over") {
    Shown shown;
    Card film = card("a");
    film.frames_a_second = 5;
    shown.playlist.set({film});
    shown.after(0s);
    CHECK(shown.playlist.frame(3, shown.now) == 0);
    CHECK(shown.playlist.frame(3, shown.now + 199ms) == 0);
    CHECK(shown.playlist.frame(3, shown.now + 200ms) == 1);
    CHECK(shown.playlist.frame(3, shown.now + 400ms) == 2);
    CHECK(shown.playlist.frame(3, shown.now + 600ms) == 0);
}

TEST_CASE("a folder's cards are shown in the hall's languages, and a change is noticed") {
    Folder folder;
    folder.write("1.toml",
                 "kind = \"reminder\"\ntitle = { ru = \"Возьмите паспорт\", en = \"Bring your passport\" }");
    REQUIRE(folder.look());
    CHECK(folder.look()->title == std::vector<std::string>{"Возьмите паспорт", "Bring your passport"});
    CHECK(folder.look()->mark.empty());
    folder.write("1.toml", "kind = \"advertising\"\ntitle = { ru = \"Скидка\" }\ncontract = \"7\"");
    REQUIRE(folder.after_a_change());
    CHECK(folder.look()->title == std::vector<std::string>{"Скидка"});
    CHECK(folder.look()->mark == std::vector<std::string>{"Реклама", "Advertisement"});
    std::filesystem::remove(folder.folder / "1.toml");
    CHECK(!folder.after_a_change());
}

TEST_CASE("one card of words follows the other") {
    Folder folder;
    folder.write("1.toml", "kind = \"reminder\"\ntitle = { ru = \"Один\" }");
    folder.write("2.toml", "kind = \"reminder\"\ntitle = { ru = \"Два\" }");
    CHECK(folder.look()->title == std::vector<std::string>{"Один"});
    CHECK(folder.look(12s)->title == std::vector<std::string>{"Два"});
    CHECK(folder.look(12s)->title == std::vector<std::string>{"Один"});
}

TEST_CASE("a file that is still being written is not read yet") {
    Folder folder;
    CHECK(!folder.look());
    folder.write("1.toml", "kind = \"reminder\"\ntitle = { ru = \"Возьм");
    CHECK(!folder.look(PlaylistFolder::looked_at_every));
    folder.write("1.toml", "kind = \"reminder\"\ntitle = { ru = \"Возьмите паспорт\" }");
    CHECK(!folder.look(PlaylistFolder::looked_at_every));
    REQUIRE(folder.look(PlaylistFolder::looked_at_every));
    CHECK(folder.look()->title == std::vector<std::string>{"Возьмите паспорт"});
}

TEST_CASE("a picture is as large as fits, and a broken one is skipped") {
    Folder folder;
    folder.write("1.toml", "kind = \"tariff\"\npicture = \"broken.png\"");
    folder.write("broken.png", "this is no picture");
    folder.write("2.toml", "kind = \"tariff\"\npicture = \"missing.png\"");
    folder.write("3.toml", "kind = \"tariff\"\npicture = \"good.png\"\ntitle = { ru = \"Тарифы\" }");
    folder.write_picture("good.png", 320, 90);
    REQUIRE(folder.look());
    CHECK(folder.information.shown() == "3.toml");
    CHECK(folder.information.skips() == std::vector<std::string>{"broken.png", "missing.png"});
    REQUIRE(folder.look()->bitmap);
    const ui::Size room = picture_room(screen, false, true);
    CHECK(folder.look()->bitmap->size() == ui::Size{room.width, room.width * 90 / 320});
    CHECK(folder.look(1min)->bitmap->size().width == room.width);
    folder.write_picture("broken.png", 100, 100);
    folder.after_a_change();
    folder.look(1min);
    CHECK(folder.information.shown() == "1.toml");
    const int side = picture_room(screen, false, false).height;
    CHECK(folder.look()->bitmap->size() == ui::Size{side, side});
    CHECK(folder.information.skips().empty());
    folder.look(1min);  // it is the turn of the second card, which is as broken as before
    CHECK(folder.information.skips() == std::vector<std::string>{"missing.png"});
}

TEST_CASE("the names of skipped files fit on the wire, whatever they are called") {
    Folder folder;
    folder.write("\xff\x01.png", "");
    std::string letters;
    for (int i = 0; i < 100; ++i) letters += "ю";
    folder.write(letters + ".png", "");
    std::vector<std::string> more;
    for (char letter = 'a'; letter <= 't'; ++letter) more.push_back(std::string(1, letter).append(".png"));
    for (const std::string& name : more) folder.write(name, "");
    folder.look();
    const auto skips = folder.information.skips();
    CHECK(skips.size() == hall::skips_at_most);
    CHECK(std::find(skips.begin(), skips.end(), letters.substr(0, 100)) == skips.end());  // beyond the eighth
    for (const std::string& name : more) std::filesystem::remove(folder.folder / name);
    folder.after_a_change();
    CHECK(folder.information.skips() == std::vector<std::string>{letters.substr(0, 100), "\uFFFD?.png"});
}

TEST_CASE("the frames of a folder follow each other, each another picture") {
    Folder folder;
    folder.write("1.toml", "kind = \"how-to\"\nframes = \"film\"\nframes_a_second = 10");
    for (const char* name : {"film/1.png", "film/2.png", "film/3.png"}) folder.write_picture(name, 16, 9);
    REQUIRE(folder.look());
    const auto first = folder.look()->id;
    CHECK(folder.look(50ms)->id == first);
    const auto second = folder.look(50ms)->id;
    CHECK(second != first);
    CHECK(folder.look(100ms)->id != second);
    CHECK(folder.information.time_left(folder.now) <= 100ms);
}

TEST_CASE("a folder that is not there is no playlist, and one that comes is found") {
    Folder folder;
    Information nowhere(folder.folder / "later");
    CHECK(!nowhere.look(folder.plan, folder.now, screen));
    std::filesystem::create_directory(folder.folder / "later");
    folder.write("later/1.toml", "kind = \"company\"\ntitle = { ru = \"Здравствуйте\" }");
    for (int i = 0; i < 2; ++i) {
        folder.now.steady += PlaylistFolder::looked_at_every;
        nowhere.look(folder.plan, folder.now, screen);
    }
    CHECK(nowhere.look(folder.plan, folder.now, screen).has_value());
    Information none("");
    CHECK(!none.look(folder.plan, folder.now, screen));
    CHECK(none.time_left(folder.now) == 1h);
}
