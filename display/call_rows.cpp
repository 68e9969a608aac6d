#include "display/call_rows.hpp"

#include <algorithm>
#include <iterator>

namespace okno::display {

namespace {

bool holds(const std::vector<hall::TicketNumber>& numbers, const hall::TicketNumber& number) {
    return std::find(numbers.begin(), numbers.end(), number) != numbers.end();
}

}  // namespace

bool CallRows::shows(const hall::TicketNumber& number) const {
    return holds(shown_, number);
}

// What has been on the board since the last look has been seen so much longer.
void CallRows::account(const std::vector<Called>& calls, platform::SteadyTime now) {
    for (const hall::TicketNumber& number : shown_)
        if (const auto seen = seen_.find(number); seen != seen_.end()) seen->second.time += now - looked_at_;
    looked_at_ = now;
    std::map<hall::TicketNumber, Seen> kept;
    for (const Called& call : calls) {
        if (!call.since) continue;
        const auto known = seen_.find(call.number);
        const bool same = known != seen_.end() && known->second.since == *call.since;
        kept.emplace(call.number, same ? known->second : Seen{*call.since});
    }
    seen_ = std::move(kept);
}

bool CallRows::is_to_be_seen(const Called& call, platform::SteadyTime now) const {
    const auto seen = seen_.find(call.number);
    return seen != seen_.end() && seen->second.time < seen_for && now - *call.since < forgotten_after;
}

// The newest without a break; of the others those that have been seen for the shortest time.
std::vector<hall::TicketNumber> CallRows::take_turns(std::vector<Called> waiting, std::size_t room,
                                                     platform::SteadyTime now) const {
    const auto fresh = std::find_if(waiting.begin(), waiting.end(),
                                    [&](const Called& call) { return now - *call.since >= fresh_for; });
    const auto staying =
        std::min<std::size_t>(static_cast<std::size_t>(fresh - waiting.begin()), room > 1 ? room - 1 : 1);
    std::stable_sort(
        waiting.begin() + static_cast<std::ptrdiff_t>(staying), waiting.end(),
        [&](const Called& a, const Called& b) { return seen_.at(a.number).time < seen_.at(b.number).time; });
    std::vector<hall::TicketNumber> chosen;
    for (std::size_t i = 0; i < room; ++i) chosen.push_back(waiting[i].number);
    return chosen;
}

void CallRows::pass_time(const std::vector<Called>& calls, std::size_t room, platform::SteadyTime now) {
    account(calls, now);
    std::vector<Called> waiting;
    std::copy_if(calls.begin(), calls.end(), std::back_inserter(waiting),
                 [&](const Called& call) { return is_to_be_seen(call, now); });
    const bool is_new = !calls.empty() && calls.front().since &&
                        (newest_ != calls.front().number || newest_since_ != *calls.front().since);
    if (is_new) {
        newest_ = calls.front().number;
        newest_since_ = *calls.front().since;
    }
    if (waiting.size() <= room) {
        turn_ends_.reset();
        shown_.clear();
        for (const Called& call : waiting) shown_.push_back(call.number);
    } else if (is_new || !turn_ends_ || now >= *turn_ends_) {
        shown_ = take_turns(waiting, room, now);
        turn_ends_ = now + turn_for;
    }
    for (const Called& call : calls)
        if (shown_.size() < room && !holds(shown_, call.number)) shown_.push_back(call.number);
    next_change_ = turn_ends_;
    for (const Called& call : waiting) {
        if (!shows(call.number)) continue;
        const auto done =
            now + std::chrono::ceil<std::chrono::milliseconds>(seen_for - seen_.at(call.number).time);
        next_change_ = next_change_ ? std::min(*next_change_, done) : done;
    }
}

}  // namespace okno::display
