#include "tests/statistics/generated_days.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "tests/hall/small_hall.hpp"

namespace okno::test {

namespace {

using namespace okno::hall;
using namespace std::chrono_literals;

Timestamp utc(int year, unsigned month, unsigned day, Seconds time) {
    const std::chrono::sys_days date{std::chrono::year{year} / static_cast<int>(month) /
                                     static_cast<int>(day)};
    return Timestamp{date} + time;
}

// A zone, and an evening in it before something happens to the clock.
struct Setting {
    Zone zone;
    Timestamp start;
};

Setting setting(std::uint64_t number) {
    const Timestamp spring = utc(2026, 3, 29, 1h);
    const Timestamp autumn = utc(2026, 10, 25, 1h);
    const Zone berlin{"Europe/Berlin", {{Timestamp{}, 1h}, {spring, 2h}, {autumn, 1h}}};
    switch (number % 6) {
        case 0:
            return {berlin, utc(2026, 3, 28, 18h)};
        case 1:
            return {berlin, utc(2026, 10, 24, 17h)};
        case 2:
            return {{"Europe/Moscow", {{Timestamp{}, 3h}}}, utc(2026, 3, 2, 18h)};
        case 3:
            return {{"Pacific/Honolulu", {{Timestamp{}, -10h}}}, utc(2026, 12, 31, 5h)};
        case 4:
            return {{"Asia/Kolkata", {{Timestamp{}, 5h + 30min}}}, utc(2026, 2, 28, 12h)};
        default:  // the clock is put forward at midnight itself: that midnight does not exist
            return {{"midnight", {{Timestamp{}, 3h}, {utc(2026, 3, 3, 21h), 4h}}}, utc(2026, 3, 2, 16h)};
    }
}

class GeneratedHall {
  public:
    GeneratedHall(std::uint64_t seed, const Setting& setting) : chance_(seed), zone_(setting.zone) {
        now_ = setting.start + Milliseconds{chance_.below(1000)};
        adopt(true);
        for (const Window& window : state_.plan.windows) hear(OpenWindow{window.id});
    }

    void step() {
        pass_time();
        hear(wish());
    }

    const std::vector<statistics::Entry>& entries() const { return entries_; }

