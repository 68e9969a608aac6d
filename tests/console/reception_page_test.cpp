#include <doctest/doctest.h>

#include "tests/console/acting_hall.hpp"

using namespace okno;
using namespace okno::console;

namespace {

// A kiosk at the door, a printer beside it, and a kiosk that nobody has planned.
hall::Plan plan_with_devices() {
    hall::Plan plan = fakes::small_plan();
    plan.categories = {{{"veteran"}, fakes::both("Ветеран", "Veteran"), 20min}};
    plan.devices = {{{"printer-1"}, fakes::both("Принтер", "Printer")},
                    {{"kiosk-1"}, fakes::both("Киоск у входа", "Kiosk at the door")}};
    return plan;
}

void comes(Hall& hall, const char* device, hall::Condition condition = hall::Condition::ready) {
    hall.by(device, 1s, hall::ReportDevice{{device}, condition});
}

Json page(const Hall& hall, hall::Seconds after = 1h) {
    return reception_page(hall.state, {}, false, fakes::nine_o_clock + after);
}

}  // namespace

TEST_CASE("a kiosk is what has leased numbers or where staff was called, by the name of the plan") {
    Hall hall(plan_with_devices());
    comes(hall, "printer-1");
    comes(hall, "kiosk-1");
    comes(hall, "kiosk-2");
    CHECK(page(hall)["kiosks"].empty());
    hall.by("kiosk-2", 2s, hall::CallStaff{});
    hall.by("kiosk-1", 3s, hall::LeaseBlock{"machine"});
    const Json kiosks = page(hall)["kiosks"];
    REQUIRE(kiosks.size() == 2);
    CHECK(kiosks[0]["id"] == "kiosk-1");
    CHECK(kiosks[0]["name"]["en"] == "Kiosk at the door");
    CHECK(kiosks[0]["condition"] == "ready");
    CHECK(kiosks[1]["id"] == "kiosk-2");
    CHECK(kiosks[1]["name"].empty());
}

TEST_CASE("a kiosk that is away stays to choose when it is planned, and goes when it is not") {
    Hall hall(plan_with_devices());
    for (const char* kiosk : {"kiosk-1", "kiosk-2"}) {
        comes(hall, kiosk);
        hall.by(kiosk, 2s, hall::LeaseBlock{kiosk});
        comes(hall, kiosk, hall::Condition::away);
    }
    const Json kiosks = page(hall)["kiosks"];
    REQUIRE(kiosks.size() == 1);
    CHECK(kiosks[0]["id"] == "kiosk-1");
    CHECK(kiosks[0]["condition"] == "away");
}

TEST_CASE("the reception knows languages, categories, and of each service whether it can be given now") {
    hall::Plan plan = plan_with_devices();
    plan.kinds[1].schedule.week.fill({{9h, 10h}});
    Hall hall(plan);
    Json shown = page(hall, 30min);
    CHECK(shown["languages"] == Json{"ru", "en"});
    CHECK(shown["categories"] ==
          Json::array({{{"id", "veteran"}, {"name", {{"ru", "Ветеран"}, {"en", "Veteran"}}}}}));
    REQUIRE(shown["services"].size() == 3);
    CHECK(shown["services"][2]["id"] == "payment");
    CHECK(shown["services"][2]["group"]["en"] == "Cash desk");
    CHECK(shown["services"][2]["refusal"].is_null());
    shown = page(hall, 90min);
    CHECK(shown["services"][0]["refusal"].is_null());
    CHECK(shown["services"][2]["refusal"]["en"].get<std::string>().size() > 10);
    CHECK(shown["services"][2]["refusal"]["ru"].get<std::string>().size() > 10);
}

TEST_CASE("what has become of the paper of a ticket is told, the newest first") {
    Hall hall(plan_with_devices());
    comes(hall, "kiosk-1");
    hall.at(2s, hall::TakeTicket{{"contract"}, {"ru"}, {}, "Finds the screen hard to use", {"kiosk-1"}});
    hall.at(3s, hall::TakeTicket{{"payment"}, {"ru"}, {}, "Finds the screen hard to use", {"kiosk-1"}});
    hall.by("printer-1", 4s, hall::ReportPrint{hall::TicketId{1}, hall::Print::printed});
    hall.by("printer-1", 5s, hall::ReportPrint{hall::TicketId{2}, hall::Print::failed});
    CHECK(page(hall)["latest"] == Json::array({{{"ticket", 2}, {"number", "K001"}, {"print", "failed"}},
                                               {{"ticket", 1}, {"number", "A001"}, {"print", "printed"}}}));
}

TEST_CASE(
    "the operator who has called a visitor knows whether there is a slip, and why the staff gave the "
    "ticket") {
    Hall hall(plan_with_devices());
    comes(hall, "kiosk-1");
    hall.at(1s, hall::OpenWindow{one});
    hall.at(2s, hall::TakeTicket{{"contract"}, {"ru"}, {}, "Finds the screen hard to use", {"kiosk-1"}});
    hall.by("printer-1", 3s, hall::ReportPrint{hall::TicketId{1}, hall::Print::failed});
    hall.at(4s, hall::CallNext{one});
    CHECK(hall.page()["visitor"]["print"] == "failed");
    CHECK(hall.page()["visitor"]["note"] == "Finds the screen hard to use");
}

TEST_CASE("the manager's day counts the tickets that kiosks gave alone, whatever has become of their paper") {
    Hall hall(plan_with_devices());
    comes(hall, "kiosk-1");
    hall.by("kiosk-1", 2s, hall::LeaseBlock{"machine"});
    const auto alone = [&] {
        return overview_page(hall.state, {}, {}, false, hall.state.latest)["today"]["alone"];
    };
    hall.take(3s, "contract");
    hall.by("printer-1", 4s, hall::ReportPrint{hall::TicketId{1}, hall::Print::failed});
    CHECK(alone() == 0);
    for (const int ordinal : {1000, 1001})
        hall.by("kiosk-1", 1min,
                hall::MergeTicket{{"A", ordinal},
                                  fakes::nine_o_clock + 2s,
                                  "machine",
                                  {"contract"},
                                  {"ru"},
                                  {},
                                  fakes::nine_o_clock + 30s});
    CHECK(alone() == 2);
}

TEST_CASE("without a plan there is no reception") {
    CHECK(reception_page({}, {}, true, {})["known"] == false);
}
