// Every role × every wish and every page. A new wish, page or role without its line here does not compile.
#include <doctest/doctest.h>

#include "console/people/rights.hpp"

using namespace okno;
using namespace okno::console;
using hall::WindowId;

namespace {

constexpr const char* yes = "allowed";
constexpr const char* no = "not_allowed";
constexpr const char* other = "other_window";

// What each role hears.
struct Line {
    const char* window_operator;
    const char* manager;
    const char* guard;
    const char* auditor;
    const char* administrator;
};

constexpr Line nobody{no, no, no, no, no};
constexpr const char* granted = "number_right_needed";
constexpr Line own_window{yes, yes, no, no, no};
constexpr Line if_granted{granted, yes, no, no, no};
constexpr Line other_window{other, yes, no, no, no};
constexpr Line who_serve{yes, yes, no, no, no};
constexpr Line at_work{yes, yes, yes, no, no};
constexpr Line who_answer{no, yes, yes, no, no};
constexpr Line managers{no, yes, no, no, no};

const char* heard(const Line& line, Role role) {
    switch (role) {
        case Role::window_operator:
            return line.window_operator;
        case Role::manager:
            return line.manager;
        case Role::guard:
            return line.guard;
        case Role::auditor:
            return line.auditor;
        case Role::administrator:
            return line.administrator;
    }
    return "";
}

// At the operator's own window, where there is one.
struct Expected {
    Line operator()(const hall::AdoptPlan&) const { return nobody; }
    Line operator()(const hall::TakeTicket&) const { return who_serve; }
    Line operator()(const hall::ReportPrint&) const { return nobody; }
    Line operator()(const hall::CancelTicket&) const { return nobody; }
    Line operator()(const hall::OpenWindow&) const { return own_window; }
    Line operator()(const hall::PauseWindow&) const { return own_window; }
    Line operator()(const hall::ResumeWindow&) const { return own_window; }
    Line operator()(const hall::CloseWindow&) const { return own_window; }
    Line operator()(const hall::CallNext&) const { return own_window; }
    Line operator()(const hall::CallByNumber&) const { return if_granted; }
    Line operator()(const hall::Recall&) const { return own_window; }
    Line operator()(const hall::StartService&) const { return own_window; }
    Line operator()(const hall::FinishService&) const { return own_window; }
    Line operator()(const hall::ReportNoShow&) const { return own_window; }
    Line operator()(const hall::TransferTicket&) const { return own_window; }
    Line operator()(const hall::ParkTicket&) const { return own_window; }
    Line operator()(const hall::ResumeTicket&) const { return own_window; }
    Line operator()(const hall::AddStep&) const { return own_window; }
    Line operator()(const hall::EnterStage&) const { return own_window; }
    Line operator()(const hall::ReturnTicket&) const { return who_serve; }
    Line operator()(const hall::ReportDevice&) const { return nobody; }
    Line operator()(const hall::CheckTime&) const { return nobody; }
    Line operator()(const hall::RaisePanic&) const { return at_work; }
    Line operator()(const hall::ReportAlarm&) const { return nobody; }
    Line operator()(const hall::AcknowledgePanic&) const { return who_answer; }
    Line operator()(const hall::RestorePanic&) const { return who_answer; }
    Line operator()(const hall::CancelPanic&) const { return managers; }
    Line operator()(const hall::StartPanicTest&) const { return who_answer; }
    Line operator()(const hall::ReportPanicTest&) const { return nobody; }
    Line operator()(const hall::LeaseBlock&) const { return nobody; }
    Line operator()(const hall::MergeTicket&) const { return nobody; }
    Line operator()(const hall::CallStaff&) const { return nobody; }
    Line operator()(const hall::AnswerStaffCall&) const { return who_serve; }
    Line operator()(const hall::RateVisit&) const { return nobody; }
    Line operator()(const hall::AssignServices&) const { return managers; }
    Line operator()(const hall::CloseService&) const { return managers; }
    Line operator()(const hall::ReopenService&) const { return managers; }
    Line operator()(const hall::PostMessage&) const { return managers; }
    Line operator()(const hall::WithdrawMessage&) const { return managers; }
    Line operator()(const hall::PrioritiseTicket&) const { return managers; }
    Line operator()(const hall::CallManager&) const { return own_window; }
    Line operator()(const hall::AnswerManagerCall&) const { return managers; }
};

struct ExpectedOfPage {
    Line operator()(const Overview&) const { return {no, yes, yes, yes, yes}; }
    Line operator()(const GuardPost&) const { return who_answer; }
    Line operator()(const Reception&) const { return who_serve; }
    Line operator()(const WindowId& window) const { return window == WindowId{3} ? own_window : managers; }
};

Line expected_of(StillPage page) {
    switch (page) {
        case StillPage::history:
        case StillPage::reports:
            return {no, yes, no, yes, no};
        case StillPage::users:
        case StillPage::plan:
        case StillPage::devices:
        case StillPage::content:
        case StillPage::backups:
        case StillPage::log:
            return {no, no, no, no, yes};
        case StillPage::audit_trail:
            return {no, no, no, yes, yes};
    }
    return nobody;
}

User somebody(Role role) {
    User user{"somebody", role, std::nullopt, "x"};
    if (role == Role::window_operator) user.window = WindowId{3};
    return user;
}

template <class... Each>
std::vector<std::variant<Each...>> one_of_each(std::type_identity<std::variant<Each...>>) {
    return {std::variant<Each...>{Each{}}...};
}

template <class Wish>
void complete(Wish& wish, WindowId window) {
    if constexpr (requires { wish.window; }) wish.window = window;
    if constexpr (std::is_same_v<Wish, hall::TakeTicket>) wish.reason = "Finds the screen hard to use";
    if constexpr (std::is_same_v<Wish, hall::OpenWindow> || std::is_same_v<Wish, hall::CloseWindow>)
        wish.reason = "A long queue";
}

std::string verdict(Role role, const hall::Wish& wish) {
    const auto refusal = why_not_do(somebody(role), wish);
    return refusal ? refusal->code : yes;
}

}  // namespace

