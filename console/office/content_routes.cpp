#include "console/office/content_routes.hpp"

#include <sodium.h>

#include "console/http.hpp"
#include "console/sentences.hpp"
#include "hall/state.hpp"
#include "hall/time.hpp"
#include "statistics/day_text.hpp"

namespace okno::console {

namespace {

using Json = nlohmann::json;

constexpr std::chrono::milliseconds look_patience{2000};
constexpr std::size_t name_bytes = 255;

// What the boards say they cannot show, and the languages of the hall; whatever is known.
Json hall_json(const hall::State& state, hall::Timestamp now) {
    Json json{{"languages", Json::array()}, {"boards", Json::array()}, {"today", nullptr}};
    if (!hall::has_plan(state)) return json;
    for (const hall::Language& language : state.plan.languages) json["languages"].push_back(language.value);
    json["today"] = statistics::to_text(hall::local_day(state.plan.zone, now));
    for (const auto& [device, known] : state.devices)
        if (!known.skips.empty()) json["boards"].push_back({{"name", device.value}, {"skips", known.skips}});
    return json;
}

tl::expected<std::string, protocol::Refusal> bytes_from(const std::string& base64) {
    std::string bytes(base64.size() / 4 * 3 + 3, '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), base64.data(),
                          base64.size(), nullptr, &size, nullptr, sodium_base64_VARIANT_ORIGINAL) != 0)
        return tl::make_unexpected(complain(Complaint::picture_wrong));
    bytes.resize(size);
    return bytes;
}

}  // namespace

bool ContentRoutes::may(const Gate::Found& guest, Response& response) const {
    if (guest && office_) return true;
    refuse(response, guest ? complain(Complaint::playlist_not_here) : guest.error());
    return false;
}

void ContentRoutes::add_to(Listener& listener) {
    httplib::Server& server = listener.http();
    server.Get("/api/content", [this](const Request& request, Response& response) {
        const auto guest = gate_.guest_of(StillPage::content, request);
        if (guest && !office_) return answer(response, {{"editable", false}});
        if (may(guest, response)) tell(response);
    });
    server.Get("/api/content/picture", [this](const Request& request, Response& response) {
        if (may(gate_.guest_of(StillPage::content, request), response)) show(request, response);
    });
    listener.allow_body("/api/content", body_bytes);
    server.Post("/api/content",
                [this](const Request& request, Response& response, const httplib::ContentReader& body) {
                    const auto guest = gate_.sender_of(StillPage::content, request);
                    if (!may(guest, response)) return;
                    const auto json = read_json(body, body_bytes);
                    if (!json) return refuse(response, json.error());
                    if (const auto done = carry_out(*json, guest->user.name); !done)
                        return refuse(response, done.error());
                    tell(response);
                });
}

void ContentRoutes::tell(Response& response) const {
    Json json = office_->view();
    json["editable"] = true;
    const auto now = platform::read_clock().wall;
    const auto known = mailbox_.ask(
        StateQuestion{[now](const hall::State& state) { return hall_json(state, now); }, {}}, look_patience);
    json.update(known.value_or(hall_json({}, now)));
    answer(response, json);
}

void ContentRoutes::show(const Request& request, Response& response) const {
    const auto bytes = office_->picture(request.get_param_value("name"));
    if (!bytes) return refuse(response, complain(Complaint::not_found));
    response.set_header("Cache-Control", "private, no-cache");
    response.set_content(*bytes, bytes->starts_with("\x89PNG") ? "image/png" : "image/jpeg");
}

ContentOffice::Done ContentRoutes::carry_out(const Json& json, const std::string& who) const {
    const auto act = text_field(json, "act", name_bytes);
    if (!act) return tl::make_unexpected(act.error());
    const Json card = json.value("card", Json::object());
    if (!card.is_object())
        return tl::make_unexpected(complain(Complaint::malformed, "card must be an object"));
    if (*act == "add") {
        const auto picture =
            json.contains("picture") ? text_field(json, "picture", body_bytes) : std::string();
        if (!picture) return tl::make_unexpected(picture.error());
        const auto bytes = bytes_from(*picture);
        return bytes ? office_->add(card, *bytes, who) : tl::make_unexpected(bytes.error());
    }
    const auto file = text_field(json, "file", name_bytes);
    if (!file) return tl::make_unexpected(file.error());
    if (*act == "lift") return office_->lift(*file, who);
    if (*act == "restore") return office_->restore(*file, who);
    const auto hash = text_field(json, "hash", name_bytes);
    if (!hash) return tl::make_unexpected(hash.error());
    if (*act == "remove") return office_->remove(*file, *hash, who);
    if (*act == "change") return office_->change(*file, *hash, card, who);
    return tl::make_unexpected(complain(Complaint::malformed, "act is unknown"));
}

}  // namespace okno::console
