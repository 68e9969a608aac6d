// Eight hours and a thousand tickets without the dispatcher, and what becomes of them: the kiosk's own book,
// file and merger on one side, the dispatcher's real desk and journal on the other, and between them a wire
// that hands over one request after the other. "Killed" means that everything in memory is dropped at that
// step and read from the disk again; tests/e2e/alone_test.py kills real processes.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <doctest/doctest.h>

#include <functional>
#include <set>

#include "dispatcher/desk.hpp"
#include "kiosk/alone.hpp"
#include "kiosk/unsettled.hpp"
#include "protocol/codec.hpp"
#include "tests/fakes/small_hall.hpp"
#include "tests/fakes/temporary_folder.hpp"

using namespace okno;
using namespace std::chrono_literals;
using protocol::Json;

namespace {

const dispatcher::Guest guest{"kiosk-1", "kiosk"};

// The steps of a lone ticket's life at which a kiosk may be killed.
enum class Step { touch_kept, number_kept, shown, sent, answered, merged_kept, none };

struct Office {
    fakes::TemporaryFolder folder;
    dispatcher::Journal journal{folder / "journal.db", dispatcher::JournalKey{}};
    dispatcher::Desk desk{journal};

    Office() {
        REQUIRE(desk.act(hall::AdoptPlan{fakes::small_plan()}, fakes::nine_o_clock).has_value());
        commit();
    }
    void commit() {
        desk.keep_restart_short();
        journal.commit();
        desk.take_recorded();
    }
    protocol::Answered ask(const protocol::RequestId& id, const hall::Wish& wish, hall::Timestamp now) {
        const protocol::Reply reply = desk.answer(
            guest, {id, std::string(protocol::kind_of(wish)), protocol::to_json(wish).dump()}, now);
        commit();
        const Json body = protocol::parse(reply.body);
        if (!reply.accepted) return {id, tl::make_unexpected(protocol::refusal_from_json(body))};
        std::vector<protocol::Entry> entries;
        for (const Json& entry : body.at("events")) entries.push_back(protocol::entry_from_json(entry));
        return {id, entries};
    }
};

// The parts of a kiosk that matter here, on a disk that outlives it.
class LoneKiosk {
  public:
    LoneKiosk(const std::filesystem::path& folder, std::string machine)
        : folder_(folder), machine_(std::move(machine)) {
        start();
    }

    void kill() {
        ++kills_;
        alone_.reset();
        start();
    }
    kiosk::Alone& alone() { return *alone_; }
    kiosk::UnsettledFile& touches() { return touches_; }

    // Hands over what there is to send, until there is no more; then the dispatcher's state is heard. `at`:
    // the step the kiosk is killed at: once in the midst of the second hundred, or after each hundred, ten
    // times at most.
    void merge(Office& office, hall::Timestamp& now, Step at = Step::none) {
        alone_->learn(office.desk.state());
        for (auto requests = next(now); !requests.empty(); requests = next(now)) {
            for (const auto& request : requests) {
                now += 1ms;
                const auto answer = office.ask(request.id, request.wish, now);
                const bool now_if_ever = ++asked_ == 150;
                if (at == Step::sent && now_if_ever) {
                    kill();
                    break;
                }
                alone_->hear(answer, {now, steady(now)});
                if (at == Step::answered && now_if_ever) {
                    kill();
                    break;
                }
            }
            alone_->learn(office.desk.state());
            if (at == Step::merged_kept && kills_ < 10) {
                next(now);
                kill();
            }
        }
    }

  private:
    static platform::SteadyTime steady(hall::Timestamp now) {
        return platform::SteadyTime{} + now.time_since_epoch();
    }
    std::vector<kiosk::Merger::ToSend> next(hall::Timestamp now) { return alone_->next({now, steady(now)}); }
    void start() { alone_.emplace(folder_ / "kiosk-1.alone", machine_, hall::DeviceId{"kiosk-1"}); }

    std::filesystem::path folder_;
    std::string machine_;
    int asked_ = 0;
    int kills_ = 0;
    std::optional<kiosk::Alone> alone_;
    kiosk::UnsettledFile touches_{folder_ / "kiosk-1.touch"};
};

kiosk::Unsettled touch_of(const hall::Service& service, hall::Timestamp at) {
    return {protocol::make_request_id(at), {service.id, {"ru"}}, at};
}

struct Given {
    hall::TicketNumber number;
    hall::Timestamp at{};
    hall::ServiceId service;
};

// As kiosk/kiosk.cpp does it: the touch, then the number, then the screen.
Given give(LoneKiosk& lone, const hall::Service& service, hall::Timestamp at, hall::LocalDay day,
           Step killed = Step::none) {
    const kiosk::Unsettled touch = touch_of(service, at);
    lone.touches().keep(touch);
    if (killed == Step::touch_kept) lone.kill();
    auto number = lone.alone().give(touch, service.letter, day);
    if (killed == Step::number_kept) {
        lone.kill();
        const auto left_over = lone.touches().read();
        REQUIRE(left_over.has_value());
        number = lone.alone().given(left_over->id);
    }
    REQUIRE(number.has_value());
    lone.touches().clear();
    if (killed == Step::shown) lone.kill();
    return {*number, at, service.id};
}

void check_all_there(const Office& office, const std::vector<Given>& all) {
    const hall::State& state = office.desk.state();
    CHECK(state.tickets.size() == all.size());
    for (const Given& given : all) {
        const hall::Ticket* ticket = hall::find(state, given.number);
        REQUIRE_MESSAGE(ticket, hall::to_string(given.number));
        CHECK(ticket->taken == given.at);
        CHECK(ticket->service == given.service);
        CHECK(std::get<hall::Waiting>(ticket->stage).since == given.at);
    }
}

}  // namespace