TEST_CASE("every role hears of every wish what the matrix says") {
    auto wishes = one_of_each(std::type_identity<hall::Wish>{});
    REQUIRE(wishes.size() == std::variant_size_v<hall::Wish>);
    for (hall::Wish& wish : wishes)
        for (const Role role : every_role) {
            CAPTURE(wish.index());
            CAPTURE(to_string(role));
            std::visit([](auto& each) { complete(each, WindowId{3}); }, wish);
            const Line line = std::visit(Expected{}, wish);
            CHECK(verdict(role, wish) == heard(line, role));
        }
}

TEST_CASE("what an operator may do at their own window nobody but a manager may do at another") {
    for (hall::Wish& wish : one_of_each(std::type_identity<hall::Wish>{})) {
        const bool at_window = std::visit(
            [](auto& each) {
                return requires {
                    each.window;
                };
            },
            wish);
        if (!at_window) continue;
        std::visit([](auto& each) { complete(each, WindowId{4}); }, wish);
        const Line at_own = std::visit(Expected{}, wish);
        const bool works_there =
            at_own.window_operator == std::string(yes) || at_own.window_operator == granted;
        const Line line = works_there ? other_window : at_own;
        for (const Role role : every_role) {
            CAPTURE(wish.index());
            CAPTURE(to_string(role));
            CHECK(verdict(role, wish) == heard(line, role));
        }
    }
}

TEST_CASE("every role sees of every page that follows the hall what the matrix says") {
    auto pages = one_of_each(std::type_identity<PageKey>{});
    pages.emplace_back(WindowId{3});
    for (const PageKey& page : pages)
        for (const Role role : every_role) {
            CAPTURE(page.index());
            CAPTURE(to_string(role));
            const std::string expected = heard(std::visit(ExpectedOfPage{}, page), role);
            CHECK(may_see(somebody(role), page) == (expected == yes));
        }
}

TEST_CASE("every role opens of every other page what the matrix says") {
    for (const StillPage page : every_still_page)
        for (const Role role : every_role) {
            CAPTURE(static_cast<int>(page));
            CAPTURE(to_string(role));
            CHECK(may_open(somebody(role), page) == (std::string(yes) == heard(expected_of(page), role)));
        }
}

TEST_CASE("whoever logs in begins at a page they may see") {
    for (const Role role : every_role) CHECK(may_see(somebody(role), first_page(somebody(role))));
}
