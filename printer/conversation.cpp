#include "printer/conversation.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "printer/escpos.hpp"

namespace okno::printer {

Conversation::Conversation(const Profile& profile, SteadyTime now) : profile_(profile), lost_since_(now) {}

void Conversation::print(Job job, SteadyTime now) {
    assert(!job_);
    // A printer that has been out of reach for long does not make each visitor wait anew.
    SteadyTime deadline = (reached() ? now : lost_since_) + checking_patience;
    if (connected_) deadline = std::max(deadline, connected_at_ + answer_patience);
    job_ = Running{std::move(job), Stage::checking, deadline};
    if (connected_ && !question_) begin_question(now);
}

void Conversation::connected(SteadyTime now) {
    connected_ = true;
    heard_ = false;
    nonsense_ = 0;
    connected_at_ = now;
    hang_up_ = false;
    output_ = escpos::finish_broken_band(profile_);
    begin_question(now);
}

void Conversation::disconnected(SteadyTime now, const std::string& why) {
    if (reached()) lost_since_ = now;
    connected_ = false;
    hang_up_ = false;
    question_.reset();
    output_.clear();
    if (job_ && job_->stage != Stage::checking) end(Outcome::unknown, why);
}

void Conversation::hear(std::string_view answers, SteadyTime now) {
    for (const char c : answers) {
        const auto byte = static_cast<std::uint8_t>(c);
        if (is_status_answer(byte))
            hear_status(byte, now);
        else if (is_end_mark(byte))
            hear_end_mark(now);
        else
            hear_nonsense();
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
    if (question_ && !job_sent && now >= question_->asked_at + answer_patience) hang_up_ = true;
    if (!question_ && now >= next_question_) begin_question(now);
}

SteadyTime Conversation::next_tick() const {
    SteadyTime next = SteadyTime::max();
    if (job_) next = job_->deadline;
    const bool told_lost = told_ && !*told_;
    if (!reached() && !told_lost) next = std::min(next, lost_since_ + out_of_reach_after);
    if (!connected_ || hang_up_) return next;
    if (!question_) return std::min(next, next_question_);
    if (job_ && job_->stage != Stage::checking) return next;
    return std::min(next, question_->asked_at + answer_patience);
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

void Conversation::ask(StatusKind kind, SteadyTime now) {
    question_->asked = kind;
    question_->asked_at = now;
    output_ += escpos::status_request(kind);
}

void Conversation::begin_question(SteadyTime now) {
    question_ = Question{StatusKind::printer, now, {}};
    ask(StatusKind::printer, now);
}

// One request at a time: the answers do not say which request they answer.
void Conversation::hear_status(std::uint8_t byte, SteadyTime now) {
    if (!question_) return;
    add_answer(question_->status, question_->asked, byte);
    if (question_->asked != StatusKind::paper) {
        ask(static_cast<StatusKind>(static_cast<int>(question_->asked) + 1), now);
        return;
    }
    const PrinterStatus status = question_->status;
    question_.reset();
    heard_ = true;
    nonsense_ = 0;
    answered(status, now);
}

void Conversation::hear_end_mark(SteadyTime now) {
    if (!job_ || job_->stage != Stage::sent) return;
    job_->stage = Stage::marked;
    if (question_) return;
    job_->stage = Stage::confirming;
    begin_question(now);
}

void Conversation::hear_nonsense() {
    if (++nonsense_ <= nonsense_at_most) return;
    if (job_)
        abandon(job_->stage == Stage::checking ? Outcome::failed : Outcome::unknown,
                "the printer answers nonsense");
    hang_up_ = true;
}

void Conversation::answered(const PrinterStatus& status, SteadyTime now) {
    next_question_ = now + (job_ ? job_question_interval : idle_question_interval);
    tell_status(status);
    if (!job_) return;
    switch (job_->stage) {
        case Stage::checking:
            if (can_print(status))
                send_job(now);
            else
                end(Outcome::failed, describe(status));
            return;
        case Stage::sent:
            if (!can_print(status)) abandon(Outcome::failed, describe(status));
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
    output_ += std::exchange(job_->job.bytes, {});
    job_->stage = Stage::sent;
    job_->deadline = now + sent_patience;
    next_question_ = now + job_question_interval;
}

void Conversation::end(Outcome outcome, std::string why) {
    job_.reset();
    news_.emplace_back(JobEnded{outcome, std::move(why)});
}

void Conversation::abandon(Outcome outcome, std::string why) {
    if (job_->stage != Stage::checking) output_ += escpos::forget_buffers();
    hang_up_ = true;
    end(outcome, std::move(why));
}

void Conversation::tell_status(std::optional<PrinterStatus> status) {
    if (told_ && *told_ == status) return;
    told_ = status;
    news_.emplace_back(StatusHeard{std::move(status)});
}

}  // namespace okno::printer
