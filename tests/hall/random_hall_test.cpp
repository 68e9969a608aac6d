// Days of random commands, sensible and absurd, in random zones. After every step the hall must hold
// together: live equals replayed, the public feed tells the public state, the timers neither sleep too long
// nor spin. RapidCheck prints the seed; run again with RC_PARAMS="seed=...".
#include <doctest/doctest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <array>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "hall/public_view.hpp"
#include "hall/selection.hpp"
#include "tests/hall/hall_truth.hpp"
#include "tests/hall/small_hall.hpp"

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;

namespace {

enum class Deed {
    take,
    print,
    cancel,
    open,
    pause,
    resume,
    close,
    call_next,
    call_number,
    recall,
    start,
    finish,
    no_show,
    transfer_service,
    transfer_window,
    park,
    resume_ticket,
    add_step,
    enter_stage,
    return_ticket,
    device,
    lease,
    merge,
    call_staff,
    answer_staff,
    rate,
    act,
    adopt,
    clock
};

constexpr int to_the_deadline = 1'000'000;

struct Happening {
    Deed deed{};
    int seconds = 0;  // since the step before; to_the_deadline: as far as the next deadline
    int where = 0;    // which window
    int what = 0;     // which service, ticket, reason, plan
};

std::ostream& operator<<(std::ostream& out, const Happening& choice) {
    return out << '{' << static_cast<int>(choice.deed) << ", " << choice.seconds << "s, " << choice.where
               << ", " << choice.what << '}';
}

template <class T>
const T& pick(const std::vector<T>& list, int index) {
    return list.at(static_cast<std::size_t>(index) % list.size());
}

// Zones whose clocks are moved during the run, one of them at midnight itself: that midnight does not exist,
// or comes twice.
Zone zone_numbered(int number) {
    const Timestamp midnight = test::at(test::first_day + std::chrono::days{2}, 0s);  // 21:00 UTC
    switch (number) {
        case 1:
            return {"late-spring", {{Timestamp{}, 1h}, {midnight + 4h, 2h}}};
        case 2:
            return {"spring-at-midnight", {{Timestamp{}, 3h}, {midnight, 4h}}};
        case 3:
            return {"autumn-at-midnight", {{Timestamp{}, 3h}, {midnight, 2h}}};
        case 4:  // from 23:30 to 00:30
            return {"spring-over-midnight", {{Timestamp{}, 3h}, {midnight - 30min, 4h}}};
        case 5:
            return {"west", {{Timestamp{}, -10h}}};
        default:
            return test::small_plan().zone;
    }
}

Plan plan_of(int number, const Zone& zone) {
    static const std::vector<std::string> names{"the-plan",
                                                "without-documents",
                                                "without-window-4",
                                                "outcome-required",
                                                "never-missed",
                                                "window-9",
                                                "documents-with-letter-d",
                                                "empty",
                                                "daytime",
                                                "all-rules",
                                                "norm",
                                                "stages-required",
                                                "everything",
                                                "stops-when-full"};
    Plan plan = test::plan_named(pick(names, number));
    plan.zone = zone;
    return plan;
}

class RandomHall {
  public:
    RandomHall(int zone, int plan) : zone_(zone_numbered(zone)) {
        hear(AdoptPlan{plan_of(plan, zone_)});
        for (const Window& window : state_.plan.windows) hear(OpenWindow{window.id});
    }

    void step(const Happening& choice) {
        if (choice.seconds != to_the_deadline)
            now_ += Seconds{choice.seconds};
        else if (const auto deadline = next_deadline(state_))
            now_ = std::max(now_, *deadline);
        hear(wish_of(choice));
    }

    void check_whole_journal() const {
        RC_ASSERT(test::fold({}, journal_) == state_);
        std::size_t ended = 0;
        for (const Event& event : journal_)
            ended += std::holds_alternative<TicketCancelled>(event.fact) ||
                     std::holds_alternative<TicketExpired>(event.fact) ||
                     std::holds_alternative<ServiceFinished>(event.fact) ||
                     std::holds_alternative<ReturnLapsed>(event.fact) || is_last_miss(event.fact);
        RC_ASSERT(issued_.size() == ended + state_.tickets.size());
    }

    static bool is_last_miss(const Fact& fact) {
        const auto* missed = std::get_if<TicketMissed>(&fact);
        return missed && !missed->until;
    }

    std::size_t issued() const { return issued_.size(); }
    std::size_t days() const { return days_; }

