// The routes of the plan editor: for administrators alone. They know HTTP and rights; what an act means is
// said by the PlanOffice. Nothing of a draft is kept here: the page sends the whole text each time.
//
//   GET  /api/plan -> {editable: false} | {editable: true, file, text, hash, today, in_force, blind, reading,
//        versions: [{id, at, who, why, restores}], waiting: {day, at, who, why, changes} | null, problem}
//   GET  /api/plan/version?id=7 -> {text}      · 0: the text that waits
//   POST /api/plan/check {text, edits?} -> {text, reading, changes: [...] | null}   · edits: plan_json.hpp
//   POST /api/plan/adopt {text, base, why, day?, although_waiting?, restores?} -> as GET
//   POST /api/plan/withdraw {} -> as GET
#pragma once

#include <httplib.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "console/listener.hpp"
#include "console/office/plan_office.hpp"
#include "console/people/gate.hpp"

namespace okno::console {

class PlanRoutes {
  public:
    static constexpr std::size_t body_bytes = 512 * 1024;  // a plan in JSON, with edits

    // All must outlive the routes. `office`: null when the console was started without a plan.
    PlanRoutes(const Gate& gate, PlanOffice* office) : gate_(gate), office_(office) {}

    void add_to(Listener& listener);

  private:
    using Request = httplib::Request;
    using Response = httplib::Response;
    using Json = nlohmann::json;

    bool may(const Gate::Found& guest, Response& response) const;
    void tell(Response& response) const;
    void tell_version(const Request& request, Response& response) const;
    void check(Response& response, const Json& json) const;
    void adopt(Response& response, const Json& json, const std::string& who) const;

    const Gate& gate_;
    PlanOffice* office_;
};

}  // namespace okno::console
