#include "console/office/log_routes.hpp"

#include "console/dispatcher_query.hpp"
#include "console/http.hpp"
#include "platform/log_ring.hpp"
#include "protocol/codec.hpp"

namespace okno::console {

namespace {

using Json = nlohmann::json;

Json own_lines() {
    Json lines = Json::array();
    for (const platform::LogLine& line : platform::newest_warnings())
        lines.push_back({{"number", line.number},
                         {"at", line.at.time_since_epoch().count()},
                         {"level", line.level},
                         {"text", line.text}});
    return lines;
}

// A dispatcher that is away is told, too: then this program's own lines are what helps.
Json of_dispatcher(Mailbox& mailbox) {
    auto told = ask_dispatcher(mailbox, "log", {{"after", 0}});
    if (told) {
        (*told)["refusal"] = nullptr;
        return *told;
    }
    return {{"program", "okno-dispatcher"},
            {"since", nullptr},
            {"lines", Json::array()},
            {"refusal", protocol::to_json(told.error())}};
}

}  // namespace

void LogRoutes::add_to(httplib::Server& server) {
    server.Get("/api/log", [this](const httplib::Request& request, httplib::Response& response) {
        tell(request, response);
    });
}

void LogRoutes::tell(const httplib::Request& request, httplib::Response& response) {
    const auto guest = gate_.guest_of(StillPage::log, request);
    if (!guest) return refuse(response, guest.error());
    const Json own{{"program", "okno-console"},
                   {"since", since_.time_since_epoch().count()},
                   {"lines", own_lines()},
                   {"refusal", nullptr}};
    answer(response, {{"programs", {of_dispatcher(mailbox_), own}}});
}

}  // namespace okno::console