  private:
    Wish wish_of(const Happening& choice) const {
        static const std::vector<WindowId> windows{WindowId{3}, WindowId{4}, WindowId{5}, WindowId{7},
                                                   WindowId{3}, WindowId{4}, WindowId{9}, WindowId{0}};
        static const std::vector<ServiceId> services{ServiceId{"consultation"}, ServiceId{"contract"},
                                                     ServiceId{"documents"},    ServiceId{"payment"},
                                                     ServiceId{"consultation"}, ServiceId{"nonsense"}};
        static const std::vector<OutcomeId> outcomes{OutcomeId{}, OutcomeId{"resolved"},
                                                     OutcomeId{"nonsense"}};
        static const std::vector<ReasonId> reasons{ReasonId{"lunch"}, ReasonId{"lunch"},
                                                   ReasonId{"nonsense"}};
        static const std::vector<CategoryId> categories{CategoryId{}, CategoryId{}, CategoryId{},
                                                        CategoryId{}, CategoryId{"veteran"}};
        static const std::vector<StageId> stages{StageId{"greeting"}, StageId{"matter"}, StageId{"farewell"},
                                                 StageId{"nonsense"}};
        const bool flag = choice.what % 2 == 1;
        const WindowId window = pick(windows, choice.where);
        const ServiceId& service = pick(services, choice.what);
        const auto [ticket, number] = some_ticket(choice.what);
        switch (choice.deed) {
            case Deed::take:
                return TakeTicket{service, Language{choice.where == 0 ? "fr" : "ru"},
                                  pick(categories, choice.where)};
            case Deed::print:
                return ReportPrint{ticket, static_cast<Print>(choice.where % 5)};
            case Deed::cancel:
                return CancelTicket{ticket};
            case Deed::open:
                return OpenWindow{window};
            case Deed::pause:
                return PauseWindow{window, pick(reasons, choice.what)};
            case Deed::resume:
                return ResumeWindow{window};
            case Deed::close:
                return CloseWindow{window, flag};
            case Deed::call_next:
                return CallNext{window};
            case Deed::call_number:
                return CallByNumber{window, number};
            case Deed::recall:
                return Recall{window};
            case Deed::start:
                return StartService{window};
            case Deed::finish:
                return FinishService{window, pick(outcomes, choice.what)};
            case Deed::no_show:
                return ReportNoShow{window};
            case Deed::transfer_service:
                return TransferTicket{window, service, "a reason", flag};
            case Deed::transfer_window:
                return TransferTicket{window, pick(windows, choice.what), "a reason"};
            case Deed::park:
                return ParkTicket{window, "a reason", {}};
            case Deed::resume_ticket:
                return ResumeTicket{window, number};
            case Deed::add_step:
                return AddStep{window, service, flag};
            case Deed::enter_stage:
                return EnterStage{window, pick(stages, choice.what)};
            case Deed::return_ticket:
                return ReturnTicket{number};
            case Deed::device:
                return ReportDevice{DeviceId{flag ? "console" : "kiosk-1"},
                                    static_cast<Condition>(choice.where % 6)};
            case Deed::lease:
                return LeaseBlock{flag ? "pc" : "copy"};
            case Deed::merge:
                return merge_of(choice);
            case Deed::call_staff:
                return CallStaff{};
            case Deed::answer_staff:
                return AnswerStaffCall{DeviceId{flag ? "console" : "nowhere"}};
            case Deed::rate:
                return rating_of(choice);
            case Deed::act:
                return act_of(choice, window, service, number);
            case Deed::adopt:
                return AdoptPlan{
                    plan_of(choice.what, choice.where == 0 ? zone_numbered(choice.what % 6) : zone_)};
            case Deed::clock:
                break;
        }
        return CheckTime{};
    }

    // Out of a block that is leased, mostly; taken up to three days ago, or by a clock that is ahead.
    Wish merge_of(const Happening& choice) const {
        static const std::vector<std::pair<std::string, ServiceId>> services{
            {"A", ServiceId{"contract"}}, {"B", ServiceId{"documents"}}, {"A", ServiceId{"nonsense"}}};
        static const std::vector<Milliseconds> ages{0s, 5min, 20min, 2h, 9h, 26h, 70h, -5min};
        const auto& [letter, service] = pick(services, choice.what);
        MergeTicket wish{{letter, 1000 * (1 + choice.where % 3) + choice.what % 40},
                         now_,
                         "pc",
                         service,
                         Language{"ru"},
                         CategoryId{choice.what % 5 == 0 ? "veteran" : ""},
                         now_ - pick(ages, choice.where)};
        if (const auto lease = state_.leases.find(block_of(wish.number)); lease != state_.leases.end()) {
            wish.epoch = lease->second.epoch;
            wish.machine = lease->second.machine;
        }
        if (choice.what % 3 == 0) wish.instead_of = some_ticket(choice.where).first;
        return wish;
    }

