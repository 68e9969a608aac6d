#include "console/people/user_routes.hpp"

#include <charconv>

#include "console/http.hpp"
#include "console/sentences.hpp"

namespace okno::console {

namespace {

constexpr std::size_t text_bytes = 64;

tl::expected<Position, protocol::Refusal> position_from(const nlohmann::json& json) {
    const auto text = text_field(json, "role", text_bytes);
    if (!text) return tl::make_unexpected(text.error());
    const auto role = role_from(*text);
    if (!role) return tl::make_unexpected(complain(Complaint::malformed, "role is unknown"));
    Position position{*role, std::nullopt};
    const auto by_number = json.find("calls_by_number");
    if (by_number != json.end() && !by_number->is_boolean())
        return tl::make_unexpected(complain(Complaint::malformed, "calls_by_number must be true or false"));
    position.calls_by_number = by_number != json.end() && by_number->get<bool>();
    const auto window = json.find("window");
    if (window == json.end() || window->is_null()) return position;
    if (!window->is_number_integer() || *window < 1 || *window > 9999)
        return tl::make_unexpected(complain(Complaint::window_needed));
    position.window = hall::WindowId{window->get<int>()};
    return position;
}

UserOffice::NewPassword without_password(const UserOffice::Done& done) {
    if (!done) return tl::make_unexpected(done.error());
    return std::string{};
}

}  // namespace

UserRoutes::UserRoutes(Doorkeeper& doorkeeper, const Gate& gate, Pages& pages)
    : office_(doorkeeper.file(), doorkeeper.trail()),
      trail_(doorkeeper.trail()),
      gate_(gate),
      pages_(pages) {}

void UserRoutes::add_to(httplib::Server& server) {
    server.Get("/api/users",
               [this](const Request& request, Response& response) { tell_users(request, response); });
    server.Post("/api/users", [this](const Request& request, Response& response,
                                     const httplib::ContentReader& body) { act(request, response, body); });
    server.Get("/api/audit",
               [this](const Request& request, Response& response) { tell_trail(request, response); });
}

UserRoutes::Json UserRoutes::users_json() const {
    Json users = Json::array();
    for (const User& user : office_.users()) {
        Json json{{"name", user.name},
                  {"role", to_string(user.role)},
                  {"window", nullptr},
                  {"blocked", user.blocked},
                  {"must_change", user.must_change},
                  {"calls_by_number", user.calls_by_number},
                  {"pin", user.pin_hash.empty() ? "none"
                          : user.pin_disabled   ? "disabled"
                                                : "set"},
                  {"last_log_in", nullptr}};
        if (user.window) json["window"] = user.window->value;
        if (const auto at = trail_.last_log_in(user.name))
            json["last_log_in"] = at->time_since_epoch().count();
        users.push_back(std::move(json));
    }
    return users;
}

void UserRoutes::tell_users(const Request& request, Response& response) {
    const auto guest = gate_.guest_of(StillPage::users, request);
    if (!guest) return refuse(response, guest.error());
    answer(response, {{"users", users_json()}});
}

void UserRoutes::act(const Request& request, Response& response, const httplib::ContentReader& body) {
    const auto guest = gate_.sender_of(StillPage::users, request);
    if (!guest) return refuse(response, guest.error());
    const auto json = read_json(body);
    if (!json) return refuse(response, json.error());
    const auto done = carry_out(guest->user.name, *json);
    if (!done) return refuse(response, done.error());
    pages_.wake();  // the streams of a session that is over end now
    Json told{{"users", users_json()}};
    if (!done->empty()) told["password"] = *done;
    answer(response, told);
}

UserOffice::NewPassword UserRoutes::carry_out(const std::string& by, const Json& json) {
    const auto act = text_field(json, "act", text_bytes);
    if (!act) return tl::make_unexpected(act.error());
    const auto name = text_field(json, "name", text_bytes);
    if (!name) return tl::make_unexpected(name.error());
    if (*act == "give_password") return office_.give_password(by, *name);
    if (*act == "block") return without_password(office_.block(by, *name));
    if (*act == "unblock") return without_password(office_.unblock(by, *name));
    if (*act == "remove") return without_password(office_.remove(by, *name));
    if (*act != "add" && *act != "change")
        return tl::make_unexpected(complain(Complaint::malformed, "act is unknown"));
    const auto position = position_from(json);
    if (!position) return tl::make_unexpected(position.error());
    if (*act == "add") return office_.add(by, *name, *position);
    return without_password(office_.change(by, *name, *position));
}

void UserRoutes::tell_trail(const Request& request, Response& response) {
    const auto guest = gate_.guest_of(StillPage::audit_trail, request);
    if (!guest) return refuse(response, guest.error());
    std::optional<std::uint64_t> before;
    if (request.has_param("before")) {
        const std::string text = request.get_param_value("before");
        std::uint64_t place = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), place);
        if (error != std::errc{} || end != text.data() + text.size())
            return refuse(response, complain(Complaint::malformed, "before must be a number"));
        before = place;
    }
    const AuditTrail::Part part = trail_.part(before);
    Json acts = Json::array();
    for (const std::string& line : part.lines) acts.push_back(Json::parse(line));
    answer(response, {{"acts", acts}, {"before", part.before > 0 ? Json(part.before) : Json()}});
}

}  // namespace okno::console
