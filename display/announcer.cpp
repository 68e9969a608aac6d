#include "display/announcer.hpp"

#include <algorithm>

namespace okno::display {

using platform::SteadyTime;

namespace {

bool is_expected(const hall::State& state, const hall::Call& call) {
    const hall::Ticket* ticket = hall::find(state, call.number);
    const auto* called = ticket ? std::get_if<hall::Called>(&ticket->stage) : nullptr;
    return called && called->window == call.window;
}

std::vector<hall::Language> languages_for(const hall::State& state, const hall::TicketNumber& number) {
    std::vector<hall::Language> languages;
    if (const hall::Ticket* ticket = hall::find(state, number); ticket && !ticket->language.value.empty())
        languages.push_back(ticket->language);
    const hall::Language own =
        state.plan.languages.empty() ? hall::Language{"ru"} : state.plan.languages.front();
    if (languages.empty() || languages.front() != own) languages.push_back(own);
    return languages;
}

}  // namespace

void Announcer::call(const hall::Call& call, const hall::State& state, SteadyTime now) {
    const auto same = [&](const Pending& pending) { return pending.reading.call.number == call.number; };
    std::erase_if(pending_, same);
    if (current_ && same(*current_)) current_->reading.again = true;  // the new call has its own repetition
    pending_.push_back({{call, languages_for(state, call.number), false}, now, now});
}

void Announcer::look(const hall::State& state, SteadyTime now) {
    std::erase_if(pending_, [&](const Pending& pending) {
        const bool worth = !pending.reading.again && now - pending.called <= worth_reading;
        return !worth && !is_expected(state, pending.reading.call);
    });
}

std::deque<Announcer::Pending>::iterator Announcer::next() {
    const auto first = std::find_if(pending_.begin(), pending_.end(),
                                    [](const Pending& pending) { return !pending.reading.again; });
    if (first != pending_.end()) return first;
    return std::min_element(pending_.begin(), pending_.end(),
                            [](const Pending& a, const Pending& b) { return a.due < b.due; });
}

std::optional<Reading> Announcer::begin(SteadyTime now) {
    if (current_ || now < quiet_until_) return std::nullopt;
    const auto found = next();
    if (found == pending_.end() || found->due > now) return std::nullopt;
    current_ = std::move(*found);
    pending_.erase(found);
    return current_->reading;
}

void Announcer::ended(SteadyTime now) {
    if (!current_) return;
    quiet_until_ = now + breath;
    if (!current_->reading.again) {
        current_->reading.again = true;
        current_->due = now + again_after;
        pending_.push_back(std::move(*current_));
    }
    current_.reset();
}

std::optional<SteadyTime> Announcer::next_due() const {
    if (current_ || pending_.empty()) return std::nullopt;
    const auto soonest = std::min_element(pending_.begin(), pending_.end(),
                                          [](const Pending& a, const Pending& b) { return a.due < b.due; });
    return std::max(soonest->due, quiet_until_);
}

}  // namespace okno::display
