#include "console/office/plan_office.hpp"

#include "console/people/token.hpp"
#include "console/sentences.hpp"
#include "hall/time.hpp"
#include "platform/log.hpp"
#include "protocol/codec.hpp"
#include "statistics/day_text.hpp"

namespace okno::console {

namespace {

constexpr std::chrono::milliseconds answer_patience{4000};
constexpr std::chrono::milliseconds look_patience{2000};
constexpr std::chrono::seconds looks_every{5};
constexpr std::size_t envelope_bytes = 1024;  // of a request, beside the plan

bool fits_the_wire(const hall::Plan& plan) {
    return protocol::to_json(plan).dump().size() + envelope_bytes <= protocol::request_bytes_at_most;
}

}  // namespace

PlanOffice::PlanOffice(const std::filesystem::path& file, const std::filesystem::path& folder,
                       Mailbox& mailbox, AuditTrail& trail)
    : shelf_(file, folder), mailbox_(mailbox), trail_(trail) {
    (void)shelf_.text();  // a path that cannot be read ends the program with a sentence
}

PlanOffice::~PlanOffice() {
    watch_.request_stop();
    changed_.notify_all();
}

void PlanOffice::start() {
    watch_ = std::jthread([this](const std::stop_token& stop) { watch(stop); });
}

void PlanOffice::watch(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        bool waits = true;
        try {
            waits = look(platform::read_clock().wall);
        } catch (const std::exception& error) {
            spdlog::error("The plan that waits cannot be looked at. reason=\"{}\"", error.what());
        }
        std::unique_lock lock(mutex_);
        const auto never = [] { return false; };
        if (waits)
            changed_.wait_for(lock, stop, looks_every, never);
        else
            changed_.wait(lock, stop, [this] { return shelf_.waiting().has_value(); });
    }
}

plan::CloseReading PlanOffice::read(const std::string& text) const {
    return plan::read_closely(text, shelf_.file().filename().string());
}

std::string PlanOffice::present() {
    const std::lock_guard lock(mutex_);
    return shelf_.text();
}

std::optional<std::string> PlanOffice::version(int id) {
    const std::lock_guard lock(mutex_);
    return shelf_.version(id);
}

// What stands in the file and nobody adopted here: written by hand. It becomes a version, so that it can be
// taken again.
void PlanOffice::notice_hand(const std::string& text, const std::string& hash, platform::WallTime now) {
    const auto versions = shelf_.versions();
    if (!versions.empty() && versions.front().hash == hash) return;
    shelf_.keep({0, now, "", "", hash, std::nullopt}, text);
}

PlanView PlanOffice::view(platform::WallTime now) {
    const std::lock_guard lock(mutex_);
    PlanView view;
    view.text = shelf_.text();
    view.hash = fingerprint_of(view.text);
    notice_hand(view.text, view.hash, now);
    view.versions = shelf_.versions();
    view.waiting = shelf_.waiting();
    view.problem = problem_;
    if (const auto plan = read(view.text).plan) {
        view.today = hall::local_day(plan->zone, now);
        const auto in_force = is_in_force(*plan);
        view.in_force = in_force.value_or(false);
        view.blind = !in_force;
    }
    return view;
}

std::optional<protocol::Refusal> PlanOffice::why_changed(const std::string& base, platform::WallTime now) {
    const std::string text = shelf_.text();
    const std::string hash = fingerprint_of(text);
    if (hash == base) return std::nullopt;
    notice_hand(text, hash, now);
    const std::string who = shelf_.versions().front().who;
    return who.empty() ? complain(Complaint::plan_changed_by_hand) : complain(Complaint::plan_changed, who);
}

