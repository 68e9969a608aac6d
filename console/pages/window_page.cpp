#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

#include "console/pages/model_parts.hpp"
#include "console/pages/page_models.hpp"
#include "hall/decide.hpp"
#include "hall/readiness.hpp"
#include "hall/selection.hpp"
#include "protocol/codec.hpp"
#include "protocol/sentences.hpp"

namespace okno::console {

namespace {

constexpr std::size_t next_shown = 8;
constexpr std::size_t numbers_shown = 200;

bool possible(const hall::State& state, const hall::Wish& wish, hall::Timestamp when) {
    return hall::decide(state, hall::Command{{}, wish}, when).has_value();
}

bool in_stage(const hall::State& state, auto stage_is) {
    return std::any_of(state.tickets.begin(), state.tickets.end(),
                       [&](const auto& entry) { return stage_is(entry.second.stage); });
}

// Each wish is tried on the hall's rules without being done. What is merely too soon (a recall, a no-show, a
// finish, a transfer) stays possible: the button is there and counts down, or the refusal says how long to
// wait; what a confirmation allows, or a stage of the service, is asked for by the page.
Json what_can_be_done(const hall::State& state, hall::WindowId window,
                      const std::vector<hall::TicketNumber>& numbers, hall::Timestamp now) {
    const hall::Plan& plan = state.plan;
    Json can = Json::array();
    const auto offer = [&](std::string_view kind, const hall::Wish& wish, hall::Timestamp when) {
        if (possible(state, wish, when)) can.push_back(kind);
    };
    offer("open_window", hall::OpenWindow{window}, now);
    offer("close_window", hall::CloseWindow{window, true}, now);
    offer("resume_window", hall::ResumeWindow{window}, now);
    if (!plan.pause_reasons.empty())
        offer("pause_window", hall::PauseWindow{window, plan.pause_reasons.front().id}, now);
    offer("call_next", hall::CallNext{window}, now);
    if (!numbers.empty()) offer("call_by_number", hall::CallByNumber{window, numbers.front()}, now);
    offer("recall", hall::Recall{window}, now + plan.calling.recall_not_before);
    offer("start_service", hall::StartService{window}, now);
    if (hall::visitor_at(state, window)) can.push_back("finish_service");
    offer("report_no_show", hall::ReportNoShow{window}, now + plan.calling.no_show_not_before);
    const auto served =
        std::find_if(plan.services.begin(), plan.services.end(),
                     [&](const hall::Service& service) { return hall::is_called(state, service.id); });
    if (served != plan.services.end())
        offer("transfer_ticket", hall::TransferTicket{window, served->id, {}},
              now + plan.calling.finish_not_before);
    offer("park_ticket", hall::ParkTicket{window, {}}, now + plan.calling.finish_not_before);
    if (served != plan.services.end()) offer("add_step", hall::AddStep{window, served->id}, now);
    if (!plan.stages.empty()) offer("enter_stage", hall::EnterStage{window, plan.stages.back().id}, now);
    for (const auto& [id, ticket] : state.tickets)
        if (std::holds_alternative<hall::Parked>(ticket.stage)) {
            offer("resume_ticket", hall::ResumeTicket{window, ticket.number}, now);
            break;
        }
    offer("call_manager", hall::CallManager{window}, now);
    if (in_stage(state, [](const hall::Stage& stage) { return std::holds_alternative<hall::Missed>(stage); }))
        can.push_back("return_ticket");
    return can;
}

// `thank`: they waited longer than the norm and deserve a word (customer's standard, 63zh).
Json visitor_json(const hall::State& state, const hall::Ticket& ticket, const hall::Norm& norm) {
    const hall::Calling& calling = state.plan.calling;
    Json json = ticket_json(state, ticket);
    json["language"] = ticket.language.value;
    json["note"] = ticket.note;
    json["category"] = category_json(state, ticket);
    json["route"] = route_json(state, ticket);
    if (const auto* called = std::get_if<hall::Called>(&ticket.stage)) {
        json["stage"] = "called";
        json["print"] = protocol::to_string(ticket.print);
        json["since"] = ms(called->last_call);
        json["until_call_ms"] = ticket.waited.count();
        json["reason"] = text(protocol::reason_of_call(called->reason));
        json["recall_from"] = ms(called->last_call + calling.recall_not_before);
        json["recalls"] = called->recalls;
        json["recalls_left"] = std::max(0, calling.recalls_at_most - called->recalls);
        json["no_show_from"] = ms(called->last_call + calling.no_show_not_before);
        if (calling.missed_after) json["missed_at"] = ms(called->last_call + *calling.missed_after);
    } else if (const auto* serving = std::get_if<hall::Serving>(&ticket.stage)) {
        json["stage"] = "serving";
        json["since"] = ms(serving->since);
        json["until_call_ms"] = ticket.waited.count();
        json["reason"] = text(protocol::reason_of_call(serving->reason));
        json["service_stage"] = serving->stage.value;
        json["stage_since"] = ms(serving->stage_since);
    }
    json["thank"] = json.value("until_call_ms", std::int64_t{0}) > hall::Milliseconds(norm.wait).count();
    return json;
}

// Where the page calls for help and how far that has come; null: the plan has no zone for the window. Who
// stands at the window must not read an alarm on the screen: a word is enough.
Json help_json(const hall::State& state, hall::WindowId window) {
    const hall::PanicZone* zone = hall::panic_zone_of(state.plan, window);
    if (!zone) return nullptr;
    const auto raised = state.panics.raised.find(zone->id);
    const bool called = raised != state.panics.raised.end();
    return {{"zone", zone->id.value},
            {"stage", !called                       ? "none"
                      : raised->second.acknowledged ? "acknowledged"
                                                    : "called"}};
}

// In the order in which this window would call them, with the reason of each call.
Json queue_json(const hall::State& state, const hall::Window& window, const hall::Forecast& forecast,
                hall::Timestamp now) {
    Json next = Json::array();
    for (const hall::Choice& choice : hall::queue_for(state, window.id, now, next_shown)) {
        const hall::Ticket& ticket = state.tickets.at(choice.ticket);
        const auto& waiting = std::get<hall::Waiting>(ticket.stage);
        Json json = ticket_json(state, ticket);
        json["only_here"] = waiting.only_at.has_value();
        json["note"] = ticket.note;
        json["category"] = category_json(state, ticket);
        json["reason"] = text(protocol::reason_of_call(choice.reason));
        json["wait"] = range_json(hall::wait_of(forecast, ticket));
        next.push_back(std::move(json));
    }
    return {{"waiting", hall::waiting_at(state, window)}, {"next", next}};
}

Json parked_json(const hall::State& state) {
    Json parked = Json::array();
    for (const auto& [id, ticket] : state.tickets)
        if (const auto* stage = std::get_if<hall::Parked>(&ticket.stage)) {
            Json json = ticket_json(state, ticket);
            json["since"] = ms(stage->since);
            json["reason"] = stage->reason;
            json["by"] = stage->by.value;
            json["remind_at"] = stage->remind_at ? Json(ms(*stage->remind_at)) : Json(nullptr);
            json["reminded"] = stage->reminded;
            parked.push_back(std::move(json));
        }
    return parked;
}

// Who was called in vain and may still come back.
Json missed_json(const hall::State& state) {
    Json missed = Json::array();
    for (const auto& [id, ticket] : state.tickets)
        if (const auto* stage = std::get_if<hall::Missed>(&ticket.stage)) {
            Json json = ticket_json(state, ticket);
            json["since"] = ms(stage->since);
            json["until"] = ms(stage->until);
            json["window"] = stage->window.value;
            missed.push_back(std::move(json));
        }
    return missed;
}

// Who waits here and could be called by number, in the order of the numbers; of a crowd those who came first.
std::vector<hall::TicketNumber> numbers_at(const hall::State& state, const hall::Window& window) {
    std::set<hall::Place> first;
    for (const auto& [destination, queue] : state.queues) {
        const auto* service = std::get_if<hall::ServiceId>(&destination);
        const auto* only = std::get_if<hall::WindowId>(&destination);
        if (service ? !hall::calls(window, *service) : !only || *only != window.id) continue;
        for (const std::set<hall::Place>* lane : {&queue.priority, &queue.ordinary}) {
            std::size_t left = numbers_shown;
            for (auto place = lane->begin(); place != lane->end() && left > 0; ++place, --left)
                first.insert(*place);
        }
    }
    std::vector<hall::TicketNumber> numbers;
    for (const hall::Place& place : first) {
        if (numbers.size() == numbers_shown) break;
        numbers.push_back(state.tickets.at(place.ticket).number);
    }
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

// When this window calls by itself; null: it does not, or not now.
Json push_json(const hall::State& state, const hall::Window& planned, const hall::WindowState& window,
               hall::Timestamp now) {
    const bool free = std::holds_alternative<hall::Open>(window.post) && !window.visitor;
    if (!planned.push || !free || !hall::next_for(state, planned.id, now)) return nullptr;
    return ms(window.free_since + *planned.push);
}

Json stages_json(const hall::Plan& plan) {
    Json stages = Json::array();
    for (const hall::ServiceStage& stage : plan.stages)
        stages.push_back({{"id", stage.id.value},
                          {"name", text(stage.name)},
                          {"at_most_ms", hall::Milliseconds(stage.at_most).count()}});
    return stages;
}

// By when an application that is forwarded now must be registered and answered.
Json forwarding_json(const hall::Plan& plan, hall::Timestamp now) {
    const auto deadlines = hall::deadlines_of(plan.forwarding, plan.zone, now);
    return {{"registered", ms(deadlines.registered)}, {"answered", ms(deadlines.answered)}};
}

// What the operator has at hand for the visitor's service; null: nothing.
Json guidance_json(const hall::Service* service) {
    if (!service || service->guidance == hall::Guidance{}) return nullptr;
    const hall::Guidance& guidance = service->guidance;
    Json json{{"documents", Json::array()},
              {"links", Json::array()},
              {"phrases", Json::array()},
              {"knowledge_base", guidance.knowledge_base}};
    for (const hall::Text& document : guidance.documents) json["documents"].push_back(text(document));
    for (const hall::WebLink& link : guidance.links)
        json["links"].push_back({{"name", text(link.name)}, {"address", link.address}});
    for (const hall::Text& phrase : guidance.phrases) json["phrases"].push_back(text(phrase));
    return json;
}

// What an operator chooses from: where to send, why to pause, how it ended.
Json choices_json(const hall::State& state, hall::WindowId own, hall::Timestamp now) {
    const hall::Plan& plan = state.plan;
    Json services = Json::array();
    for (const hall::Service& service : plan.services) {
        if (!hall::is_called(state, service.id)) continue;
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
        outcomes.push_back(
            {{"id", outcome.id.value}, {"name", text(outcome.name)}, {"forwarded", outcome.forwarded}});
    return {{"services", services},
            {"windows", windows},
            {"reasons", reasons},
            {"outcomes", outcomes},
            {"outcome_required", plan.outcome_required},
            {"forwarding", forwarding_json(plan, now)},
            {"park_reminder_s", plan.park_reminder ? Json(plan.park_reminder->count()) : Json(nullptr)}};
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

Json window_page(const hall::State& state, hall::WindowId id, const Figures& figures,
                 const hall::Forecast& forecast, bool blind, hall::Timestamp wall) {
    const hall::Timestamp now = std::max(wall, state.latest);
    const hall::Window* planned = hall::find(state.plan, id);
    const hall::WindowState* window = hall::find(state, id);
    if (!planned || !window) return unknown_page(blind);
    const hall::WindowKind* kind = hall::find(state.plan, planned->kind);
    const hall::Ticket* visitor = hall::visitor_at(state, id);
    const hall::Service* service = visitor ? hall::find(state.plan, visitor->service) : nullptr;
    const hall::Norm of_kind = kind ? kind->norm : hall::Norm{};
    const hall::Norm norm = service ? hall::norm_of(state.plan, *service) : of_kind;
    const hall::Readiness ready = hall::readiness(state, now);
    Json page{{"page", "window"}, {"window", id.value}, {"blind", blind}, {"known", true}};
    page["hall"] = text(state.plan.hall);
    page["zone"] = state.plan.zone.name;
    page["kind"] = kind ? text(kind->name) : Json::object();
    page["norm"] = norm_json(norm);
    page["post"] = post_json(state, *window);
    page["visitor"] = visitor ? visitor_json(state, *visitor, norm) : Json(nullptr);
    page["queue"] = queue_json(state, *planned, forecast, now);
    page["parked"] = parked_json(state);
    page["missed"] = missed_json(state);
    page["hours"] = mode_json(ready.mode, ready.opens);
    page["stages"] = stages_json(state.plan);
    page["calls_itself"] = planned->push.has_value();
    page["push_at"] = push_json(state, *planned, *window, now);
    page["help"] = help_json(state, id);
    page["guidance"] = guidance_json(service);
    page["manager_call"] = manager_call_json(*window);
    page["served_only_here"] = hall::served_only_by(state, id);
    page["today"] = my_day(figures, *window, of_kind);
    const auto numbers = numbers_at(state, *planned);
    page["numbers"] = Json::array();
    for (const hall::TicketNumber& number : numbers) page["numbers"].push_back(hall::to_string(number));
    page["can"] = blind ? Json::array() : what_can_be_done(state, id, numbers, now);
    page["choices"] = choices_json(state, id, now);
    return page;
}

}  // namespace okno::console
