#include "console/office/device_routes.hpp"

#include "console/dispatcher_query.hpp"
#include "console/http.hpp"
#include "console/office/device_page.hpp"
#include "console/sentences.hpp"

namespace okno::console {

namespace {

constexpr std::size_t text_bytes = 64;
constexpr std::chrono::seconds patience{2};

}  // namespace

void DeviceRoutes::add_to(httplib::Server& server) {
    server.Get("/api/devices", [this](const httplib::Request& request, httplib::Response& response) {
        tell(request, response);
    });
    server.Post("/api/devices", [this](const httplib::Request& request, httplib::Response& response,
                                       const httplib::ContentReader& body) { act(request, response, body); });
}

void DeviceRoutes::tell(const httplib::Request& request, httplib::Response& response) {
    const auto guest = gate_.guest_of(StillPage::devices, request);
    if (!guest) return refuse(response, guest.error());
    const Told told = page();
    if (!told) return refuse(response, told.error());
    answer(response, *told);
}

void DeviceRoutes::act(const httplib::Request& request, httplib::Response& response,
                       const httplib::ContentReader& body) {
    const auto guest = gate_.sender_of(StillPage::devices, request);
    if (!guest) return refuse(response, guest.error());
    const auto json = read_json(body);
    if (!json) return refuse(response, json.error());
    const Told done = carry_out(guest->user.name, *json);
    if (!done) return refuse(response, done.error());
    answer(response, *done);
}

// Written into the trail before it is asked for, and once more when the dispatcher says no.
DeviceRoutes::Told DeviceRoutes::carry_out(const std::string& by, const nlohmann::json& json) {
    const auto act = text_field(json, "act", text_bytes);
    if (!act) return tl::make_unexpected(act.error());
    const auto name = text_field(json, "name", text_bytes);
    if (!name) return tl::make_unexpected(name.error());
    const bool approves = *act == "approve";
    if (!approves && *act != "revoke")
        return tl::make_unexpected(complain(Complaint::malformed, "act is unknown"));
    nlohmann::json body{{"person", by}, {"name", *name}};
    std::string whom = *name;
    if (approves)
        for (const char* field : {"fingerprint", "role"}) {
            const auto text = text_field(json, field, text_bytes);
            if (!text) return tl::make_unexpected(text.error());
            body[field] = *text;
            whom += " · " + *text;
        }
    trail_.record({approves ? Deed::device_approved : Deed::device_revoked, by, whom});
    Told told = ask_dispatcher(mailbox_, approves ? "approve_device" : "revoke_device", body);
    if (!told) trail_.note({Deed::device_act_refused, by, whom});
    return told;
}

DeviceRoutes::Told DeviceRoutes::page() {
    const Told told = ask_dispatcher(mailbox_, "devices", nlohmann::json::object());
    if (!told) return told;
    // A copy: the loop may look when nobody waits any more.
    const auto seen = mailbox_.ask(
        StateQuestion{[told = *told](const hall::State& state) { return device_page(state, told); }, {}},
        patience);
    if (!seen) return tl::make_unexpected(complain(Complaint::no_answer));
    return *seen;
}

}  // namespace okno::console
