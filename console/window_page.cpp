#include <algorithm>
#include <string_view>
#include <vector>

#include "console/model_parts.hpp"
#include "console/page_models.hpp"
#include "hall/decide.hpp"
#include "hall/selection.hpp"

namespace okno::console {

namespace {

constexpr std::size_t next_shown = 8;

bool possible(const hall::State& state, const hall::Wish& wish, hall::Timestamp when) {
    return hall::decide(state, hall::Command{{}, wish}, when).has_value();
}

// Each wish is tried on the hall's rules without being done. A no-show that is merely too soon stays
// possible: the button is there, and the refusal says how long to wait.
Json what_can_be_done(const hall::State& state, hall::WindowId window) {
    const hall::Plan& plan = state.plan;
    const hall::Timestamp now = state.latest;
    Json can = Json::array();
    const auto offer = [&](std::string_view kind, const hall::Wish& wish, hall::Timestamp when) {
        if (possible(state, wish, when)) can.push_back(kind);
    };
    offer("open_window", hall::OpenWindow{window}, now);
    offer("close_window", hall::CloseWindow{window}, now);
    offer("resume_window", hall::ResumeWindow{window}, now);
    if (!plan.pause_reasons.empty())
        offer("pause_window", hall::PauseWindow{window, plan.pause_reasons.front().id}, now);
    offer("call_next", hall::CallNext{window}, now);
    offer("recall", hall::Recall{window}, now);
    offer("start_service", hall::StartService{window}, now);
    const hall::OutcomeId outcome =
        plan.outcome_required && !plan.outcomes.empty() ? plan.outcomes.front().id : hall::OutcomeId{};
    offer("finish_service", hall::FinishService{window, outcome}, now);
    offer("report_no_show", hall::ReportNoShow{window}, now + plan.calling.no_show_not_before);
    if (!plan.services.empty())
        offer("transfer_ticket", hall::TransferTicket{window, plan.services.front().id, {}}, now);
    offer("park_ticket", hall::ParkTicket{window, {}}, now);
    for (const auto& [id, ticket] : state.tickets)
        if (std::holds_alternative<hall::Parked>(ticket.stage)) {
            offer("resume_ticket", hall::ResumeTicket{window, ticket.number}, now);
            break;
        }
    return can;
}

// `thank`: they waited longer than the norm and deserve a word (customer's standard, 63zh).
Json visitor_json(const hall::State& state, const hall::Ticket& ticket, const hall::Norm& norm) {
    const hall::Calling& calling = state.plan.calling;
    Json json = ticket_json(state, ticket);
    json["language"] = ticket.language.value;
    json["note"] = ticket.note;
    if (const auto* called = std::get_if<hall::Called>(&ticket.stage)) {
        json["stage"] = "called";
        json["since"] = ms(called->last_call);
        json["until_call_ms"] = (called->since - ticket.taken).count();
        json["recalls"] = called->recalls;
        json["recalls_left"] = std::max(0, calling.recalls_at_most - called->recalls);
        json["no_show_from"] = ms(called->last_call + calling.no_show_not_before);
        if (calling.missed_after) json["missed_at"] = ms(called->last_call + *calling.missed_after);
    } else if (const auto* serving = std::get_if<hall::Serving>(&ticket.stage)) {
        json["stage"] = "serving";
        json["since"] = ms(serving->since);
        json["until_call_ms"] = (serving->called - ticket.taken).count();
    }
    json["thank"] = json.value("until_call_ms", std::int64_t{0}) > hall::Milliseconds(norm.wait).count();
    return json;
}

struct MyQueue {
    std::size_t waiting = 0;
    std::vector<hall::Place> first;  // at most `next_shown`, in the order they are called
};

// First come, first served over the queues this window serves: the same order as hall::next_for.
MyQueue queue_of(const hall::State& state, const hall::Window& window) {
    MyQueue mine;
    const auto add = [&](const hall::Destination& destination) {
        const auto queue = state.queues.find(destination);
        if (queue == state.queues.end()) return;
        mine.waiting += queue->second.size();
        std::size_t taken = 0;
        for (const hall::Place& place : queue->second) {
            if (taken++ == next_shown) break;
            mine.first.push_back(place);
        }
    };
    add(window.id);
    for (const hall::ServiceId& service : window.services) add(service);
    std::sort(mine.first.begin(), mine.first.end());
    if (mine.first.size() > next_shown) mine.first.resize(next_shown);
    return mine;
}

Json queue_json(const hall::State& state, const hall::Window& window) {
    const MyQueue mine = queue_of(state, window);
    Json next = Json::array();
    for (const hall::Place& place : mine.first) {
        const hall::Ticket& ticket = state.tickets.at(place.ticket);
        const auto& waiting = std::get<hall::Waiting>(ticket.stage);
        Json json = ticket_json(state, ticket);
        json["only_here"] = waiting.only_at.has_value();
        json["note"] = ticket.note;
        next.push_back(std::move(json));
    }
    return {{"waiting", mine.waiting}, {"next", next}};
}

Json parked_json(const hall::State& state) {
    Json parked = Json::array();
    for (const auto& [id, ticket] : state.tickets)
        if (const auto* stage = std::get_if<hall::Parked>(&ticket.stage)) {
            Json json = ticket_json(state, ticket);
            json["since"] = ms(stage->since);
            json["reason"] = stage->reason;
            json["by"] = stage->by.value;
            parked.push_back(std::move(json));
        }
    return parked;
}

// What an operator chooses from: where to send, why to pause, how it ended.
Json choices_json(const hall::State& state, hall::WindowId own) {
    const hall::Plan& plan = state.plan;
    Json services = Json::array();
    for (const hall::Service& service : plan.services) {
        const hall::ServiceGroup* group = hall::find(plan, service.group);
        services.push_back({{"id", service.id.value},
                            {"name", text(service.name)},
                            {"group", group ? text(group->name) : Json::object()}});
    }
    Json windows = Json::array();
    for (const auto& [id, window] : state.windows) {
        const hall::Window* planned = hall::find(plan, id);
        const hall::WindowKind* kind = planned ? hall::find(plan, planned->kind) : nullptr;
        if (id == own || std::holds_alternative<hall::Closed>(window.post)) continue;
        windows.push_back({{"id", id.value}, {"kind", kind ? text(kind->name) : Json::object()}});
    }
    Json reasons = Json::array();
    for (const hall::PauseReason& reason : plan.pause_reasons)
        reasons.push_back({{"id", reason.id.value}, {"name", text(reason.name)}});
    Json outcomes = Json::array();
    for (const hall::Outcome& outcome : plan.outcomes)
        outcomes.push_back({{"id", outcome.id.value}, {"name", text(outcome.name)}});
    return {{"services", services},
            {"windows", windows},
            {"reasons", reasons},
            {"outcomes", outcomes},
            {"outcome_required", plan.outcome_required}};
}

Json my_day(const Figures& figures, const hall::WindowState& window, const hall::Norm& norm) {
    const auto person = person_at(window);
    const auto mine = person ? figures.people.find(*person) : figures.people.end();
    const Measures day = mine == figures.people.end() ? Measures{} : mine->second;
    return {{"wait", measure_json(day.wait, norm.wait)},
            {"service", measure_json(day.service, norm.service)}};
}

}  // namespace

Json unknown_page(bool blind) {
    return {{"page", "window"}, {"known", false}, {"blind", blind}};
}

Json window_page(const hall::State& state, hall::WindowId id, const Figures& figures, bool blind) {
    const hall::Window* planned = hall::find(state.plan, id);
    const hall::WindowState* window = hall::find(state, id);
    if (!planned || !window) return unknown_page(blind);
    const hall::WindowKind* kind = hall::find(state.plan, planned->kind);
    const hall::Norm norm = kind ? kind->norm : hall::Norm{};
    const hall::Ticket* visitor = hall::visitor_at(state, id);
    Json page{{"page", "window"}, {"window", id.value}, {"blind", blind}, {"known", true}};
    page["hall"] = text(state.plan.hall);
    page["kind"] = kind ? text(kind->name) : Json::object();
    page["norm"] = norm_json(norm);
    page["post"] = post_json(state, *window);
    page["visitor"] = visitor ? visitor_json(state, *visitor, norm) : Json(nullptr);
    page["queue"] = queue_json(state, *planned);
    page["parked"] = parked_json(state);
    page["today"] = my_day(figures, *window, norm);
    page["can"] = blind ? Json::array() : what_can_be_done(state, id);
    page["choices"] = choices_json(state, id);
    return page;
}

}  // namespace okno::console