  private:
    // Mostly seconds and minutes, never round; now and then hours. The dispatcher's timers run on the way.
    void pass_time() {
        Milliseconds span{chance_.below(70'000)};
        if (chance_.one_in(100)) span = Milliseconds{chance_.below(7 * 3'600'000)};
        const Timestamp then = now_ + span;
        while (const auto deadline = next_deadline(state_)) {
            if (*deadline > then) break;
            now_ = std::max(now_, *deadline + Milliseconds{chance_.below(40)});
            hear(CheckTime{}, Author{});
        }
        now_ = std::max(now_, then);
    }

    Wish wish() {
        const std::uint64_t roll = chance_.below(236);
        if (roll >= 200) return rarer_wish(roll - 200);
        if (roll < 52)
            return TakeTicket{service(), chance_.one_in(3) ? Language{"en"} : Language{"ru"},
                              chance_.one_in(4) ? CategoryId{"veteran"} : CategoryId{}};
        if (roll < 93) return CallNext{window()};
        if (roll < 99) return CallByNumber{window(), number()};
        if (roll < 106) return Recall{window()};
        if (roll < 128) return StartService{window()};
        if (roll < 150) return FinishService{window(), outcome()};
        if (roll < 156) return ReportNoShow{window()};
        if (roll < 162) return TransferTicket{window(), service(), "another question"};
        if (roll < 168) return TransferTicket{window(), window(), "my colleague knows"};
        if (roll < 177) return ParkTicket{window(), "a paper is missing"};
        if (roll < 187) return ResumeTicket{window(), parked_number()};
        if (roll < 190) return CancelTicket{ticket()};
        if (roll < 192) return PauseWindow{window(), ReasonId{"lunch"}};
        if (roll < 195) return ResumeWindow{window()};
        if (roll < 196) return CloseWindow{window()};
        if (roll < 198) return OpenWindow{window()};
        if (roll < 199) return ReportPrint{ticket(), Print::printed};
        adopt(false);
        return CheckTime{};
    }

    Wish rarer_wish(std::uint64_t roll) {
        if (roll < 4) return AddStep{window(), service(), chance_.one_in(2)};
        if (roll < 8) return EnterStage{window(), StageId{"matter"}};
        if (roll < 18) return ReturnTicket{missed_number()};
        if (roll < 20) return ReportDevice{DeviceId{"console"}, Condition::ready};
        if (roll < 22 && !state_.rateable.empty())
            return RateVisit{state_.rateable.back().number, static_cast<int>(1 + chance_.below(5)),
                             chance_.one_in(2) ? TopicId{"waiting"} : TopicId{}};
        if (roll < 24) return OpenWindow{window()};
        if (roll < 32)
            return AssignServices{window(), {service()}, {service()}, "a long queue", chance_.one_in(2)};
        return PrioritiseTicket{number(), CategoryId{"veteran"}, {}, "does not feel well"};
    }

    // Another plan: other norms, a service or a window that changes its kind, sometimes another zone.
    void adopt(bool first) {
        Plan plan = plan_named("all-rules");
        plan.zone = zone_;
        plan.calling.finish_not_before = plan.calling.recall_not_before = 0s;
        for (Window& window : plan.windows) window.push.reset();  // nobody waits before a press here
        if (chance_.one_in(3)) plan.services[2].norm = Norm{Seconds{30 + chance_.below(300)}, 5min};
        if (chance_.one_in(4)) plan.calling.return_within.reset();
        if (chance_.one_in(2)) plan.abandoned_after = Seconds{chance_.below(60)};
        if (chance_.one_in(2))  // a hall that closes at night
            for (WindowKind& kind : plan.kinds) kind.schedule.week.fill({{7h, 22h}});
        for (WindowKind& kind : plan.kinds)
            kind.norm = {Seconds{30 + chance_.below(900)}, Seconds{30 + chance_.below(600)}};
        if (!first && chance_.one_in(3)) plan.services[2].kind = KindId{"cashier"};
        if (!first && chance_.one_in(3)) plan.windows[2].kind = KindId{"cashier"};
        if (!first && chance_.one_in(4)) {
            plan.kinds.push_back(plan.kinds[0]);
            plan.kinds.back().id = KindId{"advisor"};
            plan.services[0].kind = plan.windows[1].kind = KindId{"advisor"};
        }
        if (!first && chance_.one_in(5)) plan.zone = setting(chance_.below(6)).zone;
        hear(AdoptPlan{plan}, Author{DeviceId{"administrator"}, {}});
    }

    WindowId window() {
        const auto& windows = state_.plan.windows;
        return windows[chance_.below(windows.size())].id;
    }
    ServiceId service() {
        const auto& services = state_.plan.services;
        return services[chance_.below(services.size())].id;
    }
    OutcomeId outcome() { return OutcomeId{std::array{"", "resolved", "forwarded"}.at(chance_.below(3))}; }

    const Ticket* any_ticket() {
        if (state_.tickets.empty()) return nullptr;
        auto it = state_.tickets.begin();
        std::advance(it, static_cast<std::ptrdiff_t>(chance_.below(state_.tickets.size())));
        return &it->second;
    }
    TicketId ticket() {
        const Ticket* ticket = any_ticket();
        return ticket ? ticket->id : TicketId{};
    }
    TicketNumber number() {
        const Ticket* ticket = any_ticket();
        return ticket ? ticket->number : TicketNumber{};
    }

    TicketNumber parked_number() const {
        for (const auto& [id, ticket] : state_.tickets)
            if (std::holds_alternative<Parked>(ticket.stage)) return ticket.number;
        return {};
    }

    TicketNumber missed_number() const {
        for (const auto& [id, ticket] : state_.tickets)
            if (std::holds_alternative<Missed>(ticket.stage)) return ticket.number;
        return {};
    }

    // A person at the console, or a keypad, which has no name.
    Author author() {
        constexpr std::array people{"anna", "boris", "vera"};
        if (chance_.one_in(3)) return {DeviceId{"bridge-1"}, {}};
        return {DeviceId{"console"}, OperatorId{people.at(chance_.below(people.size()))}};
    }

    void hear(const Wish& wish) {
        const bool taken = std::holds_alternative<TakeTicket>(wish);
        hear(wish, taken ? Author{DeviceId{"kiosk-1"}, {}} : author());
    }

    void hear(const Wish& wish, const Author& author) {
        const auto events = decide(state_, Command{author, wish}, now_);
        if (!events) return;
        for (const Event& event : *events) {
            state_ = evolve(std::move(state_), event);
            if (chance_.one_in(40)) entries_.push_back({entries_.size() + 1, std::nullopt});
            entries_.push_back({entries_.size() + 1, event});
        }
    }

    Chance chance_;
    Zone zone_;
    Timestamp now_{};
    State state_;
    std::vector<statistics::Entry> entries_;
};

}  // namespace

std::vector<statistics::Entry> generated_days(std::uint64_t seed, std::size_t wishes) {
    GeneratedHall hall(seed, setting(seed));
    for (std::size_t i = 0; i < wishes; ++i) hall.step();
    return hall.entries();
}

}  // namespace okno::test
