#include "alarm/alarm_book.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

namespace okno::alarm {

namespace {

using platform::Instant;
using platform::SteadyTime;

const std::set<Signal> for_help{Signal::panic, Signal::hold_up};
const std::set<Signal> of_buttons{Signal::tamper};
const std::set<Signal> of_paths{Signal::path};

// A press is a press, whichever code it had.
bool alike(const Event& a, const Event& b) {
    return a.signal == b.signal || (for_help.contains(a.signal) && for_help.contains(b.signal));
}

int zone_of(std::size_t receiver) {
    return static_cast<int>(receiver) + 1;
}

}  // namespace

AlarmBook::AlarmBook(Rules rules, const std::vector<Remembered>& remembered, std::uint64_t first_number,
                     Instant now)
    : rules_(std::move(rules)), next_number_(first_number), next_test_(now.wall) {
    for (const Remembered& each : remembered) {
        const Event& event = each.event;
        next_number_ = std::max(next_number_, event.number + 1);
        if (event.signal == Signal::test) next_test_ = std::max(next_test_, event.at + rules_.test_every);
        if (!each.delivered) pending_.emplace(key(event), Pending{event, now.steady, first_pause, false});
        if (each.latched) latched_.emplace(event.number, event);
    }
    // Restored, and a crash came before that was marked.
    for (const Remembered& each : remembered)
        if (each.event.turn == Turn::restored) unlatch(each.event);
    // A clock that was set back must not put off the test for years.
    next_test_ = std::min(next_test_, platform::WallTime{now.wall + rules_.test_every});
    paths_.resize(rules_.patience.size());
    for (Path& path : paths_) path.next_test = now.steady;
}

std::uint64_t AlarmBook::raise(int zone, Instant now) {
    return add(rules_.press, Turn::raised, zone, false, now);
}

std::uint64_t AlarmBook::escalate(int zone, Instant now) {
    return is_latched(for_help, zone) ? add(rules_.press, Turn::raised, zone, true, now) : 0;
}

std::uint64_t AlarmBook::restore(int zone, Instant now) {
    return release(for_help, zone, now);
}

std::uint64_t AlarmBook::unplugged(int zone, Instant now) {
    return is_latched(of_buttons, zone) ? 0 : add(Signal::tamper, Turn::raised, zone, false, now);
}

std::uint64_t AlarmBook::plugged(int zone, Instant now) {
    return release(of_buttons, zone, now);
}

std::uint64_t AlarmBook::test(Instant now) {
    next_test_ = now.wall + rules_.test_every;
    return add(Signal::test, Turn::raised, 0, false, now);
}

std::uint64_t AlarmBook::add(Signal signal, Turn turn, int zone, bool escalated, Instant now) {
    const Event event{next_number_++, signal, turn, zone, now.wall, escalated};
    const bool latches = turn == Turn::raised && signal != Signal::test;
    if (latches) latched_.emplace(event.number, event);
    pending_.emplace(key(event), Pending{event, now.steady, first_pause, false});
    outputs_.emplace_back(Record{event, latches});
    return event.number;
}

std::uint64_t AlarmBook::release(const std::set<Signal>& signals, int zone, Instant now) {
    std::optional<Signal> told_as;
    for (const auto& [ignored, event] : latched_)
        if (event.zone == zone && signals.contains(event.signal)) told_as = event.signal;
    if (!told_as) return 0;
    // Recorded first: an alarm must not end without a word to anybody.
    const std::uint64_t number = add(*told_as, Turn::restored, zone, false, now);
    unlatch(pending_.at({true, number}).event);
    return number;
}

// Ends what this restoral ends: all that was raised there before it.
void AlarmBook::unlatch(const Event& restoral) {
    MarkRestored restored;
    for (const auto& [number, event] : latched_)
        if (number < restoral.number && event.zone == restoral.zone && alike(event, restoral))
            restored.numbers.push_back(number);
    for (const std::uint64_t number : restored.numbers) latched_.erase(number);
    if (!restored.numbers.empty()) outputs_.emplace_back(std::move(restored));
}

bool AlarmBook::is_latched(const std::set<Signal>& signals, int zone) const {
    return std::any_of(latched_.begin(), latched_.end(), [&](const auto& each) {
        return each.second.zone == zone && signals.contains(each.second.signal);
    });
}

std::vector<Event> AlarmBook::calls_for_help() const {
    std::vector<Event> calls;
    for (const auto& [ignored, event] : latched_)
        if (for_help.contains(event.signal)) calls.push_back(event);
    return calls;
}

bool AlarmBook::latched(int zone) const {
    return is_latched(for_help, zone);
}

AlarmBook::Pending* AlarmBook::find(std::uint64_t number) {
    for (const bool later : {false, true})
        if (const auto found = pending_.find({later, number}); found != pending_.end()) return &found->second;
    return nullptr;
}

// A restoral that came before its alarm would leave the guard company with an alarm for ever.
bool AlarmBook::may_go(const Pending& pending) const {
    if (pending.event.turn == Turn::raised) return true;
    return std::none_of(pending_.begin(), pending_.end(), [&](const auto& each) {
        const Event& other = each.second.event;
        return other.number < pending.event.number && other.zone == pending.event.zone &&
               alike(other, pending.event);
    });
}

// Told after the new alarm it would end that one.
void AlarmBook::drop_overtaken() {
    for (auto it = pending_.begin(); it != pending_.end();) {
        const Event event = it->second.event;
        const bool overtaken = event.turn == Turn::restored &&
                               std::any_of(latched_.begin(), latched_.end(), [&](const auto& each) {
                                   return each.first > event.number && each.second.zone == event.zone &&
                                          alike(each.second, event);
                               });
        it = overtaken ? pending_.erase(it) : std::next(it);
        if (!overtaken) continue;
        if (delivery_ && delivery_->number == event.number) delivery_.reset();
        outputs_.emplace_back(MarkDelivered{event.number});
        outputs_.emplace_back(Dropped{event});
    }
}

AlarmBook::Pending* AlarmBook::most_urgent(SteadyTime now) {
    for (auto& [ignored, pending] : pending_)
        if (pending.not_before <= now && may_go(pending)) return &pending;
    return nullptr;
}

// An escalated alarm goes another way first: the usual one may lead to a receiver that nobody watches.
std::vector<std::size_t> AlarmBook::order(const Event& event) const {
    std::vector<std::size_t> order(paths_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    if (event.escalated) std::rotate(order.begin(), order.begin() + 1, order.end());
    std::stable_partition(order.begin(), order.end(), [&](std::size_t receiver) {
        return paths_[receiver].condition != PathCondition::lost;
    });
    return order;
}

bool AlarmBook::under_way(std::size_t receiver, std::uint64_t number) const {
    return delivery_ && number != 0 && delivery_->number == number &&
           delivery_->order[delivery_->place] == receiver;
}

std::vector<Output> AlarmBook::work(Instant now) {
    if (!paths_.empty()) {
        if (now.wall >= next_test_) test(now);
        for (std::size_t i = 0; i < paths_.size(); ++i)
            if (paths_[i].asked && now.steady >= paths_[i].asked->until) unanswered(i, now);
        drop_overtaken();
        deliver(now);
        test_paths(now);
        tell_of_paths(now);
    }
    return std::exchange(outputs_, {});
}

void AlarmBook::deliver(Instant now) {
    Pending* const next = most_urgent(now.steady);
    Pending* const current = delivery_ ? find(delivery_->number) : nullptr;
    const bool interrupts = next && current && urgent(next->event) && !urgent(current->event);
    if (!current || interrupts) {
        delivery_.reset();
        if (!next) return;
        delivery_ = Delivery{next->event.number, order(next->event), 0, 0, false};
    }
    const std::size_t receiver = delivery_->order[delivery_->place];
    const auto& asked = paths_[receiver].asked;
    if (!asked || asked->number != delivery_->number) ask(receiver, find(delivery_->number), now);
}

void AlarmBook::test_paths(Instant now) {
    for (std::size_t i = 0; i < paths_.size(); ++i)
        if (!paths_[i].asked && now.steady >= paths_[i].next_test) ask(i, nullptr, now);
}

// After what is to be sent: the disk that has to remember it must not hold up an alarm. Of the only path
// nobody else can be told.
void AlarmBook::tell_of_paths(Instant now) {
    if (paths_.size() < 2) return;
    for (std::size_t i = 0; i < paths_.size(); ++i) {
        const bool told = is_latched(of_paths, zone_of(i));
        if (!told && paths_[i].condition == PathCondition::lost)
            add(Signal::path, Turn::raised, zone_of(i), false, now);
        if (told && paths_[i].condition == PathCondition::alive) release(of_paths, zone_of(i), now);
    }
}

// A link test that is still unanswered does not hold up an event.
void AlarmBook::ask(std::size_t receiver, Pending* pending, Instant now) {
    Path& path = paths_[receiver];
    path.asked = Asked{pending ? pending->event.number : 0, now.steady + rules_.patience[receiver]};
    path.next_test = now.steady + link_test_every;
    if (pending) path.last = pending->event.number;
    outputs_.emplace_back(Send{receiver, pending ? std::optional{pending->event} : std::nullopt,
                               time_there(receiver, now), path.failures > 0});
}

void AlarmBook::failed(std::size_t receiver, Instant now) {
    if (paths_[receiver].asked) unanswered(receiver, now);
}

void AlarmBook::unanswered(std::size_t receiver, Instant now) {
    Path& path = paths_[receiver];
    const std::uint64_t number = path.asked->number;
    path.asked.reset();
    ++path.failures;
    path.next_test = path.failures < tries_at_a_receiver ? now.steady : now.steady + link_test_every;
    if (path.failures >= tries_at_a_receiver && path.condition != PathCondition::lost) {
        path.condition = PathCondition::lost;
        outputs_.emplace_back(PathLost{receiver});
    }
    if (under_way(receiver, number)) try_again(now);
}

void AlarmBook::try_again(Instant now) {
    if (++delivery_->tries >= tries_at_a_receiver) next_receiver(now);
}

// After the last one the others that wait have their turn: one event that nobody understands stops no other.
void AlarmBook::next_receiver(Instant now) {
    delivery_->tries = 0;
    delivery_->corrected = false;
    if (++delivery_->place < delivery_->order.size()) return;
    Pending* const pending = find(delivery_->number);
    delivery_.reset();
    assert(pending);
    pending->not_before = now.steady + pending->pause;
    pending->pause =
        std::min(2 * pending->pause, urgent(pending->event) ? pause_at_most_when_urgent : pause_at_most);
    if (!std::exchange(pending->told, true)) outputs_.emplace_back(NobodyAnswers{pending->event});
}

void AlarmBook::hear(std::size_t receiver, const dc09::Reply& reply, Instant now) {
    Path& path = paths_[receiver];
    path.failures = 0;
    if (std::exchange(path.condition, PathCondition::alive) != PathCondition::alive)
        outputs_.emplace_back(PathRestored{receiver});
    if (reply.verdict == dc09::Verdict::nak) return hear_nak(receiver, reply, now);
    path.naks = 0;
    if (reply.verdict == dc09::Verdict::duh) return hear_duh(receiver, reply, now);
    // An encrypted answer from another time was recorded and is played again, or the clocks differ: ask anew.
    const auto time = time_there(receiver, now);
    if (reply.encrypted && reply.at &&
        (*reply.at < time - answer_late_at_most || *reply.at > time + answer_early_at_most))
        return hear_nak(receiver, reply, now);
    accept(receiver, reply, now);
}

// Only what this receiver was asked last can be answered: whoever answers anything else has it wrong, and an
// alarm that is believed to be told is lost.
void AlarmBook::accept(std::size_t receiver, const dc09::Reply& reply, Instant now) {
    Path& path = paths_[receiver];
    path.next_test = now.steady + link_test_every;
    const bool to_test = reply.sequence == 0;
    if (path.asked && (path.asked->number == 0) == to_test &&
        (to_test || reply.sequence == sequence_of(path.asked->number)))
        path.asked.reset();
    if (to_test) return;
    if (path.last == 0 || reply.sequence != sequence_of(path.last)) {
        outputs_.emplace_back(StrayReply{receiver, reply.sequence});
        return;
    }
    const Pending* const pending = find(path.last);
    if (!pending) return;  // another receiver was quicker, or it says so twice
    const Event event = pending->event;
    if (delivery_ && delivery_->number == event.number) delivery_.reset();
    pending_.erase(key(event));
    outputs_.emplace_back(MarkDelivered{event.number});
    outputs_.emplace_back(Accepted{receiver, event});
}

void AlarmBook::hear_nak(std::size_t receiver, const dc09::Reply& reply, Instant now) {
    Path& path = paths_[receiver];
    const bool corrected = reply.at && set_clock(receiver, *reply.at, now);
    if (!path.asked) return;
    const std::uint64_t number = path.asked->number;
    path.asked.reset();
    path.next_test = ++path.naks < tries_at_a_receiver ? now.steady : now.steady + link_test_every;
    if (!under_way(receiver, number)) return;
    if (!corrected || std::exchange(delivery_->corrected, true)) try_again(now);
}

void AlarmBook::hear_duh(std::size_t receiver, const dc09::Reply& reply, Instant now) {
    Path& path = paths_[receiver];
    const std::uint64_t number = path.asked ? path.asked->number : 0;
    if (!path.asked || (reply.sequence != 0 && number != 0 && reply.sequence != sequence_of(number))) {
        outputs_.emplace_back(StrayReply{receiver, reply.sequence});
        return;
    }
    path.asked.reset();
    path.next_test = now.steady + link_test_every;
    const Pending* const pending = number == 0 ? nullptr : find(number);
    outputs_.emplace_back(NotUnderstood{receiver, pending ? std::optional{pending->event} : std::nullopt});
    if (under_way(receiver, number)) next_receiver(now);
}

// Whether it differs from what was believed.
bool AlarmBook::set_clock(std::size_t receiver, dc09::Moment theirs, Instant now) {
    const auto ahead = theirs - std::chrono::floor<std::chrono::seconds>(now.wall);
    if (std::exchange(paths_[receiver].clock_ahead, ahead) == ahead) return false;
    outputs_.emplace_back(ClockDiffers{receiver, ahead});
    return true;
}

dc09::Moment AlarmBook::time_there(std::size_t receiver, Instant now) const {
    return std::chrono::floor<std::chrono::seconds>(now.wall) + paths_[receiver].clock_ahead;
}

SteadyTime AlarmBook::next_deadline(Instant now) const {
    if (!outputs_.empty()) return now.steady;
    if (paths_.empty()) return SteadyTime::max();
    SteadyTime next = now.steady + (next_test_ - now.wall);
    for (const Path& path : paths_) next = std::min(next, path.asked ? path.asked->until : path.next_test);
    if (delivery_) {
        const auto& asked = paths_[delivery_->order[delivery_->place]].asked;
        return !asked || asked->number != delivery_->number ? now.steady : next;
    }
    for (const auto& [ignored, pending] : pending_)
        if (may_go(pending)) next = std::min(next, pending.not_before);
    return next;
}

}  // namespace okno::alarm
