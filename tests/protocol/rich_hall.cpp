#include "tests/protocol/rich_hall.hpp"

#include <doctest/doctest.h>

#include <string>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "tests/fakes/small_hall.hpp"

namespace okno::fakes {

namespace {

using namespace hall;
using namespace std::chrono_literals;

const TicketNumber a012{"A", 12};
const WindowId window{3};
const TicketId ticket{17};
const TicketNumber a1001{"A", 1001};
const Timestamp later = nine_o_clock + 15min;

// Decides and folds, twenty seconds after the last time.
struct Office {
    State state{};
    Timestamp now = nine_o_clock - std::chrono::days{1};

    void then(const Wish& wish, const Author& author = {{"console"}, {"anna"}}) {
        now += 20s;
        const auto events = decide(state, {author, wish}, now);
        REQUIRE_MESSAGE(events.has_value(), std::string(to_string(events.error())));
        for (const Event& event : *events) state = evolve(std::move(state), event);
    }
    void report(const char* device, Condition condition) {
        then(ReportDevice{{device}, condition}, {{device}, {}});
    }
};

// Five visits from beginning to end: enough for the hall to have learnt something.
void yesterday(Office& office) {
    office.then(OpenWindow{{1}});
    for (int i = 0; i < 5; ++i) {
        office.then(TakeTicket{{"readings"}, {"ru"}});
        office.then(CallNext{{1}});
        office.then(StartService{{1}});
        office.then(FinishService{{1}, {"resolved"}});
    }
    office.then(CloseWindow{{1}});
}

// One call for help that somebody answers, one that nobody does, and the daily test.
void help(Office& office) {
    const Author bridge{{"bridge-1"}, {}};
    office.then(ReportDevice{{"bridge-1/panic/button"}, Condition::ready}, bridge);
    office.then(StartPanicTest{});
    office.then(ReportPanicTest{true}, bridge);
    office.then(RaisePanic{{7}, 41}, bridge);
    office.then(ReportAlarm{{7}, 41, true}, bridge);
    office.then(AcknowledgePanic{{7}});
    office.then(RaisePanic{{12}});
    office.now += 30s;
    office.then(CheckTime{});
}

// What a manager has done to the day so far.
void acts(Office& office) {
    office.then(AssignServices{{1}, {{"contract"}}, {}, "очередь", true});
    office.then(CloseService{{"refund"}, "касса сдана"});
    office.then(PostMessage{both("Лифт не работает", "The lift is out of order"), 8h, "ремонт"});
    office.then(PrioritiseTicket{{"A", 6}, {}, 15min, "плохо себя чувствует"});
    office.then(CallManager{{2}});
    office.then(AnswerManagerCall{{2}});
    office.then(CallManager{{3}});
}

}  // namespace

Plan rich_plan() {
    Plan plan = small_plan();
    Schedule hours;
    hours.week.fill({{9h, 13h}, {14h, 18h}});
    hours.week[6] = {};
    hours.special[LocalDay{std::chrono::year{2026} / 12 / 31}] = {{9h, 14h}};
    hours.special[LocalDay{std::chrono::year{2027} / 1 / 1}] = {};
    plan.services.push_back(service("refund", "cash", both("Возврат", "Refund"), "K", "cashier"));
    plan.services.back().schedule = hours;
    plan.services.front().norm = {15min, 12min};
    plan.services.front().usual = 14min;
    plan.services.front().then = {{{"payment"}}, {{"contract"}, true}};
    plan.windows.back().services.push_back({"refund"});
    plan.windows.front().helps = {{"payment"}};
    plan.windows.front().push = 30s;
    plan.calling = {90s, 10s, 3, 5s, 3s, 15min, 3};
    plan.categories = {{{"disabled"}, both("Инвалиды", "People with disabilities"), 20min}};
    plan.ordering = {Policy::norm, 40min, 2, 1};
    plan.closing = {10min, 30min, WhenFull::warn};
    plan.stages = {{{"greeting"}, both("Приветствие", "Greeting"), 3min},
                   {{"matter"}, both("Вопрос", "Matter"), 10min}};
    plan.stages_required = false;
    plan.park_reminder = 10min;
    plan.slip = {"logo.png",
                 Language{"en"},
                 true,
                 false,
                 false,
                 both("Спасибо", "Thanks"),
                 "https://okno.example/{id}"};
    plan.devices = {{{"kiosk-1"}, both("Киоск", "Kiosk")}};
    plan.rating = {2h, {{{"waiting"}, both("Ожидание", "The wait")}}};
    plan.groups.front().icon = Icon::contract;
    plan.services.front().icon = Icon::cash_desk;
    plan.services.front().code = 12;
    plan.services.front().online = "https://okno.example/contract";
    plan.services.front().guidance = {{both("Паспорт", "Passport"), both("Счёт", "Bill")},
                                      {{both("Тарифы", "Tariffs"), "https://okno.example/tariffs"}},
                                      {both("Добрый день!", "Good afternoon!")},
                                      "https://kb.okno.example/contract"};
    plan.outcomes.push_back({{"forwarded"}, both("Передано", "Forwarded"), true});
    plan.forwarding = {std::chrono::days{2}, std::chrono::days{15}};
    plan.abandoned_after = Seconds{7};
    plan.areas = {{{"left"}, both("Левое крыло", "Left wing"), AreaColour::orange, "I"},
                  {{"cash"}, both("Касса", "Cash desk"), AreaColour::white, "Я2"}};
    plan.windows[0].area = plan.windows[1].area = AreaId{"left"};
    plan.windows[2].area = AreaId{"cash"};
    plan.kiosks = {{{"kiosk-1"}, 1080, 1920, 813, 700, true}, {{"kiosk-2"}, 1280, 1024, 483}};
    plan.boards = {{{"display-1"}, 1080, 1920, 1905, 400, 5, {}, {{{"left"}, Arrow::back_left}}, true},
                   {{"display-2"}, 3840, 2160, 1397, 200, 3, {{"cash"}}, {}, false}};
    plan.staff = {{{"anna"}, {both("Анна К.", "Anna K."), both("Специалист", "Specialist")}},
                  {{"boris"}, {{}, both("Кассир", "Cashier")}}};
    plan.panic = {45s, {{{7}, both("Касса", "Cash desk"), WindowId{3}}, {{12}, both("Вход", "Entrance")}}};
    return plan;
}

std::vector<Wish> every_wish() {
    return {AdoptPlan{small_plan()},
            AdoptPlan{rich_plan()},
            TakeTicket{{"contract"}, {"ru"}},
            TakeTicket{{"contract"}, {"ru"}, {"disabled"}},
            ReportPrint{ticket, Print::printed},
            CancelTicket{ticket},
            OpenWindow{window},
            OpenWindow{window, true},
            OpenWindow{window, false, "очередь"},
            PauseWindow{window, {"lunch"}},
            ResumeWindow{window},
            CloseWindow{window},
            CloseWindow{window, true},
            CloseWindow{window, true, "заболела"},
            CallNext{window},
            CallByNumber{window, a012},
            Recall{window},
            StartService{window},
            FinishService{window, {"resolved"}},
            ReportNoShow{window},
            TransferTicket{window, ServiceId{"payment"}, "оплатить счёт"},
            TransferTicket{window, WindowId{2}, "", true},
            ParkTicket{window, "ищет паспорт"},
            ParkTicket{window, "ищет паспорт", 600s},
            ResumeTicket{window, a012},
            AddStep{window, {"payment"}},
            AddStep{window, {"payment"}, true},
            EnterStage{window, {"matter"}},
            ReturnTicket{a012},
            ReportDevice{{"printer-1"}, Condition::paper_low},
            ReportDevice{{"display-1"}, Condition::ready, {"тарифы.png", "pump"}, "okno 0.1.0"},
            RaisePanic{{7}},
            RaisePanic{{7}, 41},
            ReportAlarm{{7}, 41, true},
            AcknowledgePanic{{7}},
            RestorePanic{{7}},
            CancelPanic{{7}},
            StartPanicTest{},
            ReportPanicTest{true},
            LeaseBlock{"5f3a"},
            MergeTicket{a1001, later, "5f3a", {"contract"}, {"en"}, {"disabled"}, later, ticket},
            TakeTicket{{"contract"}, {"en"}, {}, "не видит экран", {"kiosk-1"}},
            CallStaff{},
            AnswerStaffCall{{"kiosk-1"}},
            RateVisit{a012, 5, {"waiting"}},
            FinishService{window, {"forwarded"}, "17-204/2026"},
            AssignServices{window, {{"readings"}}, {}, "очередь"},
            AssignServices{window, {{"readings"}, {"contract"}}, {{"payment"}}, "очередь", true},
            CloseService{{"contract"}, "нет бланков"},
            ReopenService{{"contract"}, "бланки пришли"},
            PostMessage{both("Лифт не работает", "The lift is out of order"), 30min, "ремонт"},
            WithdrawMessage{"починили"},
            PrioritiseTicket{a012, {"disabled"}, {}, "плохо себя чувствует"},
            PrioritiseTicket{a012, {}, 15min, "плохо себя чувствует"},
            CallManager{window},
            AnswerManagerCall{window},
            CheckTime{}};
}

std::vector<Fact> every_fact() {
    const Step plain{{"payment"}, {}};
    const Step back{{"contract"}, window, true};
    return {PlanAdopted{rich_plan()},
            PlanAdopted{rich_plan(), {{window, {{}, both("Кассир", "Cashier")}}}},
            DayStarted{LocalDay{std::chrono::days{20'000}}},
            DayEnded{},
            TicketTaken{ticket, a012, {"contract"}, {"en"}},
            TicketTaken{ticket, a012, {"contract"}, {"en"}, {"disabled"}, 20min, {plain, back}},
            TicketTaken{ticket, {"A", 1001}, {"contract"}, {"en"}, {}, {}, {}, later},
            TicketTaken{ticket, a012, {"contract"}, {"en"}, {}, {}, {}, {}, "не видит экран", {"kiosk-1"}},
            BlockLeased{1, {{"kiosk-1"}, "5f3a", later}},
            StaffCalled{},
            StaffCallAnswered{{"kiosk-1"}},
            VisitRated{ticket, 5, {"waiting"}},
            ServicesAssigned{{1}, {{{"readings"}}, {{"contract"}}}, "очередь"},
            ServicesAssigned{{1}, {{{"readings"}}, {}}, "очередь", {"maria"}},
            ServiceClosed{{"contract"}, "нет бланков"},
            ServiceReopened{{"refund"}},
            ServiceReopened{{"refund"}, "бланки пришли"},
            MessagePosted{{both("Лифт не работает", "The lift is out of order"), later, "ремонт"}},
            MessageWithdrawn{},
            MessageWithdrawn{"починили"},
            TicketPrioritised{{3}, {"disabled"}, 20min, "плохо себя чувствует"},
            ManagerCalled{{2}},
            ManagerCallAnswered{{2}},
            PrintReported{ticket, Print::unknown},
            TicketCancelled{ticket},
            TicketExpired{ticket},
            WindowOpened{window},
            WindowOpened{window, {both("Анна К.", "Anna K."), {}}},
            WindowPaused{window, {"lunch"}},
            WindowResumed{window},
            WindowResumed{window, {{}, both("Кассир", "Cashier")}},
            WindowOpened{window, {}, "очередь"},
            WindowClosed{window},
            WindowClosed{window, "заболела"},
            LeaveAnnounced{window, {true, true, {}, "заболела"}},
            TicketCalled{ticket, window},
            TicketCalled{ticket, window, {Why::priority, 2, 3, 5min}},
            TicketCalled{ticket, window, {Why::least_slack, 0, 0, -250s}},
            TicketRecalled{ticket, window},
            ServiceStarted{ticket, window},
            ServiceFinished{ticket, window, {"resolved"}},
            ServiceFinished{ticket, window, {"forwarded"}, "17-204/2026"},
            StepFinished{ticket, window, {"resolved"}, back},
            StepFinished{ticket, window, {"forwarded"}, plain, "17-204/2026"},
            StepFinished{ticket, window, {}, plain},
            StepAdded{ticket, window, plain},
            StageEntered{ticket, window, {"matter"}},
            TicketMissed{ticket, window},
            TicketMissed{ticket, window, later},
            TicketTransferred{ticket, window, WindowId{2}, "к сменному мастеру"},
            TicketParked{ticket, window, "ищет паспорт"},
            TicketParked{ticket, window, "ищет паспорт", later},
            ParkReminded{ticket},
            TicketReturned{ticket, later},
            TicketReturned{ticket, later, window},
            LeaveAnnounced{window, {false, false, {"lunch"}, {}}},
            LeaveAnnounced{window, {true, false, {}, {}}},
            LeaveAnnounced{window, {true, true, {}, {}}},
            LeaveWithdrawn{window},
            ReturnLapsed{ticket},
            DeviceReported{{"printer-1"}, Condition::no_paper},
            DeviceReported{{"display-1"}, Condition::ready, {"тарифы.png"}, "okno 0.1.0"},
            DeviceReported{{"bridge-1/panic/button"}, Condition::out_of_reach},
            PanicRaised{{7}},
            PanicRaised{{7}, 41},
            AlarmReported{{7}, 41, false},
            PanicEscalated{{7}},
            PanicAcknowledged{{7}},
            PanicRestored{{7}},
            PanicCancelled{{7}},
            PanicTestStarted{},
            PanicTestReported{false}};
}

// A ticket in every stage, a window in every post, a queue of every sort, and a day already behind it.
State busy_hall() {
    Office office;
    office.then(AdoptPlan{rich_plan()});
    yesterday(office);
    help(office);
    office.now = nine_o_clock;
    for (int i = 0; i < 6; ++i) office.then(TakeTicket{{"contract"}, {"ru"}});
    for (int i = 0; i < 3; ++i) office.then(TakeTicket{{"readings"}, {"ru"}});
    office.then(TakeTicket{{"payment"}, {"en"}});
    office.then(TakeTicket{{"contract"}, {"ru"}, {"disabled"}});
    office.then(TakeTicket{{"contract"}, {"ru"}, {"disabled"}});
    office.then(OpenWindow{{1}});
    office.then(OpenWindow{{2}});
    office.then(OpenWindow{{3}});
    office.then(CallByNumber{{1}, {"A", 1}});
    office.then(FinishService{{1}, {"resolved"}});  // goes on to the cashier, and then back
    office.then(CallByNumber{{1}, {"A", 2}});
    office.then(TransferTicket{{1}, WindowId{2}, "знает дело", true});
    office.then(CallByNumber{{1}, {"A", 3}});
    office.then(ParkTicket{{1}, "ищет паспорт"});
    office.then(CallByNumber{{1}, {"A", 4}});
    office.then(ReportNoShow{{1}});
    office.then(ReturnTicket{{"A", 4}});
    office.then(CallByNumber{{1}, {"A", 5}});
    office.then(ReportNoShow{{1}});
    office.then(CallByNumber{{1}, {"B", 1}});
    office.then(StartService{{1}});
    office.then(EnterStage{{1}, {"matter"}});
    office.then(AddStep{{1}, {"payment"}});
    office.then(CloseWindow{{1}, true});
    office.then(CallNext{{2}});
    office.then(ParkTicket{{2}, "вернётся", 60s});
    office.then(CallNext{{2}});
    office.then(Recall{{2}});
    office.then(PauseWindow{{2}, {"lunch"}});
    office.then(PauseWindow{{3}, {"lunch"}});
    office.then(ReportPrint{{10}, Print::failed});
    acts(office);
    office.report("printer-1", Condition::paper_low);
    office.report("kiosk-1", Condition::ready);
    office.then(ReportDevice{{"display-1"}, Condition::ready, {"тарифы.png", "pump"}, "okno 0.1.0"},
                {{"display-1"}, {}});
    return office.state;
}

}  // namespace okno::fakes
