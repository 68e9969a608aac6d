#include <doctest/doctest.h>

#include "console/people/rights.hpp"

using namespace okno;
using namespace okno::console;
using hall::WindowId;

namespace {

User user(Role role) {
    User who{"somebody", role, std::nullopt, "x"};
    if (role == Role::window_operator) who.window = WindowId{3};
    return who;
}

std::vector<hall::Wish> at_window(WindowId window) {
    return {hall::OpenWindow{window, false, "a long queue"},
            hall::PauseWindow{window, {"lunch"}},
            hall::ResumeWindow{window},
            hall::CloseWindow{window, false, "ill"},
            hall::CallNext{window},
            hall::Recall{window},
            hall::StartService{window},
            hall::FinishService{window, {}},
            hall::FinishService{window, {"forwarded"}, "17-204"},
            hall::CallManager{window},
            hall::ReportNoShow{window},
            hall::ParkTicket{window, ""},
            hall::ResumeTicket{window, {"A", 1}},
            hall::TransferTicket{window, hall::ServiceId{"contract"}, ""}};
}

std::string verdict(Role role, const hall::Wish& wish) {
    const auto no = why_not_do(user(role), wish);
    return no ? no->code : "allowed";
}

}  // namespace

TEST_CASE("an operator and a manager may take somebody back who was missed, nobody else") {
    const hall::ReturnTicket wish{{"A", 1}};
    CHECK_FALSE(why_not_do({"anna", Role::window_operator, hall::WindowId{3}, ""}, wish));
    CHECK_FALSE(why_not_do({"maria", Role::manager, {}, ""}, wish));
    CHECK(why_not_do({"oleg", Role::auditor, {}, ""}, wish));
    CHECK(why_not_do({"gleb", Role::guard, {}, ""}, wish));
}

TEST_CASE("a manager says why a window is opened or closed, its operator need not") {
    for (const char* blank : {"", "  "}) {
        const hall::OpenWindow open{WindowId{3}, false, blank};
        const hall::CloseWindow close{WindowId{3}, false, blank};
        CHECK(verdict(Role::manager, open) == "act_needs_reason");
        CHECK(verdict(Role::manager, close) == "act_needs_reason");
        CHECK(verdict(Role::window_operator, open) == "allowed");
        CHECK(verdict(Role::window_operator, close) == "allowed");
    }
    CHECK(verdict(Role::manager, hall::OpenWindow{WindowId{3}, false, "a long queue"}) == "allowed");
    CHECK(verdict(Role::manager, hall::CloseWindow{WindowId{3}, true, "ill"}) == "allowed");
}

TEST_CASE("an operator may do everything at their own window and nothing at another") {
    for (const hall::Wish& wish : at_window(WindowId{3}))
        CHECK(verdict(Role::window_operator, wish) == "allowed");
    for (const hall::Wish& wish : at_window(WindowId{4}))
        CHECK(verdict(Role::window_operator, wish) == "other_window");
}

TEST_CASE(
    "an operator calls by number only when it is granted, and at their own window; a manager always may") {
    const hall::CallByNumber here{WindowId{3}, {"A", 1}}, there{WindowId{4}, {"A", 1}};
    CHECK(verdict(Role::window_operator, here) == "number_right_needed");
    User granted = user(Role::window_operator);
    granted.calls_by_number = true;
    CHECK_FALSE(why_not_do(granted, here));
    CHECK(why_not_do(granted, there)->code == "other_window");
    CHECK(verdict(Role::manager, here) == "allowed");
    CHECK(verdict(Role::manager, there) == "allowed");
    User guard = user(Role::guard);
    guard.calls_by_number = true;  // means nothing
    CHECK(why_not_do(guard, here)->code == "not_allowed");
    CHECK_FALSE(may_call_by_number(guard));
}

TEST_CASE("a manager may act at any window") {
    for (const int window : {3, 4})
        for (const hall::Wish& wish : at_window(WindowId{window}))
            CHECK(verdict(Role::manager, wish) == "allowed");
}

TEST_CASE("guards and auditors may do nothing at windows") {
    for (const hall::Wish& wish : at_window(WindowId{3})) {
        CHECK(verdict(Role::guard, wish) == "not_allowed");
        CHECK(verdict(Role::auditor, wish) == "not_allowed");
    }
}

TEST_CASE("what is not about a window is nobody's business at the console") {
    const std::vector<hall::Wish> others{hall::AdoptPlan{}, hall::ReportPrint{}, hall::CancelTicket{},
                                         hall::CheckTime{}, hall::LeaseBlock{},  hall::MergeTicket{},
                                         hall::CallStaff{}, hall::RateVisit{}};
    for (const Role role : {Role::window_operator, Role::manager, Role::guard, Role::auditor})
        for (const hall::Wish& wish : others) CHECK(verdict(role, wish) == "not_allowed");
}

