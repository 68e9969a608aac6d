#include "console/rights.hpp"

#include <variant>

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

}  // namespace

std::optional<protocol::Refusal> why_not_do(const User& user, const hall::Wish& wish) {
    // Who was missed at one window may come back to the desk of another.
    if (std::holds_alternative<hall::ReturnTicket>(wish)) {
        const bool serves = user.role == Role::manager || user.role == Role::window_operator;
        return serves ? std::nullopt : std::optional{complain(Complaint::not_allowed)};
    }
    const auto window = window_of(wish);
    if (!window) return complain(Complaint::not_allowed);
    if (user.role == Role::manager) return std::nullopt;
    if (user.role != Role::window_operator) return complain(Complaint::not_allowed);
    if (window != user.window) return complain(Complaint::other_window);
    return std::nullopt;
}

bool may_see(const User& user, const PageKey& page) {
    if (user.role == Role::window_operator) return page.window && page.window == user.window;
    if (user.role == Role::manager) return true;
    return !page.window;
}

PageKey first_page(const User& user) {
    if (user.role == Role::window_operator) return PageKey{user.window};
    return PageKey{};
}

}  // namespace okno::console
