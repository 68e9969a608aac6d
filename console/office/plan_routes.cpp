#include "console/office/plan_routes.hpp"

#include <charconv>

#include "console/http.hpp"
#include "console/office/plan_changes.hpp"
#include "console/office/plan_json.hpp"
#include "console/sentences.hpp"
#include "protocol/codec.hpp"
#include "statistics/day_text.hpp"

namespace okno::console {

namespace {

using Json = nlohmann::json;

constexpr std::size_t why_bytes = 400;

Json version_json(const PlanVersion& version) {
    return {{"id", version.id},
            {"at", version.at.time_since_epoch().count()},
            {"who", version.who},
            {"why", version.why},
            {"restores", version.restores ? Json(*version.restores) : Json()}};
}

Json changes_json(const plan::CloseReading& before, const plan::CloseReading& after) {
    if (!before.plan || !after.plan) return nullptr;
    return plan_changes(*before.plan, *after.plan);
}

protocol::Refusal why_not_edited(plan::EditRefusal refusal) {
    return complain(refusal == plan::EditRefusal::unreadable ? Complaint::plan_unreadable
                    : refusal == plan::EditRefusal::nowhere  ? Complaint::plan_place_gone
                                                             : Complaint::plan_too_intricate);
}

tl::expected<PlanWish, protocol::Refusal> wish_from(const Json& json) {
    PlanWish wish;
    for (const auto& [name, field, bytes] :
         {std::tuple{"text", &wish.text, PlanRoutes::body_bytes},
          std::tuple{"base", &wish.base, std::size_t{128}}, std::tuple{"why", &wish.why, why_bytes}}) {
        auto text = text_field(json, name, bytes);
        if (!text) return tl::make_unexpected(text.error());
        *field = *std::move(text);
    }
    if (wish.why.find_first_not_of(" \t\n") == std::string::npos)
        return tl::make_unexpected(complain(Complaint::plan_needs_reason));
    if (const Json day = json.value("day", Json()); !day.is_null()) {
        wish.day = day.is_string() ? statistics::day_from(day.get<std::string>()) : std::nullopt;
        if (!wish.day) return tl::make_unexpected(complain(Complaint::malformed, "day must be a date"));
    }
    wish.although_waiting = json.value("although_waiting", Json()) == Json(true);
    if (const Json restores = json.value("restores", Json()); restores.is_number_integer())
        wish.restores = restores.get<int>();
    return wish;
}

}  // namespace

bool PlanRoutes::may(const Gate::Found& guest, Response& response) const {
    if (guest && office_) return true;
    refuse(response, guest ? complain(Complaint::plan_not_here) : guest.error());
    return false;
}

void PlanRoutes::add_to(Listener& listener) {
    httplib::Server& server = listener.http();
    server.Get("/api/plan", [this](const Request& request, Response& response) {
        const auto guest = gate_.guest_of(StillPage::plan, request);
        if (guest && !office_) return answer(response, {{"editable", false}});
        if (may(guest, response)) tell(response);
    });
    server.Get("/api/plan/version", [this](const Request& request, Response& response) {
        if (may(gate_.guest_of(StillPage::plan, request), response)) tell_version(request, response);
    });
    const auto post = [&](const char* path, auto act) {
        listener.allow_body(path, body_bytes);
        server.Post(path, [this, act](const Request& request, Response& response,
                                      const httplib::ContentReader& body) {
            const auto guest = gate_.sender_of(StillPage::plan, request);
            if (!may(guest, response)) return;
            const auto json = read_json(body, body_bytes);
            if (!json) return refuse(response, json.error());
            act(response, *json, guest->user.name);
        });
    };
    post("/api/plan/check",
         [this](Response& response, const Json& json, const std::string&) { check(response, json); });
    post("/api/plan/adopt", [this](Response& response, const Json& json, const std::string& who) {
        adopt(response, json, who);
    });
    post("/api/plan/withdraw", [this](Response& response, const Json&, const std::string& who) {
        if (const auto done = office_->withdraw(who); !done) return refuse(response, done.error());
        tell(response);
    });
}

void PlanRoutes::tell(Response& response) const {
    const PlanView view = office_->view(platform::read_clock().wall);
    const plan::CloseReading reading = office_->read(view.text);
    Json json{{"editable", true},
              {"text", view.text},
              {"hash", view.hash},
              {"today", view.today ? Json(statistics::to_text(*view.today)) : Json()},
              {"in_force", view.in_force},
              {"blind", view.blind},
              {"reading", to_json(reading)},
              {"versions", Json::array()},
              {"waiting", nullptr},
              {"problem", view.problem ? protocol::to_json(*view.problem) : Json()}};
    for (const PlanVersion& version : view.versions) json["versions"].push_back(version_json(version));
    if (const auto& waiting = view.waiting)
        json["waiting"] = {{"day", statistics::to_text(waiting->day)},
                           {"at", waiting->at.time_since_epoch().count()},
                           {"who", waiting->who},
                           {"why", waiting->why},
                           {"changes", changes_json(reading, office_->read(waiting->text))}};
    answer(response, json);
}

void PlanRoutes::tell_version(const Request& request, Response& response) const {
    const std::string text = request.get_param_value("id");
    int id = -1;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc{} || end != text.data() + text.size() || id < 0)
        return refuse(response, complain(Complaint::malformed, "id must be a number"));
    std::optional<std::string> found;
    if (id > 0)
        found = office_->version(id);
    else if (const auto waiting = office_->view(platform::read_clock().wall).waiting)
        found = waiting->text;
    if (!found) return refuse(response, complain(Complaint::plan_version_gone));
    answer(response, {{"text", *found}});
}

void PlanRoutes::check(Response& response, const Json& json) const {
    auto text = text_field(json, "text", PlanShelf::bytes_at_most);
    if (!text) return refuse(response, complain(Complaint::plan_too_large));
    if (json.contains("edits")) {
        const auto edits = edits_from(json["edits"]);
        if (!edits) return refuse(response, edits.error());
        for (const plan::Edit& edit : *edits) {
            auto after = plan::edited(*text, edit);
            if (!after) return refuse(response, why_not_edited(after.error()));
            text = *std::move(after);
        }
    }
    if (text->size() > PlanShelf::bytes_at_most) return refuse(response, complain(Complaint::plan_too_large));
    const plan::CloseReading reading = office_->read(*text);
    const plan::CloseReading present = office_->read(office_->present());
    answer(response,
           {{"text", *text}, {"reading", to_json(reading)}, {"changes", changes_json(present, reading)}});
}

void PlanRoutes::adopt(Response& response, const Json& json, const std::string& who) const {
    const auto wish = wish_from(json);
    if (!wish) return refuse(response, wish.error());
    if (const auto done = office_->adopt(*wish, who, platform::read_clock().wall); !done)
        return refuse(response, done.error());
    tell(response);
}

}  // namespace okno::console
