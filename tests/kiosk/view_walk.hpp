// A visit walked through the flow, and each of its screens looked at on every kiosk and with every aid.
#pragma once

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "kiosk/flow.hpp"
#include "kiosk/refusals.hpp"
#include "kiosk/view.hpp"
#include "tests/kiosk/kiosk_hall.hpp"
#include "tests/ui/picture_check.hpp"
#include "tests/ui/scene_check.hpp"
#include "ui/canvas.hpp"

namespace okno::kiosk_test {

using namespace okno::kiosk;
using namespace std::chrono_literals;

struct StandingKiosk {
    Place place;
};

// Screens as they are sold, hung so that the lower ones reach; and three of unknown size.
inline const std::vector<StandingKiosk> kiosks{
    {{{1080, 1920}, {}}},         {{{1920, 1080}, {}}},        {{{1280, 1024}, {}}},
    {{{1080, 1920}, {32, 700}}},  {{{1920, 1080}, {24, 900}}}, {{{1280, 1024}, {19, 900}}},
    {{{768, 1366}, {18.5, 800}}}, {{{3840, 2160}, {43, 800}}},
};

struct Mode {
    std::string name;
    Aids aids;
};
inline const std::vector<Mode> modes{{"", {}},
                                     {"+large", {true, false, false}},
                                     {"+contrast", {false, true, false}},
                                     {"+low", {false, false, true}},
                                     {"+all", {true, true, true}}};

// Pictures to look at; the folder is not kept. Of the aids only when they are asked for: they are many.
inline void save(const ui::Scene& scene, const Place& place, const Screen& screen, const std::string& name) {
    const bool asked = std::getenv("OKNO_PICTURES") != nullptr;
    if (!asked && (screen.aids.any() || place.stand.diagonal_inches)) return;
    const std::filesystem::path folder = "test-results/screens";
    std::filesystem::create_directories(folder);
    ui::Canvas canvas(scene.size);
    canvas.draw(scene);
    canvas.save_png(folder /
                    ("kiosk-" + name + (place.stand.diagonal_inches ? "-known-" : "-") +
                     std::to_string(scene.size.width) + "x" + std::to_string(scene.size.height) + ".png"));
}

// What must hold in the world, reckoned here once more from the screen's size: 20 mm, 5 mm, 850 to 1,100 mm,
// letters under 0.7° or 1.4° at 600 mm.
struct World {
    double per_mm = 0;
    ui_test::Controls controls;
    double capital_mm = 0;
    double explaining_capital_mm = 0;
};

inline World world_of(const Place& place, const Aids& aids) {
    World world;
    world.per_mm = std::hypot(place.size.width, place.size.height) / (*place.stand.diagonal_inches * 25.4);
    const double bottom = *place.stand.bottom_mm;
    const double height = place.size.height / world.per_mm;
    const int top = aids.low ? std::max(0, static_cast<int>((bottom + height - 1100) * world.per_mm)) : 0;
    const int low =
        aids.low ? std::min(place.size.height, static_cast<int>((bottom + height - 850) * world.per_mm) + 1)
                 : place.size.height;
    world.controls = {static_cast<int>(20 * world.per_mm),
                      static_cast<int>(5 * world.per_mm),
                      {0, top, place.size.width, low - top}};
    world.capital_mm = aids.large ? 14.66 : 7.33;
    world.explaining_capital_mm = aids.large ? 9.52 : 7.33;
    return world;
}

inline double capital_mm(const ui::Label& label, const World& world) {
    return ui_test::capital_pixels(ui::fit(label).size, label.weight) / world.per_mm;
}

// Every letter is as high as its reader needs; what a control is called, in full height.
inline std::string complaints_about_letters(const ui::Scene& scene, const World& world) {
    std::string all;
    for (const ui::Element& element : scene.elements) {
        const auto* label = std::get_if<ui::Label>(&element);
        if (label && capital_mm(*label, world) < world.explaining_capital_mm - 0.01)
            all += "letters of " + std::to_string(capital_mm(*label, world)) + " mm: " + label->text + "\n";
    }
    for (const ui::Target& target : scene.targets) {
        double highest = 0;
        bool words = false;
        for (const ui::Element& element : scene.elements) {
            const auto* label = std::get_if<ui::Label>(&element);
            if (!label || !target.box.contains(label->box)) continue;
            words = true;
            highest = std::max(highest, capital_mm(*label, world));
        }
        if (words && highest < world.capital_mm - 0.01)
            all += "no letters are high enough on " + target.action + "\n";
    }
    return all;
}

// Each control can be told from its surroundings: by its fill or by its outline.
inline std::string complaints_about_parts(const ui::Scene& scene) {
    std::string all;
    for (const ui::Target& target : scene.targets) {
        double best = 1;
        for (const ui::Element& element : scene.elements)
            if (const auto* panel = std::get_if<ui::Panel>(&element); panel && panel->box == target.box) {
                best = std::max(best, ui::contrast(panel->fill, scene.background));
                if (panel->outline_width > 0)
                    best = std::max(best, ui::contrast(panel->outline, scene.background));
            }
        if (best < 3) all += "cannot be told from its surroundings: " + target.action + "\n";
    }
    return all;
}

inline const std::vector<std::string> all_languages{"ru", "en", "kk", "tg", "uz", "be"};

inline hall::Plan in_all_languages(hall::Plan plan) {
    plan.languages.clear();
    for (const std::string& each : all_languages) plan.languages.push_back({each});
    return plan;
}

// One for all screens: what two of them have in common is painted once.
inline ui_test::PictureCheck& picture_check() {
    static ui_test::PictureCheck check;
    return check;
}

inline void check_on(const StandingKiosk& kiosk, const Screen& screen, const std::string& name,
                     const std::string& pressed) {
    const ui::Scene scene = lay_out(screen, kiosk.place, Attention{pressed, {}});
    CAPTURE(name);
    CAPTURE(kiosk.place.size.width);
    CAPTURE(kiosk.place.size.height);
    ui_test::Demands demands;
    if (screen.aids.contrast) demands.edges = 3;
    if (kiosk.place.stand.diagonal_inches) {
        const World world = world_of(kiosk.place, screen.aids);
        CHECK(ui_test::complaints_about(scene, world.controls) == "");
        CHECK(complaints_about_letters(scene, world) == "");
        demands.smallest = 20 * world.per_mm;
        demands.apart = 5 * world.per_mm;
        demands.square = 0.7 * world.per_mm;  // some 30 mm for a short address
    } else {
        CHECK(ui_test::complaints_about(scene) == "");
    }
    CHECK(picture_check().complaints_about(scene, demands) == "");
    if (screen.aids.contrast) CHECK(complaints_about_parts(scene) == "");
    std::vector<std::string> targets;
    for (const ui::Target& target : scene.targets) targets.push_back(target.action);
    std::vector<std::string> offered = actions(screen);
    std::sort(targets.begin(), targets.end());
    std::sort(offered.begin(), offered.end());
    CHECK(targets == offered);
    save(scene, kiosk.place, screen, name);
}

inline void check_focus(const StandingKiosk& kiosk, const Screen& screen, const std::string& action) {
    CAPTURE(to_string(screen.kind));
    CAPTURE(action);
    CAPTURE(kiosk.place.size.width);
    CAPTURE(kiosk.place.size.height);
    const ui::Scene scene = lay_out(screen, kiosk.place, Attention{"", action});
    const bool framed =
        std::any_of(scene.elements.begin(), scene.elements.end(),
                    [](const ui::Element& each) { return std::holds_alternative<ui::Frame>(each); });
    CHECK(framed);
    CHECK(picture_check().complaints_about(scene, {}) == "");
}

// The refusal that takes the most letters to say in this language.
inline protocol::Refusal longest_refusal(const std::string& language, const hall::Plan& plan) {
    const auto letters = [&](std::string_view code) {
        const std::string text = refusal_text({std::string(code), {}}, {language}, plan);
        return std::count_if(text.begin(), text.end(),
                             [](char each) { return (static_cast<unsigned char>(each) & 0xC0) != 0x80; });
    };
    const auto codes = refusal_codes();
    const auto longest = std::max_element(
        codes.begin(), codes.end(), [&](auto one, auto other) { return letters(one) < letters(other); });
    return {std::string(*longest), {}};
}

// The answer to this touch, in a hall whose plan has lost the service meanwhile: else a service that is full
// or closed has a screen of its own.
inline void refuse(Flow& flow, const Unsettled& touch, const protocol::Refusal& refusal,
                   const hall::State& state, platform::Instant now) {
    hall::State without = state;
    std::erase_if(without.plan.services,
                  [&](const hall::Service& each) { return each.id == touch.wish.service; });
    flow.hear(protocol::Answered{touch.id, tl::make_unexpected(refusal)}, without, now);
}

// Walks a flow through the screens of one language.
struct Walk {
    TestHall hall;
    platform::Instant now;
    Flow flow;

