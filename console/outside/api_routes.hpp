// The HTTP API for other channels: the hall's site, a contact centre, a chat-bot. Every call carries a key
// (`Authorization: Bearer …`) and is judged by its scope and its rate; what it answers is in openapi.json,
// which it serves as well. It only reads; no cookie counts here and no other site's page may call it.
//
//   GET /api/v1/hall · /api/v1/services/{id} (scope hall) · /api/v1/tickets/{id} (scope ticket) ·
//   /api/v1/openapi.json (open to all)
#pragma once

#include <httplib.h>

#include "console/outside/api_gate.hpp"
#include "console/outside/public_hall.hpp"
#include "console/outside/ticket_desk.hpp"

namespace okno::console {

class ApiRoutes {
  public:
    // All must outlive the routes, and these the server.
    ApiRoutes(ApiGate& gate, const PublicHallBoard& hall, TicketDesk& tickets)
        : gate_(gate), hall_(hall), tickets_(tickets) {}

    void add_to(httplib::Server& server);

  private:
    void tell_hall(const httplib::Request& request, httplib::Response& response);
    void tell_service(const httplib::Request& request, httplib::Response& response);
    void tell_ticket(const httplib::Request& request, httplib::Response& response);

    ApiGate& gate_;
    const PublicHallBoard& hall_;
    TicketDesk& tickets_;
};

// Answers the refusal with what HTTP says about it besides: when to come again, which key is wanted.
void refuse(httplib::Response& response, const ApiRefusal& refusal);

}  // namespace okno::console