    static Wish act_of(const Happening& choice, WindowId window, const ServiceId& service,
                       const TicketNumber& number) {
        const bool flag = choice.what % 2 == 1;
        switch (choice.where % 8) {
            case 0:
                return AssignServices{window, {service}, {}, "a reason", flag};
            case 1:
                return AssignServices{window, {service, ServiceId{"documents"}}, {}, "a reason", flag};
            case 2:
                return AssignServices{window, {service}, {ServiceId{"contract"}}, "a reason", flag};
            case 3:
                return flag ? Wish{CloseService{service, "a reason"}}
                            : Wish{ReopenService{service, "a reason"}};
            case 4:
                return PostMessage{{{Language{"ru"}, "Лифт"}, {Language{"en"}, "Lift"}},
                                   Seconds{1 + 97 * choice.what},
                                   "a reason"};
            case 5:
                return PrioritiseTicket{number, {}, Seconds{60 * choice.what}, "a reason"};
            case 6:
                return flag ? Wish{CallManager{window}} : Wish{AnswerManagerCall{window}};
            default:
                return flag ? Wish{WithdrawMessage{"a reason"}}
                            : Wish{PrioritiseTicket{number, CategoryId{"veteran"}, {}, "a reason"}};
        }
    }

    Wish rating_of(const Happening& choice) const {
        const TicketNumber number =
            state_.rateable.empty() ? TicketNumber{"Z", 7} : state_.rateable.back().number;
        return RateVisit{number, 1 + choice.what % 5, TopicId{choice.where == 0 ? "waiting" : ""}};
    }

