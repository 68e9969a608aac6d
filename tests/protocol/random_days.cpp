// Some days of a hall in which everybody presses whatever comes to hand, printed for a reader in another
// language: one JSON object a line, {"event", "public"} for each event, and now and then {"state",
// "public_state"}, what they amount to so far. The same seed prints the same days.
//
//   random_days SEED DAYS        days of 800 wishes each
//   random_days SEED crowd       so many visitors that all the hall has learnt is halved more than once
#include <cstdlib>
#include <iostream>
#include <random>
#include <string>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "hall/public_view.hpp"
#include "protocol/codec.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/protocol/rich_hall.hpp"

namespace {

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;

constexpr int wishes_a_day = 800;
constexpr int events_between_states = 150;
const Timestamp monday{Milliseconds{1'795'410'000'000}};  // 2026-11-23, 08:00 in the hall

class Days {
  public:
    explicit Days(unsigned seed) : random_(seed) {}

    void play(int days) {
        then(AdoptPlan{plan_with_hours()});
        for (int day = 0; day < days; ++day) {
            now_ = monday + std::chrono::days{day};
            for (WindowId window : {WindowId{1}, WindowId{2}, WindowId{3}}) then(OpenWindow{window});
            for (int i = 0; i < wishes_a_day; ++i) {
                now_ += Milliseconds{below(60'000)};
                then(any_wish());
                if (below(8) == 0) then(CheckTime{});
            }
            now_ = monday + std::chrono::days{day} + 15h;
            if (day % 2 == 0) send_home();
            for (; below(8) != 0; now_ += 5min) then(CheckTime{});
        }
        tell_state();
    }

    void play_crowd() {
        crowd_ = true;
        then(AdoptPlan{fakes::small_plan()});
        now_ = monday;
        then(OpenWindow{{1}});
        for (int i = 0; i < 4500; ++i) {
            then(TakeTicket{below(20) == 0 ? ServiceId{"contract"} : ServiceId{"readings"}, {"ru"}});
            now_ += Milliseconds{below(3000)};
            then(CallNext{{1}});
            now_ += Milliseconds{20'000 + below(400'000)};
            then(FinishService{{1}, {}});
            if (now_ > monday + std::chrono::days{day_} + 12h) now_ = monday + std::chrono::days{++day_};
        }
        tell_state();
    }

  private:
    // From eight to eight: days end by themselves.
    static Plan plan_with_hours() {
        Plan plan = fakes::rich_plan();
        for (WindowKind& kind : plan.kinds) kind.schedule.week.fill({{8h, 20h}});
        return plan;
    }

    // So many of the staff are named above their windows.
    static Plan plan_naming(int people) {
        Plan plan = plan_with_hours();
        plan.staff.resize(
            static_cast<std::size_t>(std::min<int>(people, static_cast<int>(plan.staff.size()))));
        return plan;
    }

    // Nobody is left: those at a window are parked, and whoever is at none cancels.
    void send_home() {
        now_ += 3s;  // who was called just now may not be sent away yet
        for (const auto& [id, window] : State{state_}.windows) then(ParkTicket{id, ""});
        for (const auto& [id, ticket] : State{state_}.tickets) then(CancelTicket{id});
    }

    int below(int end) { return static_cast<int>(random_() % static_cast<unsigned>(end)); }
    WindowId window() { return {1 + below(4)}; }  // there is no fourth
    ServiceId service() {
        const char* const services[]{"contract", "readings", "payment", "refund", "nothing"};
        return {services[below(5)]};
    }
    TicketNumber number() {
        if (state_.by_number.empty() || below(10) == 0) return {"A", 999};
        return std::next(state_.by_number.begin(), below(static_cast<int>(state_.by_number.size())))->first;
    }
    TicketNumber missed_number() {
        for (const auto& [id, ticket] : state_.tickets)
            if (std::holds_alternative<Missed>(ticket.stage)) return ticket.number;
        return number();
    }
    ServiceId closed_service() {
        return state_.closed_services.empty() ? service() : state_.closed_services.begin()->first;
    }
    TicketId ticket() { return {state_.last_ticket.value - static_cast<std::uint64_t>(below(8))}; }
    std::string words() { return below(2) == 0 ? "" : "ищет паспорт"; }
    Destination destination() {
        if (below(2) == 0) return service();
        return window();
    }

    Wish panic_wish() {
        const PanicZoneId zone{1 + below(3)};
        const auto press = static_cast<std::uint64_t>(below(2) == 0 ? 0 : told_ + below(4) - 2);
        switch (below(8)) {
            case 0:
            case 1:
                return AcknowledgePanic{zone};
            case 2:
                return RestorePanic{zone};
            case 3:
                return below(4) == 0 ? Wish{CancelPanic{zone}} : Wish{RestorePanic{zone}};
            case 4:
                return ReportAlarm{zone, press, below(2) == 0};
            case 5:
                return below(3) == 0 ? Wish{StartPanicTest{}} : Wish{ReportPanicTest{below(3) != 0}};
            default:
                return RaisePanic{zone, press};
        }
    }

    // Mostly such as the window may have.
    std::vector<ServiceId> services(WindowId at) {
        const bool cashier = at == WindowId{3};
        std::vector<ServiceId> some{cashier ? ServiceId{"payment"} : ServiceId{"contract"}};
        if (below(2) == 0) some.insert(some.begin(), cashier ? ServiceId{"refund"} : ServiceId{"readings"});
        if (below(8) == 0) some.push_back(service());
        return some;
    }

    // Of a manager, and an operator's call for one.
    Wish act() {
        const std::string why = below(10) == 0 ? "" : "очередь";
        switch (below(10)) {
            case 0:
            case 1: {
                const WindowId at = window();
                std::vector<ServiceId> served = services(at);
                std::vector<ServiceId> helped;
                if (served.size() > 1 && below(2) == 0) {
                    helped.push_back(served.back());
                    served.pop_back();
                }
                return AssignServices{at, served, helped, why, below(2) == 0};
            }
            case 2:
                return CloseService{service(), why};
            case 3:
                return ReopenService{closed_service(), why};
            case 4:
                return PostMessage{{{{"ru"}, "Лифт"}, {{"en"}, "Lift"}}, Seconds{1 + below(3600)}, why};
            case 5:
                return below(3) == 0 ? Wish{WithdrawMessage{why}} : Wish{AnswerManagerCall{window()}};
            case 6:
            case 7:
                return PrioritiseTicket{
                    number(), {below(2) == 0 ? "disabled" : ""}, Seconds{below(3000)}, why};
            default:
                return below(2) == 0 ? Wish{CallManager{window()}} : Wish{AnswerManagerCall{window()}};
        }
    }

    Wish any_wish() {
        if (below(20) == 0) return panic_wish();
        if (below(16) == 0) return act();
        switch (below(24)) {
            case 0:
            case 1:
            case 2:
            case 3:
            case 4:
                return TakeTicket{service(), {"ru"}, {below(4) == 0 ? "disabled" : ""}};
            case 5:
                return ReportPrint{ticket(), static_cast<Print>(below(5))};
            case 6:
                return below(3) == 0 ? Wish{CancelTicket{ticket()}} : Wish{ReturnTicket{missed_number()}};
            case 7:
                return OpenWindow{window(), below(4) == 0};
            case 8:
                return PauseWindow{window(), {"lunch"}};
            case 9:
                return ResumeWindow{window()};
            case 10:
                return CloseWindow{window(), below(2) == 0};
            case 11:
                return CallByNumber{window(), number()};
            case 12:
                return Recall{window()};
            case 13:
            case 14:
                return StartService{window()};
            case 15:
            case 16:
                return FinishService{window(), {below(2) == 0 ? "resolved" : ""}};
            case 17:
                return ReportNoShow{window()};
            case 18:
                return TransferTicket{window(), destination(), words(), below(2) == 0};
            case 19:
                return ParkTicket{window(), words(),
                                  below(2) == 0 ? std::optional<Seconds>{90s} : std::nullopt};
            case 20:
                return below(2) == 0 ? Wish{ResumeTicket{window(), number()}}
                                     : Wish{AddStep{window(), service(), below(2) == 0}};
            case 21:
                return EnterStage{window(), {below(2) == 0 ? "greeting" : "matter"}};
            case 22:
                if (below(3) == 0) return AdoptPlan{plan_naming(below(3))};
                return ReportDevice{{below(3) == 0 ? "printer-1/cutter" : "printer-1"},
                                    static_cast<Condition>(below(6)),
                                    std::vector<std::string>(static_cast<std::size_t>(below(3)), "pump")};
            default:
                return CallNext{window()};
        }
    }

    Author author_of(const Wish& wish) {
        if (std::holds_alternative<ReportDevice>(wish)) return {{"printer-1"}, {}};
        if (std::holds_alternative<ReportAlarm>(wish) || std::holds_alternative<ReportPanicTest>(wish))
            return {{"bridge-1"}, {}};
        if (std::holds_alternative<RaisePanic>(wish) && below(2) == 0) return {{"bridge-1"}, {}};
        if (crowd_) return {{"console"}, {"anna"}};
        const char* const people[]{"anna", "boris", ""};
        return {{"console"}, {people[below(3)]}};
    }

    void then(const Wish& wish) {
        const auto events = decide(state_, {author_of(wish), wish}, now_);
        if (!events) return;
        for (const Event& event : *events) {
            state_ = evolve(std::move(state_), event);
            const auto shown = public_event(event);
            tell({{"event", protocol::to_json(event)},
                  {"public", shown ? protocol::to_json(*shown) : protocol::Json(nullptr)}});
            if (++told_ % events_between_states == 0) tell_state();
        }
    }

    void tell_state() const {
        tell({{"state", protocol::to_json(state_)},
              {"public_state", protocol::to_json(public_state(state_))}});
    }
    static void tell(const protocol::Json& json) { std::cout << json.dump() << '\n'; }

    std::mt19937 random_;
    State state_;
    Timestamp now_ = monday;
    int day_ = 0;
    int told_ = 0;
    bool crowd_ = false;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    Days days(static_cast<unsigned>(std::strtoul(argv[1], nullptr, 10)));
    if (std::string(argv[2]) == "crowd")
        days.play_crowd();
    else
        days.play(std::atoi(argv[2]));
    return std::cout.flush() ? 0 : 1;
}