    explicit Walk(const hall::Plan& plan)
        : hall(plan),
          now{hall.now(), platform::SteadyTime{} + 1h},
          flow(now, hall::DeviceId{"printer-1"}, hall::DeviceId{"kiosk-1"}) {
        flow.pass_time(hall.state(), now);
    }

    void later(std::chrono::milliseconds time) {
        now.wall += time;
        now.steady += time;
        flow.pass_time(hall.state(), now);
    }
    Orders touch(const std::string& action) {
        later(1s);
        return flow.touch(action, hall.state(), protocol::make_request_id(now.wall), now);
    }
    // Everybody waits for hours: the longest that can be told.
    void tell_waits() {
        hall::Forecast forecast{now.wall - 1min, {}, {}, {}};
        for (const hall::Service& service : hall.state().plan.services)
            forecast.services[service.id] = {110min, 101min, 124min};
        flow.hear(protocol::Forecasted{forecast}, hall.state(), now);
    }
    Screen screen() const { return flow.screen(hall.state(), now); }

    // Its screen as this kiosk shows it with these aids: with as many tiles as fit there.
    Screen screen_on(const StandingKiosk& kiosk, const Mode& mode) {
        const auto with_aids = [&](Screen screen) {
            screen.aids = mode.aids;
            if (mode.aids.large) screen.languages.clear();
            return screen;
        };
        flow.fit_by([&](const Screen& whole) {
            return tiles_that_fit(with_aids(whole), kiosk.place, Flow::tiles_at_most);
        });
        const Screen shown = with_aids(screen());
        flow.fit_by({});
        return shown;
    }
    // On every kiosk and with every aid.
    void check(const std::string& name, const std::string& pressed = "") {
        for (const StandingKiosk& kiosk : kiosks)
            for (const Mode& mode : modes) check_on(kiosk, screen_on(kiosk, mode), name + mode.name, pressed);
    }
    hall::TicketId take(const std::string& service, const std::string& language) {
        const Orders orders = touch("service:" + service);
        REQUIRE(orders.size() == 1);
        const auto& touched = std::get<Take>(orders.front()).touch;
        const auto entries = hall.command({{"kiosk-1"}, {}}, hall::TakeTicket{{service}, {language}});
        flow.hear(protocol::Answered{touched.id, entries}, hall.state(), now);
        return hall.state().last_ticket;
    }
};

}  // namespace okno::kiosk_test
