#include "console/office/backup_routes.hpp"

#include "console/dispatcher_query.hpp"
#include "console/http.hpp"
#include "console/sentences.hpp"
#include "platform/clock.hpp"

namespace okno::console {

namespace {

constexpr std::size_t text_bytes = 64;

}  // namespace

void BackupRoutes::add_to(httplib::Server& server) {
    server.Get("/api/backups", [this](const httplib::Request& request, httplib::Response& response) {
        tell(request, response);
    });
    server.Post("/api/backups",
                [this](const httplib::Request& request, httplib::Response& response,
                       const httplib::ContentReader& body) { make(request, response, body); });
}

void BackupRoutes::tell(const httplib::Request& request, httplib::Response& response) {
    const auto guest = gate_.guest_of(StillPage::backups, request);
    if (!guest) return refuse(response, guest.error());
    pass_on("backups", nlohmann::json::object(), response);
}

void BackupRoutes::make(const httplib::Request& request, httplib::Response& response,
                        const httplib::ContentReader& body) {
    const auto guest = gate_.sender_of(StillPage::backups, request);
    if (!guest) return refuse(response, guest.error());
    const auto json = read_json(body);
    if (!json) return refuse(response, json.error());
    const auto act = text_field(*json, "act", text_bytes);
    if (!act) return refuse(response, act.error());
    if (*act != "make") return refuse(response, complain(Complaint::malformed, "act is unknown"));
    trail_.record({Deed::backup_asked, guest->user.name, {}});
    pass_on("make_backup", {{"person", guest->user.name}}, response);
}

void BackupRoutes::pass_on(const std::string& kind, const nlohmann::json& body, httplib::Response& response) {
    auto told = ask_dispatcher(mailbox_, kind, body);
    if (!told) return refuse(response, told.error());
    (*told)["now"] = platform::read_clock().wall.time_since_epoch().count();
    answer(response, *told);
}

}  // namespace okno::console
