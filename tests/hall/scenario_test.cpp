// Runs every tests/scenarios/*.scenario through the very rules the dispatcher runs, and checks at the end
// that no refusal, command or event of the hall was left without a scenario.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <stdexcept>

#include "hall/decide.hpp"
#include "hall/evolve.hpp"
#include "hall/public_view.hpp"
#include "hall/selection.hpp"
#include "tests/hall/hall_truth.hpp"
#include "tests/hall/scenario_language.hpp"
#include "tests/hall/small_hall.hpp"

using namespace okno;
using namespace okno::hall;
using namespace std::chrono_literals;

namespace {

struct Covered {
    std::set<Rejection> rejections;
    std::set<std::size_t> wishes;  // indexes of the variants
    std::set<std::size_t> facts;
};

// One hall that hears one scenario, keeps its whole journal and checks itself after every step.
class Playhouse {
  public:
    Playhouse(const std::string& how, Covered& covered) : covered_(covered) {
        if (how == "empty") return;
        const bool named = how != "open" && how != "closed";  // a hall by another plan, its windows open
        const Plan plan = named ? test::plan_named(how) : test::small_plan();
        prepare(AdoptPlan{plan});
        if (how == "closed") return;
        for (const Window& window : plan.windows) prepare(OpenWindow{window.id});
    }

    std::string answer(const test::Step& step) {
        if (step.who[0] == "board") return test::told_board(state_);
        if (step.who[0] == "ticket") return ahead(step.who[1]);
        if (step.who[0] == "window" && step.wish == std::vector<std::string>{"idle"})
            return idled(WindowId{std::stoi(step.who[1])}, test::at(step.day, step.time));
        const Command command = test::command_of(step, issued_);
        covered_.wishes.insert(command.wish.index());
        return hear(command, test::at(step.day, step.time));
    }

    // "" or what is wrong with the hall as it stands now.
    std::string untrue() const {
        if (test::fold({}, journal_) != state_)
            return "the journal replayed from its beginning gives another state";
        Events shown;
        for (const Event& event : journal_)
            if (const auto open = public_event(event)) shown.push_back(*open);
        if (test::fold({}, shown) != public_state(state_)) return "the public feed gives another state";
        return test::what_is_untrue(state_);
    }

  private:
    void prepare(const Wish& wish) {
        const Command command{{DeviceId{"administrator"}, OperatorId{"anna"}}, wish};
        if (hear(command, test::at(test::first_day, 8h)).starts_with("refused"))
            throw std::logic_error("the small hall does not open");
    }

    std::string hear(const Command& command, Timestamp now) {
        const State before = state_;
        const Decision decision = decide(state_, command, now);
        if (before != state_) throw std::logic_error("decide has changed the state");
        if (!decision) {
            covered_.rejections.insert(decision.error());
            return "refused " + std::string{to_string(decision.error())};
        }
        std::string answer;
        for (const Event& event : *decision) {
            covered_.facts.insert(event.fact.index());
            journal_.push_back(event);
            state_ = evolve(std::move(state_), event);
            if (const auto* taken = std::get_if<TicketTaken>(&event.fact)) {
                numbers_[taken->ticket] = to_string(taken->number);
                issued_[to_string(taken->number)] = taken->ticket;
            }
            answer += (answer.empty() ? "" : ", ") + test::told(event.fact, numbers_);
        }
        return answer.empty() ? "nothing" : answer;
    }

    std::string ahead(const std::string& number) const {
        const auto it = issued_.find(number);
        if (it == issued_.end()) throw std::invalid_argument("no ticket " + number);
        return std::to_string(people_ahead(state_, it->second)) + " ahead";
    }

    // As a page shows it at this moment, though nothing has happened since.
    std::string idled(WindowId id, Timestamp now) const {
        const Milliseconds still = is_idle(state_, id) ? now - state_.latest : Milliseconds{0};
        return std::to_string(std::chrono::floor<Seconds>(state_.windows.at(id).idled + still).count()) +
               " seconds";
    }

    Covered& covered_;
    State state_;
    Events journal_;
    test::Issued issued_;
    std::map<TicketId, std::string> numbers_;
};

// "" or the first line at which the hall said another thing than the scenario.
std::string play(const std::filesystem::path& file, Covered& covered) {
    std::ifstream in(file);
    std::ostringstream text;
    text << in.rdbuf();
    try {
        const test::Scenario scenario = test::parse_scenario(text.str());
        Playhouse hall(scenario.hall, covered);
        for (const test::Step& step : scenario.steps) {
            const std::string where = file.string() + ":" + std::to_string(step.line) + ": ";
            const std::string answer = hall.answer(step);
            if (answer != step.answer)
                return where + "expected \"" + step.answer + "\", the hall said \"" + answer + '"';
            if (const std::string untrue = hall.untrue(); !untrue.empty()) return where + untrue;
        }
    } catch (const std::exception& error) {
        return file.string() + ": " + error.what();
    }
    return {};
}

template <class Variant>
std::set<std::size_t> all_of() {
    std::set<std::size_t> indexes;
    for (std::size_t i = 0; i < std::variant_size_v<Variant>; ++i) indexes.insert(i);
    return indexes;
}

const Covered& play_all() {
    static const Covered covered = [] {
        Covered found;
        std::set<std::filesystem::path> files;
        for (const auto& entry : std::filesystem::directory_iterator("tests/scenarios"))
            if (entry.path().extension() == ".scenario") files.insert(entry.path());
        CHECK_MESSAGE(files.size() >= 28, "only ", files.size(), " scenarios were found");
        for (const auto& file : files) {
            const std::string wrong = play(file, found);
            CHECK_MESSAGE(wrong.empty(), wrong);
        }
        return found;
    }();
    return covered;
}

}  // namespace

TEST_CASE("every scenario goes as it is written") {
    play_all();
}

TEST_CASE("every refusal of the hall is reached by a scenario") {
    const Covered& covered = play_all();
    for (int i = 0; to_string(static_cast<Rejection>(i)) != "unknown"; ++i) {
        const auto rejection = static_cast<Rejection>(i);
        CHECK_MESSAGE(covered.rejections.contains(rejection), "no scenario is refused with ",
                      std::string{to_string(rejection)});
    }
}

TEST_CASE("every command and every event of the hall occurs in a scenario") {
    const Covered& covered = play_all();
    CHECK(covered.wishes == all_of<Wish>());
    CHECK(covered.facts == all_of<Fact>());
}
