#include "console/people/account_routes.hpp"

#include <algorithm>
#include <array>

#include "console/http.hpp"
#include "console/people/rights.hpp"
#include "console/sentences.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {

constexpr std::size_t name_bytes = 64;
constexpr std::size_t secret_bytes = 1024;  // how long a password may be is said by its rules, in a sentence

std::string in_small_letters(std::string name) {
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return name;
}

nlohmann::json guest_json(const Guest& guest, std::optional<hall::WindowId> browser) {
    nlohmann::json json{{"name", guest.user.name},
                        {"role", to_string(guest.user.role)},
                        {"csrf", guest.csrf},
                        {"window", nullptr},
                        {"must_change", guest.user.must_change},
                        {"by_pin", guest.by_pin},
                        {"has_pin", !guest.user.pin_hash.empty()},
                        {"calls_by_number", may_call_by_number(guest.user)},
                        {"browser", nullptr}};
    if (guest.user.window) json["window"] = guest.user.window->value;
    if (browser) json["browser"] = browser->value;
    return json;
}

// The texts a body must have, in their order.
template <std::size_t count>
tl::expected<std::array<std::string, count>, protocol::Refusal> read_texts(
    const httplib::ContentReader& body,
    const std::array<std::pair<const char*, std::size_t>, count>& wanted) {
    const auto json = read_json(body);
    if (!json) return tl::make_unexpected(json.error());
    std::array<std::string, count> texts;
    for (std::size_t i = 0; i < count; ++i) {
        auto text = text_field(*json, wanted[i].first, wanted[i].second);
        if (!text) return tl::make_unexpected(text.error());
        texts[i] = *std::move(text);
    }
    return texts;
}

}  // namespace

void AccountRoutes::add_to(httplib::Server& server) {
    const auto post = [&](const char* path,
                          void (AccountRoutes::*answer)(const Request&, Response&, const Body&)) {
        server.Post(path, [this, answer](const Request& request, Response& response, const Body& body) {
            (this->*answer)(request, response, body);
        });
    };
    post("/api/login", &AccountRoutes::log_in);
    post("/api/logout", &AccountRoutes::log_out);
    post("/api/first-start", &AccountRoutes::first_start);
    post("/api/password", &AccountRoutes::change_password);
    post("/api/pin", &AccountRoutes::set_pin);
    post("/api/change-operator", &AccountRoutes::change_operator);
    post("/api/end-other-sessions", &AccountRoutes::end_other_sessions);
    server.Get("/api/sessions",
               [this](const Request& request, Response& response) { tell_sessions(request, response); });
    server.Get("/api/me",
               [this](const Request& request, Response& response) { tell_who(request, response); });
    server.Get("/api/browser",
               [this](const Request& request, Response& response) { tell_browser(request, response); });
}

// The browser's former session ends with the new one, whoever had it.
void AccountRoutes::welcome(const Request& request, Response& response,
                            const Doorkeeper::Admitted& admitted) {
    if (!admitted) {
        spdlog::warn("A log-in or a new password was refused. reason={}", admitted.error().code);
        return refuse(response, admitted.error());
    }
    const auto now = platform::read_clock().wall;
    const User& user = admitted->guest.user;
    doorkeeper_.log_out(gate_.session(request));
    set_cookie(response, Cookie::session, admitted->token, gate_.secure());
    std::string browser = gate_.browser(request);
    const bool at_window = user.role == Role::window_operator && user.window && !user.must_change;
    if (at_window && !admitted->guest.by_pin) {
        browser = doorkeeper_.know_browser(browser, user, now);
        set_cookie(response, Cookie::browser, browser, gate_.secure());
    }
    answer(response, guest_json(admitted->guest, doorkeeper_.window_of_browser(browser, now)));
}

void AccountRoutes::log_in(const Request& request, Response& response, const Body& body) {
    if (const auto foreign = why_foreign(request)) return refuse(response, *foreign);
    const auto said = read_texts<2>(body, {{{"name", name_bytes}, {"password", secret_bytes}}});
    if (!said) return refuse(response, said.error());
    const auto& [name, password] = *said;
    welcome(request, response,
            doorkeeper_.log_in(in_small_letters(name), password, request.remote_addr,
                               platform::read_clock().steady));
}

void AccountRoutes::log_out(const Request& request, Response& response, const Body& body) {
    const auto guest = gate_.any_sender(request);
    if (!guest) return refuse(response, guest.error());
    if (const auto json = read_json(body); !json) return refuse(response, json.error());
    doorkeeper_.log_out(gate_.session(request));
    doorkeeper_.trail().note({Deed::log_out, guest->user.name, ""});
    clear_cookie(response, Cookie::session, gate_.secure());
    answer(response, nlohmann::json::object());
}

