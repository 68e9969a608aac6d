#include "console/outside/api_routes.hpp"

#include <functional>
#include <string>

#include "console/http.hpp"
#include "console/outside/openapi.hpp"
#include "console/sentences.hpp"
#include "platform/clock.hpp"

namespace okno::console {

namespace {

constexpr const char* json_type = "application/json";

ApiRefusal not_yet() {
    return {complain(Complaint::hall_unknown), std::chrono::seconds{2}};
}

}  // namespace

void refuse(httplib::Response& response, const ApiRefusal& refusal) {
    refuse(response, refusal.why);
    if (refusal.retry_after.count() > 0)
        response.set_header("Retry-After", std::to_string(refusal.retry_after.count()));
    if (response.status == 401) response.set_header("WWW-Authenticate", "Bearer realm=\"okno\"");
}

void ApiRoutes::add_to(httplib::Server& server) {
    using Tell = void (ApiRoutes::*)(const httplib::Request&, httplib::Response&);
    const auto add = [&](const char* path, Scope scope, Tell tell) {
        server.Get(path, [this, scope, tell](const httplib::Request& request, httplib::Response& response) {
            const auto no = gate_.why_not(request.get_header_value("Authorization"), scope,
                                          platform::read_clock().steady);
            if (no) return refuse(response, *no);
            (this->*tell)(request, response);
        });
    };
    add("/api/v1/hall", Scope::hall, &ApiRoutes::tell_hall);
    add("/api/v1/services/([^/]+)", Scope::hall, &ApiRoutes::tell_service);
    add("/api/v1/tickets/([^/]+)", Scope::ticket, &ApiRoutes::tell_ticket);
    server.Get("/api/v1/openapi.json", [](const httplib::Request& request, httplib::Response& response) {
        answer_tagged(request, response, openapi_json, json_type);
    });
}

void ApiRoutes::tell_hall(const httplib::Request& request, httplib::Response& response) {
    const auto hall = hall_.hall();
    if (!hall) return refuse(response, not_yet());
    answer_tagged(request, response, *hall, json_type);
}

void ApiRoutes::tell_service(const httplib::Request& request, httplib::Response& response) {
    const auto service = hall_.service(request.matches[1]);
    if (!service && !hall_.hall()) return refuse(response, not_yet());
    if (!service) return refuse(response, complain(Complaint::unknown_service));
    answer_tagged(request, response, *service, json_type);
}

void ApiRoutes::tell_ticket(const httplib::Request& request, httplib::Response& response) {
    const auto ticket = tickets_.find(request.matches[1]);
    if (!ticket) return refuse(response, ticket.error());
    answer_tagged(request, response, to_json(*ticket).dump(), json_type);
}

}  // namespace okno::console