    // Mostly one that is still in the hall, now and then one that never was.
    std::pair<TicketId, TicketNumber> some_ticket(int index) const {
        if (state_.tickets.empty() || index % 8 == 7) return {TicketId{999'999}, TicketNumber{"Z", 7}};
        const auto it =
            std::next(state_.tickets.begin(),
                      static_cast<std::ptrdiff_t>(static_cast<std::size_t>(index) % state_.tickets.size()));
        return {it->first, it->second.number};
    }

    void hear(const Wish& wish) {
        const Command command{{DeviceId{"console"}, OperatorId{"anna"}}, wish};
        const State before = state_;
        const Decision decision = decide(state_, command, now_);
        RC_ASSERT(state_ == before);
        RC_ASSERT((decide(state_, command, now_) == decision));
        if (decision) {
            if (std::holds_alternative<CallNext>(wish))
                check_turn(std::get<CallNext>(wish).window, *decision);
            for (const Event& event : *decision) take(event);
        }
        check();
    }

    void take(const Event& event) {
        RC_ASSERT(event.at >= state_.latest);
        if (const auto* cancelled = std::get_if<TicketCancelled>(&event.fact))
            check_not_at_window(cancelled->ticket);
        if (const auto* expired = std::get_if<TicketExpired>(&event.fact))
            check_not_at_window(expired->ticket);
        journal_.push_back(event);
        since_snapshot_.push_back(event);
        state_ = evolve(std::move(state_), event);
        if (const auto open = public_event(event)) shown_ = evolve(std::move(shown_), *open);
        if (const auto* taken = std::get_if<TicketTaken>(&event.fact)) {
            RC_ASSERT(issued_.insert(taken->ticket).second);
            RC_ASSERT(numbers_.insert({state_.day, taken->number}).second);
        }
        days_ += std::holds_alternative<DayStarted>(event.fact);
    }

    // Whoever is at a window is served to the end, whatever happens.
    void check_not_at_window(TicketId id) const {
        const Ticket* ticket = find(state_, id);
        RC_ASSERT(ticket);
        RC_ASSERT_FALSE(window_of(*ticket).has_value());
    }

    // Brute force: of all who wait for this window, the one who came first. The simulation does the same for
    // the plans with other orders, and for windows that help (tests/simulation).
    void check_turn(WindowId id, const Events& events) const {
        const State today = test::fold(state_, Events(events.begin(), events.end() - 1));
        const bool has_priorities = std::any_of(today.tickets.begin(), today.tickets.end(),
                                                [](const auto& entry) { return has_priority(entry.second); });
        const bool helps = !find(today.plan, id)->helps.empty();
        if (today.plan.ordering.ceiling > Seconds{0} || has_priorities || helps) return;
        const auto& called = std::get<TicketCalled>(events.back().fact);
        const Ticket* first = nullptr;
        for (const auto& [ticket_id, ticket] : today.tickets) {
            const auto* waiting = std::get_if<Waiting>(&ticket.stage);
            if (!waiting) continue;
            const bool for_this =
                waiting->only_at ? *waiting->only_at == id : serves(*find(today.plan, id), ticket.service);
            if (for_this && (!first || std::pair{ticket.rank, ticket.id} < std::pair{first->rank, first->id}))
                first = &ticket;
        }
        RC_ASSERT(first);
        RC_ASSERT(first->id == called.ticket);
    }

    void check() {
        RC_ASSERT(test::fold({}, journal_) == state_);
        RC_ASSERT(test::fold(snapshot_, since_snapshot_) == state_);
        if (since_snapshot_.size() > 20) {
            snapshot_ = state_;
            since_snapshot_.clear();
        }
        RC_ASSERT(shown_ == public_state(state_));
        RC_ASSERT(test::what_is_untrue(state_) == std::string{});
        check_timers();
        for (const auto& [id, ticket] : state_.tickets) {
            const std::size_t ahead = people_ahead(state_, id);
            RC_ASSERT(ahead < std::max<std::size_t>(1, state_.tickets.size()));
            RC_ASSERT(std::holds_alternative<Waiting>(ticket.stage) || ahead == 0);
        }
    }

    // Before the deadline the clock changes nothing; from it on it changes something, and then there is a
    // later deadline: a dispatcher that waits for it neither misses a moment nor spins.
    void check_timers() const {
        const auto deadline = next_deadline(state_);
        RC_ASSERT(deadline.has_value() == has_plan(state_));
        if (!deadline) return;
        const Timestamp now = std::max(now_, state_.latest);
        const auto change = decide(state_, {{}, CheckTime{}}, now);
        RC_ASSERT(change.has_value());
        RC_ASSERT(change->empty() == (now < *deadline));
        const auto later = next_deadline(test::fold(state_, *change));
        RC_ASSERT(later.has_value());
        RC_ASSERT(*later > now);
        const auto due = decide(state_, {{}, CheckTime{}}, std::max(now, *deadline));
        RC_ASSERT(due.has_value());
        RC_ASSERT(!due->empty());
    }

    Zone zone_;
    Timestamp now_ = test::at(test::first_day, 8h);
    State state_;
    State shown_;
    State snapshot_;
    Events journal_;
    Events since_snapshot_;
    std::set<TicketId> issued_;
    std::set<std::pair<LocalDay, TicketNumber>> numbers_;
    std::size_t days_ = 0;
};

rc::Gen<Happening> any_happening() {
    const auto deed = rc::gen::weightedElement<Deed>({{24, Deed::take},
                                                      {6, Deed::print},
                                                      {3, Deed::cancel},
                                                      {6, Deed::open},
                                                      {4, Deed::pause},
                                                      {4, Deed::resume},
                                                      {3, Deed::close},
                                                      {22, Deed::call_next},
                                                      {3, Deed::call_number},
                                                      {5, Deed::recall},
                                                      {8, Deed::start},
                                                      {9, Deed::finish},
                                                      {5, Deed::no_show},
                                                      {5, Deed::transfer_service},
                                                      {5, Deed::transfer_window},
                                                      {4, Deed::park},
                                                      {4, Deed::resume_ticket},
                                                      {3, Deed::add_step},
                                                      {3, Deed::enter_stage},
                                                      {4, Deed::return_ticket},
                                                      {2, Deed::device},
                                                      {2, Deed::lease},
                                                      {6, Deed::merge},
                                                      {1, Deed::call_staff},
                                                      {1, Deed::answer_staff},
                                                      {2, Deed::rate},
                                                      {8, Deed::act},
                                                      {2, Deed::adopt},
                                                      {6, Deed::clock}});
    const auto seconds = rc::gen::weightedElement<int>({{10, 0},
                                                        {10, 1},
                                                        {10, 9},
                                                        {10, 10},
                                                        {6, 60},
                                                        {4, 89},
                                                        {4, 90},
                                                        {4, 600},
                                                        {2, 3 * 3600},
                                                        {1, 25 * 3600},
                                                        {1, -30},
                                                        {1, -5 * 3600},
                                                        {4, to_the_deadline}});
    const auto index = rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 40));
    return rc::gen::build<Happening>(
        rc::gen::set(&Happening::deed, deed), rc::gen::set(&Happening::seconds, seconds),
        rc::gen::set(&Happening::where, index), rc::gen::set(&Happening::what, index));
}

}  // namespace

TEST_CASE("whatever people and clocks do, the hall holds together") {
    CHECK(rc::check("random days", [] {
        const int zone = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 6));
        const auto choices =
            *rc::gen::scale(8.0, rc::gen::container<std::vector<Happening>>(any_happening()));
        const int plan = *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, 14));
        RandomHall hall(zone, plan);
        for (const Happening& choice : choices) hall.step(choice);
        hall.check_whole_journal();
        RC_CLASSIFY(hall.issued() > 20, "more than 20 tickets");
        RC_CLASSIFY(hall.days() > 3, "more than 3 days");
    }));
}
