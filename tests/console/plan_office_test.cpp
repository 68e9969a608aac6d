#include "console/office/plan_office.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <fstream>
#include <sstream>
#include <thread>

#include "console/people/token.hpp"
#include "console/sentences.hpp"
#include "hall/time.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using console::PlanOffice;
using console::PlanWish;

namespace {

using namespace std::chrono_literals;

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

std::string replaced(std::string text, const std::string& part, const std::string& by) {
    const auto at = text.find(part);
    REQUIRE(at != std::string::npos);
    return text.replace(at, part.size(), by);
}

// An office whose dispatcher adopts what it is asked to, or refuses.
class Desk {
  public:
    Desk() : file(folder_ / "plan.toml"), trail(folder_.path()) {
        std::filesystem::copy_file("deploy/plans/example.toml", file);
        office.emplace(file, folder_ / "versions", mailbox_, trail);
        state_.plan = *office->read(read(file)).plan;
        loop_ = std::thread([this] { play_loop(); });
    }
    ~Desk() {
        ended_ = true;
        loop_.join();
    }
    PlanWish wish(const std::string& text) {
        return {text, console::fingerprint_of(read(file)), "because", {}};
    }
    std::string renamed(const std::string& name) {
        return replaced(read(file), "Центр обслуживания клиентов", name);
    }
    std::string code(const PlanOffice::Done& done) { return done ? "" : done.error().code; }

  private:
    void play_loop() {
        while (!ended_) {
            for (console::Mail& mail : mailbox_.take()) {
                if (auto* question = std::get_if<console::StateQuestion>(&mail))
                    question->answer.set_value(question->look(state_));
                auto* order = std::get_if<console::Order>(&mail);
                if (!order) continue;
                ++orders;
                person = order->person.value;
                if (refuses) {
                    order->answer.set_value(
                        tl::make_unexpected(protocol::Refusal{"plan_drops_waiting_service", {}}));
                    continue;
                }
                state_.plan = std::get<hall::AdoptPlan>(order->wish).plan;
                order->answer.set_value(std::vector<protocol::Entry>{});
            }
            std::this_thread::yield();
        }
    }

    fakes::TemporaryFolder folder_;
    console::Mailbox mailbox_;
    hall::State state_;
    std::atomic<bool> ended_{false};
    std::thread loop_;

