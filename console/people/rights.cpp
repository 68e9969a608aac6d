#include "console/people/rights.hpp"

#include <algorithm>
#include <concepts>
#include <variant>
#include <vector>

#include "console/sentences.hpp"

namespace okno::console {

namespace {

// The window a wish is about; empty for wishes that are none of the console's business.
std::optional<hall::WindowId> window_of(const hall::Wish& wish) {
    return std::visit(
        [](const auto& each) -> std::optional<hall::WindowId> {
            if constexpr (requires { each.window; }) {
                return each.window;
            } else {
                return std::nullopt;
            }
        },
        wish);
}

// Anybody at work may call for help, wherever; only a manager may say that it was a mistake. Empty: the wish
// is about something else.
std::vector<Role> roles_about_panic(const hall::Wish& wish) {
    if (std::holds_alternative<hall::RaisePanic>(wish))
        return {Role::window_operator, Role::manager, Role::guard};
    if (std::holds_alternative<hall::CancelPanic>(wish)) return {Role::manager};
    if (std::holds_alternative<hall::AcknowledgePanic>(wish) ||
        std::holds_alternative<hall::RestorePanic>(wish) ||
        std::holds_alternative<hall::StartPanicTest>(wish))
        return {Role::manager, Role::guard};
    return {};
}

// What a manager does to the day; the call for a manager is the operator's.
bool is_of_manager(const hall::Wish& wish) {
    return std::visit(
        []<class Wish>(const Wish&) { return hall::Act<Wish> && !std::same_as<Wish, hall::CallManager>; },
        wish);
}

// What is about the whole hall and anybody who serves visitors may do: who was missed at one window may come
// back to the desk of another, and whoever is near goes to the kiosk.
bool is_for_all_who_serve(const hall::Wish& wish) {
    return std::holds_alternative<hall::ReturnTicket>(wish) ||
           std::holds_alternative<hall::TakeTicket>(wish) ||
           std::holds_alternative<hall::AnswerStaffCall>(wish);
}

bool serves(const User& user) {
    return user.role == Role::manager || (user.role == Role::window_operator && user.window);
}

bool is_blank(const std::string& text) {
    return text.find_first_not_of(' ') == std::string::npos;
}

// A ticket that a visitor did not take alone always says why.
bool lacks_reason(const hall::Wish& wish) {
    const auto* reception = std::get_if<hall::TakeTicket>(&wish);
    return reception && is_blank(reception->reason);
}

// So does a window that a manager opens or closes: it is the place of somebody else.
bool lacks_managers_reason(const hall::Wish& wish) {
    const auto* open = std::get_if<hall::OpenWindow>(&wish);
    const auto* close = std::get_if<hall::CloseWindow>(&wish);
    return (open && is_blank(open->reason)) || (close && is_blank(close->reason));
}

}  // namespace

std::optional<protocol::Refusal> why_not_do(const User& user, const hall::Wish& wish) {
    if (is_for_all_who_serve(wish)) {
        if (!serves(user)) return complain(Complaint::not_allowed);
        if (lacks_reason(wish)) return complain(Complaint::reason_required);
        return std::nullopt;
    }
    if (const auto roles = roles_about_panic(wish); !roles.empty()) {
        const bool may = std::find(roles.begin(), roles.end(), user.role) != roles.end();
        return may ? std::nullopt : std::optional{complain(Complaint::not_allowed)};
    }
    if (is_of_manager(wish))
        return user.role == Role::manager ? std::nullopt : std::optional{complain(Complaint::not_allowed)};
    const auto window = window_of(wish);
    if (!window) return complain(Complaint::not_allowed);
    if (user.role == Role::manager)
        return lacks_managers_reason(wish) ? std::optional{complain(Complaint::act_needs_reason)}
                                           : std::nullopt;
    if (user.role != Role::window_operator) return complain(Complaint::not_allowed);
    if (window != user.window) return complain(Complaint::other_window);
    if (std::holds_alternative<hall::CallByNumber>(wish) && !may_call_by_number(user))
        return complain(Complaint::number_right_needed);
    return std::nullopt;
}

bool may_call_by_number(const User& user) {
    return user.role == Role::manager || (user.role == Role::window_operator && user.calls_by_number);
}

bool may_see(const User& user, const PageKey& page) {
    switch (user.role) {
        case Role::window_operator:
            return user.window && (page == PageKey{*user.window} || page == PageKey{Reception{}});
        case Role::manager:
            return true;
        case Role::guard:
            return page == PageKey{GuardPost{}} || page == PageKey{Overview{}};
        case Role::auditor:
        case Role::administrator:
            return std::holds_alternative<Overview>(page);
    }
    return false;
}

bool may_open(const User& user, StillPage page) {
    switch (page) {
        case StillPage::users:
        case StillPage::plan:
        case StillPage::devices:
        case StillPage::content:
        case StillPage::backups:
        case StillPage::log:
            return user.role == Role::administrator;
        case StillPage::history:
        case StillPage::reports:
            return user.role == Role::manager || user.role == Role::auditor;
        case StillPage::audit_trail:
            return user.role == Role::administrator || user.role == Role::auditor;
    }
    return false;
}

PageKey first_page(const User& user) {
    if (user.role == Role::window_operator && user.window) return *user.window;
    if (user.role == Role::guard) return GuardPost{};
    return Overview{};
}

}  // namespace okno::console
