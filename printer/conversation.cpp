#include "printer/conversation.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace okno::printer {

Conversation::Conversation(const Profile& profile, SteadyTime now)
    : profile_(profile), dialect_(dialect_of(profile)), ear_(dialect_.ear(profile_)), lost_since_(now) {}

void Conversation::print(Job job, SteadyTime now) {
    assert(!job_);
    // A printer that has been out of reach for long does not make each visitor wait anew.
    SteadyTime deadline = (reached() ? now : lost_since_) + checking_patience;
    if (connected_) deadline = std::max(deadline, connected_at_ + answer_patience);
    job_ = Running{std::move(job), Stage::checking, deadline};
    if (connected_ && !asked_at_) begin_question(now);
}

void Conversation::connected(SteadyTime now) {
    connected_ = true;
    heard_ = false;
    nonsense_ = 0;
    connected_at_ = now;
    hang_up_ = false;
    ear_ = dialect_.ear(profile_);
    output_ = dialect_.greeting(profile_);
    begin_question(now);
}

void Conversation::disconnected(SteadyTime now, const std::string& why) {
    if (reached()) lost_since_ = now;
    connected_ = false;
    hang_up_ = false;
    asked_at_.reset();
    output_.clear();
    if (job_ && job_->stage != Stage::checking) end(Outcome::unknown, why);
}

void Conversation::hear(std::string_view answers, SteadyTime now) {
    for (const char c : answers) {
        for (const Heard& heard : ear_->hear(static_cast<std::uint8_t>(c)))
            std::visit([&](const auto& what) { understand(what, now); }, heard);
        if (hang_up_) return;
    }
}

void Conversation::tick(SteadyTime now) {
    if (job_ && now >= job_->deadline) {
        if (job_->stage != Stage::checking)
            abandon(Outcome::unknown, "the printer took the ticket and said no more");
        else if (connected_)
            abandon(Outcome::failed, "the printer does not answer");
        else
            end(Outcome::failed, "the printer is out of reach");
    }
    if (!reached() && now >= lost_since_ + out_of_reach_after) tell_status(std::nullopt);
    if (!connected_ || hang_up_) return;
    const bool job_sent = job_ && job_->stage != Stage::checking;
    if (asked_at_ && !job_sent && now >= *asked_at_ + answer_patience) hang_up_ = true;
    if (!asked_at_ && now >= next_question_) begin_question(now);
}

SteadyTime Conversation::next_tick() const {
    SteadyTime next = SteadyTime::max();
    if (job_) next = job_->deadline;
    const bool told_lost = told_ && !*told_;
    if (!reached() && !told_lost) next = std::min(next, lost_since_ + out_of_reach_after);
    if (!connected_ || hang_up_) return next;
    if (!asked_at_) return std::min(next, next_question_);
    if (job_ && job_->stage != Stage::checking) return next;
    return std::min(next, *asked_at_ + answer_patience);
}

std::string Conversation::take_output() {
    return std::exchange(output_, {});
}

bool Conversation::take_hang_up() {
    return std::exchange(hang_up_, false);
}

std::vector<PortNews> Conversation::take_news() {
    return std::exchange(news_, {});
}

void Conversation::begin_question(SteadyTime now) {
    asked_at_ = now;
    output_ += ear_->ask();
}

void Conversation::understand(const AskOn& more, SteadyTime now) {
    asked_at_ = now;
    output_ += more.bytes;
}

void Conversation::understand(const Told& told, SteadyTime now) {
    heard_ = true;
    nonsense_ = 0;
    if (told.asked) {
        asked_at_.reset();
        return answered(told.status, now);
    }
    tell_status(told.status);
    if (job_ && job_->stage == Stage::sent && !can_print(told.status))
        abandon(Outcome::broken_off, describe(told.status));
}

void Conversation::understand(const EndMark&, SteadyTime now) {
    if (!job_ || job_->stage != Stage::sent) return;
    job_->stage = Stage::marked;
    if (asked_at_) return;
    job_->stage = Stage::confirming;
    begin_question(now);
}

void Conversation::understand(const Nonsense&, SteadyTime) {
    if (++nonsense_ <= nonsense_at_most) return;
    if (job_)
        abandon(job_->stage == Stage::checking ? Outcome::failed : Outcome::unknown,
                "the printer answers nonsense");
    hang_up_ = true;
}

void Conversation::answered(const PrinterStatus& status, SteadyTime now) {
    next_question_ = now + (job_ ? job_question_interval : idle_question_interval);
    tell_status(status);
    mind_the_mouth(status.slip_in_mouth, now);
    if (!job_) return;
    switch (job_->stage) {
        case Stage::checking:
            if (can_print(status))
                send_job(now);
            else
                end(Outcome::failed, describe(status));
            return;
        case Stage::sent:
            if (!can_print(status)) abandon(Outcome::broken_off, describe(status));
            return;
        case Stage::marked:
            job_->stage = Stage::confirming;
            begin_question(now);
            return;
        case Stage::confirming:
            if (can_print(status))
                end(Outcome::printed, {});
            else
                abandon(Outcome::unknown, describe(status) + " after the cut");
            return;
    }
}

void Conversation::send_job(SteadyTime now) {
    if (slip_waits_since_) output_ += dialect_.let_go_of_slip();
    slip_waits_since_.reset();
    ear_->job_goes_out();
    output_ += std::exchange(job_->job.bytes, {});
    job_->stage = Stage::sent;
    job_->deadline = now + sent_patience;
    next_question_ = now + job_question_interval;
}

void Conversation::mind_the_mouth(bool slip_in_it, SteadyTime now) {
    if (!slip_in_it)
        slip_waits_since_.reset();
    else if (!slip_waits_since_)
        slip_waits_since_ = now;
    if (job_ || !slip_waits_since_ || now < *slip_waits_since_ + profile_.untaken) return;
    output_ += dialect_.let_go_of_slip();
    slip_waits_since_.reset();
}

void Conversation::end(Outcome outcome, std::string why) {
    job_.reset();
    if (outcome == Outcome::unknown) told_.reset();
    news_.emplace_back(JobEnded{outcome, std::move(why)});
}

void Conversation::abandon(Outcome outcome, std::string why) {
    if (job_->stage != Stage::checking) output_ += dialect_.forget();
    hang_up_ = true;
    end(outcome, std::move(why));
}

void Conversation::tell_status(std::optional<PrinterStatus> status) {
    if (told_ && *told_ == status) return;
    told_ = status;
    news_.emplace_back(StatusHeard{std::move(status)});
}

}  // namespace okno::printer