TEST_CASE("an operator and a manager may give a visitor a ticket, and always say why") {
    hall::TakeTicket ticket{{"contract"}, {"ru"}, {}, "Finds the screen hard to use", {"kiosk-1"}};
    CHECK(verdict(Role::window_operator, ticket) == "allowed");
    CHECK(verdict(Role::manager, ticket) == "allowed");
    CHECK(verdict(Role::guard, ticket) == "not_allowed");
    CHECK(verdict(Role::auditor, ticket) == "not_allowed");
    for (const char* blank : {"", "  "}) {
        ticket.reason = blank;
        CHECK(verdict(Role::window_operator, ticket) == "reason_required");
        CHECK(verdict(Role::manager, ticket) == "reason_required");
        CHECK(verdict(Role::guard, ticket) == "not_allowed");
    }
}

TEST_CASE("only a manager may change the day, at every window") {
    for (const int window : {3, 4})
        for (const hall::Wish& wish : std::vector<hall::Wish>{
                 hall::AssignServices{{window}, {{"contract"}}, {}, "queue"},
                 hall::CloseService{{"contract"}, "queue"}, hall::ReopenService{{"contract"}, "forms"},
                 hall::PostMessage{{}, hall::Seconds{60}, "repair"}, hall::WithdrawMessage{"mended"},
                 hall::PrioritiseTicket{{"A", 1}, {"disabled"}, {}, "ill"},
                 hall::AnswerManagerCall{{window}}}) {
            CHECK(verdict(Role::manager, wish) == "allowed");
            for (const Role role : {Role::window_operator, Role::guard, Role::auditor})
                CHECK(verdict(role, wish) == "not_allowed");
        }
}

TEST_CASE("an operator and a manager may go to who calls staff, nobody else") {
    const hall::AnswerStaffCall wish{{"kiosk-1"}};
    CHECK(verdict(Role::window_operator, wish) == "allowed");
    CHECK(verdict(Role::manager, wish) == "allowed");
    CHECK(verdict(Role::guard, wish) == "not_allowed");
    CHECK(verdict(Role::auditor, wish) == "not_allowed");
}

TEST_CASE("an operator without a window may do nothing") {
    User lost{"lost", Role::window_operator, std::nullopt, "x"};
    CHECK(why_not_do(lost, hall::CallNext{WindowId{0}}));
    CHECK(why_not_do(lost, hall::AnswerStaffCall{{"kiosk-1"}}));
    CHECK_FALSE(may_see(lost, PageKey{}));
    CHECK_FALSE(may_see(lost, PageKey{Reception{}}));
}

TEST_CASE("whoever works here may call for help; a guard answers, and only a manager cancels") {
    const hall::PanicZoneId zone{7};
    for (const Role role : {Role::window_operator, Role::manager, Role::guard})
        CHECK(verdict(role, hall::RaisePanic{zone}) == "allowed");
    CHECK(verdict(Role::auditor, hall::RaisePanic{zone}) == "not_allowed");
    for (const hall::Wish& wish :
         {hall::Wish{hall::AcknowledgePanic{zone}}, hall::Wish{hall::RestorePanic{zone}},
          hall::Wish{hall::StartPanicTest{}}}) {
        CHECK(verdict(Role::guard, wish) == "allowed");
        CHECK(verdict(Role::manager, wish) == "allowed");
        CHECK(verdict(Role::window_operator, wish) == "not_allowed");
        CHECK(verdict(Role::auditor, wish) == "not_allowed");
    }
    CHECK(verdict(Role::manager, hall::CancelPanic{zone}) == "allowed");
    for (const Role role : {Role::window_operator, Role::guard, Role::auditor})
        CHECK(verdict(role, hall::CancelPanic{zone}) == "not_allowed");
    for (const Role role : {Role::window_operator, Role::manager, Role::guard, Role::auditor}) {
        CHECK(verdict(role, hall::ReportAlarm{zone, 1, true}) == "not_allowed");
        CHECK(verdict(role, hall::ReportPanicTest{true}) == "not_allowed");
    }
}

TEST_CASE("the guard's page is for guards and managers, and a guard begins there") {
    const PageKey post{GuardPost{}};
    CHECK(may_see(user(Role::guard), post));
    CHECK(may_see(user(Role::manager), post));
    CHECK_FALSE(may_see(user(Role::window_operator), post));
    CHECK_FALSE(may_see(user(Role::auditor), post));
    CHECK(first_page(user(Role::guard)) == post);
    CHECK(first_page(user(Role::manager)) == PageKey{Overview{}});
    CHECK(first_page(user(Role::window_operator)) == PageKey{WindowId{3}});
}

TEST_CASE("an operator sees their own window, a manager everything, the others the overview") {
    const PageKey overview{};
    const PageKey own{WindowId{3}};
    const PageKey other{WindowId{4}};
    CHECK(may_see(user(Role::window_operator), own));
    CHECK_FALSE(may_see(user(Role::window_operator), other));
    CHECK_FALSE(may_see(user(Role::window_operator), overview));
    const PageKey reception{Reception{}};
    CHECK(may_see(user(Role::window_operator), reception));
    CHECK(may_see(user(Role::manager), reception));
    CHECK_FALSE(may_see(user(Role::guard), reception));
    CHECK_FALSE(may_see(user(Role::auditor), reception));
    for (const PageKey& page : {overview, own, other}) CHECK(may_see(user(Role::manager), page));
    for (const Role role : {Role::guard, Role::auditor}) {
        CHECK(may_see(user(role), overview));
        CHECK_FALSE(may_see(user(role), own));
    }
}
