#include "tests/hall/scenario_language.hpp"

#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "hall/board.hpp"
#include "tests/hall/small_hall.hpp"

namespace okno::test {

using namespace okno::hall;

namespace {

using Words = std::vector<std::string>;

Words words_of(const std::string& text) {
    std::istringstream in(text);
    Words words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

[[noreturn]] void wrong(int line, const std::string& what) {
    throw std::invalid_argument("line " + std::to_string(line) + ": " + what);
}

Seconds time_of(const std::string& word, int line) {
    int h = 0, m = 0, s = 0;
    char colon1 = 0, colon2 = 0;
    std::istringstream in(word);
    if (!(in >> h >> colon1 >> m >> colon2 >> s) || colon1 != ':' || colon2 != ':')
        wrong(line, "expected HH:MM:SS, not " + word);
    return Seconds{h * 3600 + m * 60 + s};
}

Step parse_step(const std::string& text, int line, LocalDay day) {
    const std::size_t arrow = text.find("->");
    if (arrow == std::string::npos) wrong(line, "expected \"-> answer\"");
    Words words = words_of(text.substr(0, arrow));
    if (words.size() < 2) wrong(line, "expected a time and who asks");
    Step step{line, day, time_of(words[0], line), {}, {}, {}};
    const bool numbered = words[1] == "window" || words[1] == "ticket";
    const std::size_t asked = numbered ? 3 : 2;
    if (words.size() < asked) wrong(line, "expected a number after \"" + words[1] + '"');
    const auto middle = words.begin() + static_cast<std::ptrdiff_t>(asked);
    step.who.assign(words.begin() + 1, middle);
    step.wish.assign(middle, words.end());
    for (const std::string& word : words_of(text.substr(arrow + 2)))
        step.answer += (step.answer.empty() ? "" : " ") + word;
    return step;
}

// The words after "because"; they and it are removed.
std::string take_reason(Words& words) {
    const auto because = std::find(words.begin(), words.end(), "because");
    std::string reason;
    for (auto word = because; word != words.end(); ++word)
        if (word != because) reason += (reason.empty() ? "" : " ") + *word;
    words.erase(because, words.end());
    return reason;
}

TicketNumber number_of(const std::string& word) {
    return {word.substr(0, 1), std::stoi(word.substr(1))};
}

TicketId ticket_of(const std::string& word, const Issued& issued) {
    const auto it = issued.find(word);
    return it == issued.end() ? TicketId{999'999} : it->second;
}

Print print_of(const std::string& word) {
    if (word == "printing") return Print::printing;
    if (word == "printed") return Print::printed;
    if (word == "failed") return Print::failed;
    if (word == "unknown") return Print::unknown;
    throw std::invalid_argument("no print is \"" + word + '"');
}

constexpr std::array conditions{"ready",      "paper_low",    "no_paper", "cover_open", "cutter_jammed",
                                "overheated", "out_of_reach", "faulty",   "away"};

Condition condition_of(const std::string& word) {
    for (std::size_t i = 0; i < conditions.size(); ++i)
        if (word == conditions.at(i)) return static_cast<Condition>(i);
    throw std::invalid_argument("no condition is \"" + word + '"');
}

// Only what is out of the ordinary order needs a word.
std::string told(const CallReason& reason) {
    switch (reason.why) {
        case Why::least_slack:
            return " because " + std::to_string(reason.time.count() / 60) + " minutes are left";
        case Why::long_wait:
            return " because long in " + std::to_string(reason.time.count() / 60) + " minutes";
        case Why::service_turn:
            return " because turn of its service";
        case Why::priority:
            return " because priority " + std::to_string(reason.count) + " of " +
                   std::to_string(reason.at_most);
        case Why::turn:
            return " because turn after " + std::to_string(reason.at_most);
        case Why::ceiling:
            return " because ceiling after " + std::to_string(reason.time.count() / 60) + " minutes";
        case Why::sent_here:
            return " because sent here";
        case Why::helping:
            return " because helping";
        case Why::by_number:
            return " because chosen";
        case Why::longest_wait:
        case Why::parked:
            break;
    }
    return {};
}

std::string told(Print print) {
    constexpr std::array names{"reserved", "printing", "printed", "failed", "unknown"};
    return names.at(static_cast<std::size_t>(print));
}

std::optional<Wish> panic_wish(const std::string& who, const Words& words) {
    const auto number = [&](std::size_t at) { return std::stoi(words.at(at)); };
    const auto press = [&](std::size_t at) { return static_cast<std::uint64_t>(number(at)); };
    const auto is = [&](const char* first, std::size_t size) {
        return words.size() == size && words.front() == first;
    };
    if (is("help", 3)) return RaisePanic{{number(2)}};
    if (is("help", 5)) return RaisePanic{{number(2)}, press(4)};
    if (is("told", 4)) return ReportAlarm{{number(1)}, press(3), false};
    if (is("told", 5)) return ReportAlarm{{number(1)}, press(3), true};
    if (who == "bridge" && is("test", 2)) return ReportPanicTest{words[1] == "passed"};
    if (is("test", 1)) return StartPanicTest{};
    if (is("acknowledge", 2)) return AcknowledgePanic{{number(1)}};
    if (is("over", 2)) return RestorePanic{{number(1)}};
    if (is("mistake", 2)) return CancelPanic{{number(1)}};
    return std::nullopt;
}

Wish window_wish(WindowId window, Words words) {
    const std::string reason = take_reason(words);
    const auto is = [&](const char* first, std::size_t size) {
        return words.size() == size && words.front() == first;
    };
    if (is("open", 1)) return OpenWindow{window};
    if (is("pause", 2)) return PauseWindow{window, ReasonId{words[1]}};
    if (is("resume", 1)) return ResumeWindow{window};
    if (is("resume", 2)) return ResumeTicket{window, number_of(words[1])};
    if (is("close", 1)) return CloseWindow{window};
    if (is("close", 2) && words[1] == "anyway") return CloseWindow{window, true};
    if (is("call", 2) && words[1] == "next") return CallNext{window};
    if (is("call", 2)) return CallByNumber{window, number_of(words[1])};
    if (is("recall", 1)) return Recall{window};
    if (is("start", 1)) return StartService{window};
    if (is("finish", 1)) return FinishService{window, {}};
    if (is("finish", 2)) return FinishService{window, OutcomeId{words[1]}};
    if (is("finish", 4)) return FinishService{window, OutcomeId{words[1]}, words[3]};  // "under 17-204"
    if (is("manager", 1)) return CallManager{window};
    if (is("no-show", 1)) return ReportNoShow{window};
    if (is("park", 1)) return ParkTicket{window, reason, {}};
    if (is("park", 4))
        return ParkTicket{window, reason, Seconds{60 * std::stoi(words[3])}};  // "remind after 5"
    if (is("stage", 2)) return EnterStage{window, StageId{words[1]}};
    if (is("add", 3)) return AddStep{window, ServiceId{words[2]}};
    if (is("add", 5)) return AddStep{window, ServiceId{words[2]}, true};
    if (is("transfer", 5)) return TransferTicket{window, ServiceId{words[2]}, reason, true};
    if (is("transfer", 3)) return TransferTicket{window, ServiceId{words[2]}, reason};
    if (is("transfer", 4)) return TransferTicket{window, WindowId{std::stoi(words[3])}, reason};
    throw std::invalid_argument("a window does not ask so");
}

std::vector<ServiceId> services_of(const std::string& word) {
    std::istringstream in(word);
    std::vector<ServiceId> services;
    for (std::string each; std::getline(in, each, ',');) services.push_back(ServiceId{each});
    return services;
}

// "assign 4 contract,documents helping consultation anyway", "assign 4 contract to maria", "close service
// payment", "reopen payment", "post text for 30", "post text only ru for 30", "withdraw", "prioritise A002 as
// veteran", "prioritise A002 by 10", "coming 3".
Wish act_of(Words words) {
    const std::string reason = take_reason(words);
    const std::string& act = words.front();
    if (act == "assign") {
        AssignServices wish{WindowId{std::stoi(words.at(1))}, services_of(words.at(2)), {}, reason};
        if (words.size() > 4 && words[3] == "helping") wish.helps = services_of(words[4]);
        if (words.size() > 4 && words[3] == "to") wish.whose = {words[4]};
        wish.sure = words.back() == "anyway";
        return wish;
    }
    if (act == "close") return CloseService{ServiceId{words.at(2)}, reason};
    if (act == "reopen") return ReopenService{ServiceId{words.at(1)}, reason};
    if (act == "post") {
        Text text{{Language{"ru"}, words.at(1)}, {Language{"en"}, words.at(1)}};
        if (words.at(2) == "only") text = {{Language{words.at(3)}, words.at(1)}};
        return PostMessage{text, Seconds{60 * std::stoi(words.back())}, reason};
    }
    if (act == "withdraw") return WithdrawMessage{reason};
    if (act == "prioritise" && words.at(2) == "as")
        return PrioritiseTicket{number_of(words[1]), CategoryId{words.at(3)}, {}, reason};
    if (act == "prioritise")
        return PrioritiseTicket{number_of(words.at(1)), {}, Seconds{60 * std::stoi(words.at(3))}, reason};
    if (act == "coming") return AnswerManagerCall{WindowId{std::stoi(words.at(1))}};
    throw std::invalid_argument("a manager does not act so");
}

// "take contract at kiosk because ...", or what a window asks, or "coming kiosk".
Wish reception_wish(Words words) {
    const std::string reason = take_reason(words);
    if (words.front() == "coming") return AnswerStaffCall{DeviceId{words.at(1)}};
    TakeTicket wish{ServiceId{words.at(1)}, Language{"ru"}, {}, reason};
    if (words.size() == 4) wish.kiosk = {words[3]};
    return wish;
}

// "merge A1000 contract taken 09:00:00 lease 08:00:00 on pc", perhaps with "instead of A001" behind it.
Wish merge_of(const Step& step, const Words& words, const Issued& issued) {
    MergeTicket wish{number_of(words.at(1)),
                     at(step.day, time_of(words.at(6), step.line)),
                     words.at(8),
                     ServiceId{words.at(2)},
                     Language{"ru"},
                     {},
                     at(step.day, time_of(words.at(4), step.line))};
    if (words.size() == 12) wish.instead_of = ticket_of(words[11], issued);
    return wish;
}

Wish wish_of(const Step& step, const Issued& issued) {
    const Words& words = step.wish;
    const auto is = [&](const char* who, const char* first, std::size_t size) {
        return step.who[0] == who && words.size() == size && words.front() == first;
    };
    if (const auto wish = panic_wish(step.who[0], words)) return *wish;
    if (step.who[0] == "window") return window_wish(WindowId{std::stoi(step.who[1])}, words);
    if (step.who[0] == "manager" || step.who[0] == "console") return act_of(words);
    if (step.who[0] == "clock" && words.empty()) return CheckTime{};
    if (is("kiosk", "take", 2)) return TakeTicket{ServiceId{words[1]}, Language{"ru"}};
    if (is("kiosk", "take", 4)) return TakeTicket{ServiceId{words[1]}, Language{"ru"}, CategoryId{words[3]}};
    if (is("visitor", "return", 2)) return ReturnTicket{number_of(words[1])};
    if (words.size() == 3 && words[1] == "is")
        return ReportDevice{DeviceId{words[0]}, condition_of(words[2])};
    if (is("kiosk", "take", 3)) return TakeTicket{ServiceId{words[1]}, Language{words[2]}};
    if (step.who[0] == "reception") return reception_wish(words);
    if (words.front() == "lease") return LeaseBlock{words.at(1)};
    if (words.front() == "merge") return merge_of(step, words, issued);
    if (is("kiosk", "staff", 1)) return CallStaff{};
    if (is("visitor", "rate", 4))
        return RateVisit{number_of(words[1]), std::stoi(words[2]), TopicId{words[3]}};
    if (words.front() == "coming") return AnswerStaffCall{DeviceId{words.at(1)}};
    if (is("printer", "report", 3)) return ReportPrint{ticket_of(words[1], issued), print_of(words[2])};
    if (is("visitor", "cancel", 2)) return CancelTicket{ticket_of(words[1], issued)};
    if (is("administrator", "adopt", 2)) return AdoptPlan{plan_named(words[1])};
    throw std::invalid_argument("nobody asks so");
}

// One overload per fact: as a person at the hall would tell it.
struct Telling {
    const std::map<TicketId, std::string>& numbers;

    std::string of(TicketId id) const { return numbers.at(id); }
    static std::string of(WindowId id) { return std::to_string(id.value); }

    std::string operator()(const PlanAdopted&) const { return "plan adopted"; }
    std::string operator()(const DayStarted& fact) const {
        const std::chrono::year_month_day date{fact.day};
        std::ostringstream out;
        out << "day started " << static_cast<unsigned>(date.day()) << '.'
            << static_cast<unsigned>(date.month());
        return out.str();
    }
    std::string operator()(const TicketTaken& fact) const {
        return (fact.taken ? "merged " : "issued ") + to_string(fact.number) +
               (fact.reason.empty() ? "" : " because " + fact.reason);
    }
    std::string operator()(const BlockLeased& fact) const {
        return "leased " + std::to_string(fact.block) + " to " + fact.lease.device.value + " on " +
               fact.lease.machine;
    }
    std::string operator()(const StaffCalled&) const { return "staff called"; }
    std::string operator()(const StaffCallAnswered& fact) const { return "coming to " + fact.kiosk.value; }
    std::string operator()(const VisitRated& fact) const {
        return "rated " + std::to_string(fact.score) +
               (fact.topic.value.empty() ? "" : " " + fact.topic.value);
    }
    std::string operator()(const ServicesAssigned& fact) const {
        return of(fact.window) + " serves " + of(fact.duties.services) +
               (fact.duties.helps.empty() ? "" : " helping " + of(fact.duties.helps)) +
               (fact.reason.empty() ? "" : " because " + fact.reason);
    }
    static std::string of(const std::vector<ServiceId>& services) {
        std::string names;
        for (const ServiceId& id : services) names += (names.empty() ? "" : ",") + id.value;
        return names;
    }
    std::string operator()(const ServiceClosed& fact) const { return "no more " + fact.service.value; }
    std::string operator()(const ServiceReopened& fact) const { return "again " + fact.service.value; }
    std::string operator()(const MessagePosted& fact) const {
        return "posted " + fact.message.text.begin()->second;
    }
    std::string operator()(const MessageWithdrawn&) const { return "message withdrawn"; }
    std::string operator()(const TicketPrioritised& fact) const {
        return "prioritised " + of(fact.ticket) + " by " + std::to_string(fact.head_start.count() / 60) +
               " because " + fact.reason;
    }
    std::string operator()(const ManagerCalled& fact) const { return "manager called to " + of(fact.window); }
    std::string operator()(const ManagerCallAnswered& fact) const {
        return "manager comes to " + of(fact.window);
    }
    std::string operator()(const PrintReported& fact) const {
        return told(fact.print) + ' ' + of(fact.ticket);
    }
    std::string operator()(const TicketCancelled& fact) const { return "cancelled " + of(fact.ticket); }
    std::string operator()(const TicketExpired& fact) const { return "expired " + of(fact.ticket); }
    std::string operator()(const WindowOpened& fact) const { return "opened " + of(fact.window); }
    std::string operator()(const WindowPaused& fact) const {
        return "paused " + of(fact.window) + " for " + fact.reason.value;
    }
    std::string operator()(const WindowResumed& fact) const { return "resumed " + of(fact.window); }
    std::string operator()(const WindowClosed& fact) const { return "closed " + of(fact.window); }
    std::string operator()(const LeaveAnnounced& fact) const {
        return of(fact.window) +
               (fact.leave.close ? " will close" : " will pause for " + fact.leave.reason.value);
    }
    std::string operator()(const LeaveWithdrawn& fact) const { return of(fact.window) + " stays"; }
    std::string operator()(const TicketCalled& fact) const {
        return "called " + of(fact.ticket) + " to " + of(fact.window) + told(fact.reason);
    }
    std::string operator()(const TicketRecalled& fact) const { return "recalled " + of(fact.ticket); }
    std::string operator()(const ServiceStarted& fact) const { return "started " + of(fact.ticket); }
    std::string operator()(const ServiceFinished& fact) const {
        return "finished " + of(fact.ticket) + (fact.outcome.value.empty() ? "" : " " + fact.outcome.value) +
               (fact.reference.empty() ? "" : " under " + fact.reference);
    }
    std::string operator()(const TicketMissed& fact) const { return "missed " + of(fact.ticket); }
    std::string operator()(const TicketTransferred& fact) const {
        const auto* service = std::get_if<ServiceId>(&fact.to);
        const std::string to = service ? service->value : "window " + of(std::get<WindowId>(fact.to));
        return "transferred " + of(fact.ticket) + " to " + to +
               (fact.reason.empty() ? "" : " because " + fact.reason);
    }
    std::string operator()(const DayEnded&) const { return "day ended"; }
    std::string operator()(const StepFinished& fact) const {
        const auto& back = fact.next.back_to;
        return "finished step " + of(fact.ticket) + ", on to " + fact.next.service.value +
               (back ? " at " + of(*back) : "") + (fact.reference.empty() ? "" : " under " + fact.reference);
    }
    std::string operator()(const StepAdded& fact) const {
        const auto& back = fact.step.back_to;
        return "added " + fact.step.service.value + (back ? " at " + of(*back) : "") + " for " +
               of(fact.ticket);
    }
    std::string operator()(const StageEntered& fact) const {
        return of(fact.ticket) + " in " + fact.stage.value;
    }
    std::string operator()(const ParkReminded& fact) const { return "reminded of " + of(fact.ticket); }
    std::string operator()(const TicketReturned& fact) const {
        return "returned " + of(fact.ticket) + (fact.only_at ? " to " + of(*fact.only_at) : "");
    }
    std::string operator()(const ReturnLapsed& fact) const { return "lapsed " + of(fact.ticket); }
    std::string operator()(const DeviceReported& fact) const {
        return fact.device.value + " is " + conditions.at(static_cast<std::size_t>(fact.condition));
    }
    static std::string of(PanicZoneId zone) { return std::to_string(zone.value); }
    std::string operator()(const PanicRaised& fact) const { return "help at " + of(fact.zone); }
    std::string operator()(const AlarmReported& fact) const {
        return std::string(fact.accepted ? "accepted " : "sent ") + of(fact.zone);
    }
    std::string operator()(const PanicEscalated& fact) const { return "escalated " + of(fact.zone); }
    std::string operator()(const PanicAcknowledged& fact) const { return "acknowledged " + of(fact.zone); }
    std::string operator()(const PanicRestored& fact) const { return "over " + of(fact.zone); }
    std::string operator()(const PanicCancelled& fact) const { return "mistake " + of(fact.zone); }
    std::string operator()(const PanicTestStarted&) const { return "test started"; }
    std::string operator()(const PanicTestReported& fact) const {
        return fact.passed ? "test passed" : "test failed";
    }
    std::string operator()(const TicketParked& fact) const {
        return "parked " + of(fact.ticket) + (fact.reason.empty() ? "" : " because " + fact.reason);
    }
};

}  // namespace

Scenario parse_scenario(const std::string& text) {
    Scenario scenario;
    LocalDay day = first_day;
    std::istringstream in(text);
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        const Words words = words_of(line);
        if (words.empty() || words[0][0] == '#') continue;
        if (words == Words{"next", "day"})
            day += std::chrono::days{1};
        else if (words.size() == 2 && words[0] == "hall" && scenario.steps.empty())
            scenario.hall = words[1];
        else
            scenario.steps.push_back(parse_step(line, number, day));
    }
    if (scenario.steps.empty()) wrong(number, "a scenario without a step tests nothing");
    return scenario;
}

Command command_of(const Step& step, const Issued& issued) {
    try {
        std::string device = step.who[0];
        if (step.who.size() > 1) device += '-' + step.who[1];
        const OperatorId person{step.who[0] == "window"      ? "anna"
                                : step.who[0] == "guard"     ? "oleg"
                                : step.who[0] == "reception" ? "irina"
                                : step.who[0] == "manager"   ? "olga"
                                                             : ""};
        return {{DeviceId{device}, person}, wish_of(step, issued)};
    } catch (const std::exception& error) {
        wrong(step.line, error.what());
    }
}

std::string told(const Fact& fact, const std::map<TicketId, std::string>& numbers) {
    return std::visit(Telling{numbers}, fact);
}

std::string told_board(const State& state) {
    const Board shown = board(state, 6, 20);
    std::string text;
    for (const BoardCall& call : shown.calls)
        text +=
            to_string(call.number) + ">" + std::to_string(call.window.value) + (call.current ? "! " : " ");
    text += "waiting";
    for (const TicketNumber& number : shown.waiting) text += ' ' + to_string(number);
    return text;
}

}  // namespace okno::test