void AccountRoutes::tell_who(const Request& request, Response& response) {
    const auto guest = gate_.anybody(request);
    if (!guest && doorkeeper_.waits_for_first_start())
        return refuse(response, complain(Complaint::first_start));
    if (!guest) return refuse(response, guest.error());
    const auto now = platform::read_clock().wall;
    answer(response, guest_json(*guest, doorkeeper_.window_of_browser(gate_.browser(request), now)));
}

void AccountRoutes::first_start(const Request& request, Response& response, const Body& body) {
    if (const auto foreign = why_foreign(request)) return refuse(response, *foreign);
    const auto said =
        read_texts<3>(body, {{{"code", secret_bytes}, {"name", name_bytes}, {"password", secret_bytes}}});
    if (!said) return refuse(response, said.error());
    const auto& [code, name, password] = *said;
    welcome(request, response,
            doorkeeper_.first_start(code, in_small_letters(name), password, request.remote_addr,
                                    platform::read_clock().steady));
}

void AccountRoutes::change_password(const Request& request, Response& response, const Body& body) {
    const auto guest = gate_.any_sender(request);
    if (!guest) return refuse(response, guest.error());
    const auto said = read_texts<2>(body, {{{"old", secret_bytes}, {"new", secret_bytes}}});
    if (!said) return refuse(response, said.error());
    const auto& [old_one, new_one] = *said;
    welcome(request, response,
            doorkeeper_.change_password(gate_.session(request), old_one, new_one, request.remote_addr,
                                        platform::read_clock().steady));
}

void AccountRoutes::set_pin(const Request& request, Response& response, const Body& body) {
    const auto guest = gate_.sender(request);
    if (!guest) return refuse(response, guest.error());
    const auto said = read_texts<1>(body, {{{"pin", secret_bytes}}});
    if (!said) return refuse(response, said.error());
    if (const auto no =
            doorkeeper_.set_pin(gate_.session(request), said->front(), platform::read_clock().steady))
        return refuse(response, *no);
    answer(response, nlohmann::json::object());
}

void AccountRoutes::tell_sessions(const Request& request, Response& response) {
    const auto guest = gate_.guest(request);
    if (!guest) return refuse(response, guest.error());
    nlohmann::json sessions = nlohmann::json::array();
    for (const auto& own : doorkeeper_.own_sessions(gate_.session(request), platform::read_clock().steady))
        sessions.push_back(
            {{"age_s", own.age.count()}, {"unused_s", own.unused.count()}, {"this_one", own.this_one}});
    answer(response, {{"sessions", sessions}});
}

void AccountRoutes::end_other_sessions(const Request& request, Response& response, const Body& body) {
    const auto guest = gate_.sender(request);
    if (!guest) return refuse(response, guest.error());
    if (const auto json = read_json(body); !json) return refuse(response, json.error());
    doorkeeper_.end_other_sessions(gate_.session(request), platform::read_clock().steady);
    tell_sessions(request, response);
}

void AccountRoutes::tell_browser(const Request& request, Response& response) {
    const auto window = doorkeeper_.window_of_browser(gate_.browser(request), platform::read_clock().wall);
    nlohmann::json json{{"window", nullptr}};
    if (window) json["window"] = window->value;
    answer(response, json);
}

void AccountRoutes::change_operator(const Request& request, Response& response, const Body& body) {
    if (const auto foreign = why_foreign(request)) return refuse(response, *foreign);
    const auto said = read_texts<2>(body, {{{"name", name_bytes}, {"pin", secret_bytes}}});
    if (!said) return refuse(response, said.error());
    const auto& [name, pin] = *said;
    const auto admitted = doorkeeper_.log_in_by_pin(in_small_letters(name), pin, gate_.browser(request),
                                                    request.remote_addr, platform::read_clock());
    welcome(request, response, admitted);
    if (admitted) take_over_window(admitted->guest.user);
}

// An open window is theirs from now on; a closed one stays closed, and the hall's refusal is nobody's
// concern.
void AccountRoutes::take_over_window(const User& user) {
    Order order;
    order.id = protocol::make_request_id(platform::read_clock().wall);
    order.wish = hall::OpenWindow{*user.window, true};
    order.person = hall::OperatorId{user.name};
    mailbox_.post(std::move(order));
}

}  // namespace okno::console