PlanOffice::Done PlanOffice::adopt(const PlanWish& wish, const std::string& who, platform::WallTime now) {
    const std::lock_guard lock(mutex_);
    if (wish.text.size() > PlanShelf::bytes_at_most)
        return tl::make_unexpected(complain(Complaint::plan_too_large));
    const auto reading = read(wish.text);
    if (!reading.plan) return tl::make_unexpected(complain(Complaint::plan_has_mistakes));
    if (!fits_the_wire(*reading.plan)) return tl::make_unexpected(complain(Complaint::plan_too_large));
    if (auto changed = why_changed(wish.base, now)) return tl::make_unexpected(*std::move(changed));
    const auto waiting = shelf_.waiting();
    if (waiting && !wish.although_waiting)
        return tl::make_unexpected(complain(Complaint::plan_waits, statistics::to_text(waiting->day)));
    if (wish.day) {
        if (*wish.day <= hall::local_day(reading.plan->zone, now))
            return tl::make_unexpected(complain(Complaint::plan_day_past));
        trail_.record({Deed::plan_planned, who, {}});
        shelf_.wait({*wish.day, now, who, wish.why, wish.base, wish.text, wish.restores});
        problem_.reset();
        changed_.notify_all();
        return {};
    }
    trail_.record({Deed::plan_adopted, who, {}});
    const auto done = put_in_force(wish, *reading.plan, who, now);
    if (!done) trail_.note({Deed::plan_refused, who, {}});
    // Whoever adopted this was told that the other one still comes: it is not held up by it.
    if (done && waiting) {
        WaitingPlan after = *waiting;
        after.base = fingerprint_of(wish.text);
        shelf_.wait(after);
    }
    return done;
}

PlanOffice::Done PlanOffice::put_in_force(const PlanWish& wish, const hall::Plan& plan,
                                          const std::string& who, platform::WallTime now) {
    const std::string former = shelf_.text();
    notice_hand(former, fingerprint_of(former), now);
    shelf_.write(wish.text);
    if (const auto done = ask_dispatcher(plan, who); !done) {
        shelf_.write(former);
        return done;
    }
    shelf_.keep({0, now, who, wish.why, fingerprint_of(wish.text), wish.restores}, wish.text);
    spdlog::info("A new plan is in force.");
    return {};
}

PlanOffice::Done PlanOffice::ask_dispatcher(const hall::Plan& plan, const std::string& who) {
    if (is_in_force(plan).value_or(false)) return {};  // only comments have changed
    Order order{protocol::make_request_id(platform::read_clock().wall),
                hall::AdoptPlan{plan},
                hall::OperatorId{who},
                {}};
    const protocol::RequestId id = order.id;
    const auto answer = mailbox_.ask(std::move(order), answer_patience);
    if (answer && *answer) return {};
    if (answer) return tl::make_unexpected(answer->error());
    mailbox_.post(Withdrawal{id});
    if (is_in_force(plan).value_or(false)) return {};
    return tl::make_unexpected(complain(Complaint::no_answer));
}

// Empty: nobody can tell.
std::optional<bool> PlanOffice::is_in_force(const hall::Plan& plan) {
    const auto answer = mailbox_.ask(StateQuestion{[plan](const hall::State& state) -> nlohmann::json {
                                                       if (!hall::has_plan(state)) return nullptr;
                                                       return hall::adopted_plan(state) == plan;
                                                   },
                                                   {}},
                                     look_patience);
    if (!answer || !answer->is_boolean()) return std::nullopt;
    return answer->get<bool>();
}

PlanOffice::Done PlanOffice::withdraw(const std::string& who) {
    const std::lock_guard lock(mutex_);
    if (!shelf_.waiting()) return tl::make_unexpected(complain(Complaint::plan_nothing_waits));
    trail_.record({Deed::plan_withdrawn, who, {}});
    shelf_.forget_waiting();
    problem_.reset();
    return {};
}

bool PlanOffice::look(platform::WallTime now) {
    const std::lock_guard lock(mutex_);
    const auto waiting = shelf_.waiting();
    if (!waiting) return false;
    const auto reading = read(waiting->text);
    if (!reading.plan) {
        problem_ = complain(Complaint::plan_has_mistakes);
        return true;
    }
    if (hall::local_day(reading.plan->zone, now) < waiting->day) return true;
    const auto versions = shelf_.versions();  // it was adopted, and then the power went
    if (!versions.empty() && versions.front().hash == fingerprint_of(waiting->text)) {
        shelf_.forget_waiting();
        return false;
    }
    problem_ = why_changed(waiting->base, now);
    if (problem_) return true;
    const PlanWish wish{waiting->text, waiting->base, waiting->why, std::nullopt, true, waiting->restores};
    if (const auto done = put_in_force(wish, *reading.plan, waiting->who, now); !done) {
        problem_ = done.error();
        return true;
    }
    trail_.note({Deed::plan_adopted, waiting->who, {}});
    shelf_.forget_waiting();
    return false;
}

}  // namespace okno::console