  public:
    std::filesystem::path file;
    console::AuditTrail trail;
    std::optional<PlanOffice> office;
    std::atomic<bool> refuses{false};
    std::atomic<int> orders{0};
    std::string person;
};

constexpr hall::Timestamp noon{1'780'000'000s};  // 2026-05-28 in Moscow

}  // namespace

TEST_CASE("a plan is written, adopted in the administrator's name, and kept with its reason") {
    Desk desk;
    const std::string before = read(desk.file), after = desk.renamed("Новый зал");
    CHECK(desk.office->adopt(desk.wish(after), "elena", noon));
    CHECK(read(desk.file) == after);
    CHECK(desk.person == "elena");
    const auto view = desk.office->view(noon);
    CHECK(view.in_force);
    REQUIRE(view.versions.size() == 2);
    CHECK(view.versions[0].who == "elena");
    CHECK(view.versions[0].why == "because");
    CHECK(view.versions[1].who.empty());  // as it was found
    CHECK(desk.office->version(1) == before);
    CHECK(desk.office->version(2) == after);
    CHECK(!desk.office->version(3));
}

TEST_CASE("when the dispatcher refuses, the file is put back") {
    Desk desk;
    const std::string before = read(desk.file);
    desk.refuses = true;
    CHECK(desk.code(desk.office->adopt(desk.wish(desk.renamed("Новый зал")), "elena", noon)) ==
          "plan_drops_waiting_service");
    CHECK(read(desk.file) == before);
    CHECK(desk.office->view(noon).versions.size() == 1);
}

TEST_CASE("a plan with a mistake goes nowhere, and one that changes comments alone is not adopted again") {
    Desk desk;
    CHECK(desk.code(desk.office->adopt(desk.wish("[hall]\n"), "elena", noon)) == "plan_has_mistakes");
    CHECK(desk.code(desk.office->adopt(desk.wish(std::string(200'000, '#')), "elena", noon)) ==
          "plan_too_large");
    CHECK(desk.office->adopt(desk.wish("# A word more.\n" + read(desk.file)), "elena", noon));
    CHECK(desk.orders == 0);
    CHECK(read(desk.file).starts_with("# A word more.\n"));
}

TEST_CASE("nobody's change is overwritten unseen") {
    Desk desk;
    PlanWish mine = desk.wish(desk.renamed("Мой зал"));
    CHECK(desk.office->adopt(desk.wish(desk.renamed("Чужой зал")), "olga", noon));
    const auto refused = desk.office->adopt(mine, "elena", noon);
    CHECK(desk.code(refused) == "plan_changed");
    CHECK(refused.error().sentence.at({"en"}).find("olga") != std::string::npos);
    mine = desk.wish(replaced(read(desk.file), "Чужой зал", "Мой зал"));
    std::ofstream(desk.file, std::ios::app) << "# By hand.\n";
    CHECK(desk.code(desk.office->adopt(mine, "elena", noon)) == "plan_changed_by_hand");
    CHECK(desk.office->view(noon).versions.front().who.empty());
    CHECK(read(desk.file).ends_with("# By hand.\n"));
}

TEST_CASE("a plan waits for its day and is adopted when it begins in the hall") {
    Desk desk;
    const hall::LocalDay today = *desk.office->view(noon).today;
    PlanWish wish = desk.wish(desk.renamed("Завтрашний зал"));
    wish.day = today;
    CHECK(desk.code(desk.office->adopt(wish, "elena", noon)) == "plan_day_past");
    wish.day = today + std::chrono::days{1};
    CHECK(desk.office->adopt(wish, "elena", noon));
    CHECK(desk.orders == 0);
    const auto begins = hall::end_of_day(desk.office->read(read(desk.file)).plan->zone, today);
    CHECK(desk.office->look(begins - 1ms));
    CHECK(desk.orders == 0);
    CHECK_FALSE(desk.office->look(begins));
    CHECK(desk.orders == 1);
    CHECK(read(desk.file) == wish.text);
    CHECK(desk.office->view(begins).versions.front().who == "elena");
    CHECK(!desk.office->view(begins).waiting);
}

TEST_CASE("another plan while one waits: only whoever knows it, and the waiting one still comes") {
    Desk desk;
    const hall::LocalDay today = *desk.office->view(noon).today;
    PlanWish tomorrow = desk.wish(desk.renamed("Завтрашний зал"));
    tomorrow.day = today + std::chrono::days{1};
    CHECK(desk.office->adopt(tomorrow, "elena", noon));
    PlanWish now = desk.wish(desk.renamed("Сегодняшний зал"));
    CHECK(desk.code(desk.office->adopt(now, "olga", noon)) == "plan_waits");
    now.although_waiting = true;
    CHECK(desk.office->adopt(now, "olga", noon));
    CHECK_FALSE(desk.office->look(noon + 48h));
    CHECK(read(desk.file) == tomorrow.text);
}

TEST_CASE("a waiting plan is withdrawn, and held when the file was changed by hand") {
    Desk desk;
    CHECK(desk.code(desk.office->withdraw("elena")) == "plan_nothing_waits");
    PlanWish tomorrow = desk.wish(desk.renamed("Завтрашний зал"));
    tomorrow.day = *desk.office->view(noon).today + std::chrono::days{1};
    CHECK(desk.office->adopt(tomorrow, "elena", noon));
    std::ofstream(desk.file, std::ios::app) << "# By hand.\n";
    CHECK(desk.office->look(noon + 48h));
    CHECK(desk.office->view(noon + 48h).problem->code == "plan_changed_by_hand");
    CHECK(read(desk.file).ends_with("# By hand.\n"));
    CHECK(desk.office->withdraw("elena"));
    CHECK(!desk.office->view(noon + 48h).waiting);
    CHECK(!desk.office->view(noon + 48h).problem);
}

TEST_CASE("what cannot be written into the audit trail is not done") {
    Desk desk;
    const std::string before = read(desk.file), after = desk.renamed("Новый зал");
    const std::filesystem::path trail = desk.file.parent_path() / "audit.jsonl";
    std::filesystem::remove(trail);
    std::filesystem::create_directory(trail);
    console::PlanWish tomorrow = desk.wish(after);
    tomorrow.day = *desk.office->view(noon).today + std::chrono::days{1};
    CHECK_THROWS(desk.office->adopt(desk.wish(after), "elena", noon));
    CHECK_THROWS(desk.office->adopt(tomorrow, "elena", noon));
    CHECK(read(desk.file) == before);
    CHECK(desk.orders == 0);
    CHECK(!desk.office->view(noon).waiting);
    std::filesystem::remove(trail);
    CHECK(desk.office->adopt(tomorrow, "elena", noon));
    std::filesystem::remove(trail);
    std::filesystem::create_directory(trail);
    CHECK_THROWS(desk.office->withdraw("elena"));
    CHECK(desk.office->view(noon).waiting);
}

TEST_CASE("each deed stands in the audit trail, and what the dispatcher said to it") {
    Desk desk;
    desk.refuses = true;
    CHECK(!desk.office->adopt(desk.wish(desk.renamed("Новый зал")), "elena", noon));
    CHECK(desk.trail.part({}).lines.front().find("\"plan_refused\"") != std::string::npos);
    CHECK(desk.trail.part({}).lines.size() == 2);
}

TEST_CASE("each deed stands in the audit trail") {
    Desk desk;
    CHECK(desk.office->adopt(desk.wish(desk.renamed("Новый зал")), "elena", noon));
    const auto lines = desk.trail.part({}).lines;
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().find("\"plan_adopted\"") != std::string::npos);
    CHECK(lines.front().find("\"elena\"") != std::string::npos);
}