TEST_CASE("eight hours and a thousand tickets alone become part of the day, whenever the kiosk is killed") {
    const std::vector<Step> steps{Step::none, Step::touch_kept, Step::number_kept, Step::shown,
                                  Step::sent, Step::answered,   Step::merged_kept};
    for (const Step step : steps) {
        CAPTURE(static_cast<int>(step));
        Office office;
        const fakes::TemporaryFolder disk;
        LoneKiosk lone(disk.path(), "pc");
        hall::Timestamp now = fakes::nine_o_clock;
        lone.merge(office, now);  // the lease
        const hall::LocalDay day = office.desk.state().day;
        std::vector<Given> all;
        std::set<hall::TicketNumber> numbers;
        const auto& services = office.desk.state().plan.services;
        // Whoever is killed at every single ticket gives fewer: enough for the second hundred to begin.
        const int count = step == Step::none ? 1000 : 160;
        for (int i = 0; i < count; ++i) {
            now += std::chrono::milliseconds{8h} / count;
            all.push_back(
                give(lone, services[static_cast<std::size_t>(i) % services.size()], now, day, step));
            CHECK(numbers.insert(all.back().number).second);
        }
        CHECK(lone.alone().waiting() == static_cast<std::size_t>(count));
        lone.merge(office, now, step);
        lone.merge(office, now);
        CHECK(lone.alone().waiting() == 0);
        check_all_there(office, all);
    }
}

TEST_CASE("alone in the evening and again in the morning, the kiosk gives no number twice") {
    Office office;
    const fakes::TemporaryFolder disk;
    LoneKiosk lone(disk.path(), "pc");
    hall::Timestamp now = fakes::nine_o_clock;
    lone.merge(office, now);
    const hall::LocalDay day = office.desk.state().day;
    const hall::Service service = office.desk.state().plan.services.front();
    std::vector<Given> evening, morning;
    for (int i = 0; i < 3; ++i) evening.push_back(give(lone, service, now += 1min, day));
    SUBCASE("the dispatcher has heard of nothing") {}
    SUBCASE("somebody of the evening is still in the hall") {
        REQUIRE(office.desk.act(hall::OpenWindow{{1}}, now).has_value());
        office.commit();
        lone.merge(office, now);
        REQUIRE(office.desk.state().tickets.size() == 3);
    }
    lone.kill();  // what it must leave out is on its disk
    now += 24h;
    for (int i = 0; i < 5; ++i)
        morning.push_back(give(lone, service, now += 1min, day + std::chrono::days{1}));
    for (const Given& one : morning)
        for (const Given& other : evening) CHECK(one.number != other.number);
    lone.merge(office, now);
    CHECK(lone.alone().waiting() == 0);
    for (const Given& given : morning) {
        const hall::Ticket* ticket = hall::find(office.desk.state(), given.number);
        REQUIRE_MESSAGE(ticket, hall::to_string(given.number));
        CHECK(ticket->taken == given.at);
    }
}

TEST_CASE("a copied disk on another computer gives other numbers, and what both know is merged once") {
    Office office;
    const fakes::TemporaryFolder disk;
    const fakes::TemporaryFolder copy;
    hall::Timestamp now = fakes::nine_o_clock;
    std::vector<Given> all;
    const hall::Service service = office.desk.state().plan.services.front();
    LoneKiosk first(disk.path(), "pc");
    first.merge(office, now);
    const hall::LocalDay day = office.desk.state().day;
    for (int i = 0; i < 5; ++i) all.push_back(give(first, service, now += 1min, day));
    std::filesystem::copy_file(disk / "kiosk-1.alone", copy / "kiosk-1.alone");
    LoneKiosk second(copy.path(), "other");
    CHECK_FALSE(second.alone().has_number(service.letter, day));  // until it has a block of its own
    all.push_back(give(first, service, now += 1min, day));
    second.merge(office, now);
    first.merge(office, now);
    check_all_there(office, all);
    CHECK(office.desk.state().leases.size() == 2);
    // The dispatcher goes away once more, and both give tickets at once.
    for (int i = 0; i < 5; ++i) {
        all.push_back(give(first, service, now += 1min, day));
        all.push_back(give(second, service, now, day));
    }
    second.merge(office, now);
    first.merge(office, now);
    check_all_there(office, all);
}

TEST_CASE("a touch the dispatcher had heard is one ticket: the one whose number the visitor knows") {
    Office office;
    const fakes::TemporaryFolder disk;
    LoneKiosk lone(disk.path(), "pc");
    hall::Timestamp now = fakes::nine_o_clock;
    lone.merge(office, now);
    const hall::Service service = office.desk.state().plan.services.front();
    const kiosk::Unsettled touch = touch_of(service, now);
    REQUIRE(office.ask(touch.id, touch.wish, now).result.has_value());
    const auto number = lone.alone().give(touch, service.letter, office.desk.state().day);
    REQUIRE(number.has_value());
    SUBCASE("") {}
    SUBCASE("and the kiosk is killed at each step between") {
        lone.merge(office, now, Step::merged_kept);
    }
    lone.merge(office, now);
    check_all_there(office, {{*number, touch.touched, service.id}});
}
