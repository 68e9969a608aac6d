#include "console/past/report_desk.hpp"

#include <utility>

#include "console/dispatcher_query.hpp"
#include "console/sentences.hpp"
#include "protocol/codec.hpp"
#include "statistics/make_report.hpp"

namespace okno::console {

namespace {

constexpr std::chrono::seconds patience{5};

}  // namespace

tl::expected<HallNow, protocol::Refusal> ReportDesk::hall() {
    const auto told =
        mailbox_.ask(StateQuestion{[](const hall::State& state) {
                                       if (!has_plan(state)) return nlohmann::json();
                                       return nlohmann::json{{"plan", protocol::to_json(adopted_plan(state))},
                                                             {"day", state.day.time_since_epoch().count()}};
                                   },
                                   {}},
                     patience);
    if (!told || told->is_null()) return tl::make_unexpected(complain(Complaint::hall_unknown));
    return HallNow{protocol::plan_from_json(told->at("plan")),
                   hall::LocalDay{std::chrono::days{told->at("day").get<int>()}}};
}

tl::expected<ChainHead, protocol::Refusal> ReportDesk::chain(std::optional<protocol::Sequence> number) {
    auto body = nlohmann::json::object();
    if (number) body["number"] = *number;
    const auto told = ask_dispatcher(mailbox_, "chain", body);
    if (!told) return tl::make_unexpected(told.error());
    return ChainHead{told->at("number").get<protocol::Sequence>(), told->at("chain").get<std::string>()};
}

tl::expected<statistics::Report, protocol::Refusal> ReportDesk::report(const statistics::Period& period,
                                                                       const std::string& made_by,
                                                                       hall::Timestamp now) {
    auto known = hall();
    if (!known) return tl::make_unexpected(known.error());
    auto report = look([&](statistics::Statistics& statistics) {
        return make_report(statistics, period, std::move(known->plan), made_by, now);
    });
    if (period.kind == statistics::PeriodKind::day && report.figures.number > 0)
        if (auto head = chain(report.figures.number)) report.chain = std::move(head->chain);
    return report;
}

tl::expected<ReportDesk::Due, protocol::Refusal> ReportDesk::due() {
    auto known = hall();
    if (!known) return tl::make_unexpected(known.error());
    auto applications = look(
        [&](statistics::Statistics& statistics) { return statistics.answers_due(known->day, due_at_most); });
    return Due{std::move(known->plan), known->day, std::move(applications)};
}

}  // namespace okno::console
