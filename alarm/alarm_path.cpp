#include "alarm/alarm_path.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "platform/log.hpp"

namespace okno::alarm {

namespace {

using platform::Instant;
using platform::SteadyTime;

std::optional<AlarmStore> open_store(const GuardCompany& company, const std::filesystem::path& file) {
    if (company.receivers.empty()) return std::nullopt;
    try {
        AlarmStore store(file);
        if (store.damaged() > 0)
            spdlog::error(
                "The file of alarms has damaged places; what stood there is lost. file={} places={}",
                file.string(), store.damaged());
        return store;
    } catch (const std::system_error& error) {
        spdlog::critical(
            "ALARMS CANNOT BE REMEMBERED: they are sent all the same, but a crash may lose one. {}",
            error.what());
        return std::nullopt;
    }
}

Rules rules_of(const GuardCompany& company) {
    Rules rules{{}, company.press, company.test_every};
    for (const Receiver& receiver : company.receivers) rules.patience.push_back(receiver.retry);
    return rules;
}

// Without a memory any place in the circle of numbers is better than the one that was used at the last start.
std::uint64_t first_number(bool remembers, Instant now) {
    if (remembers) return 1;
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(1, now.wall.time_since_epoch() / std::chrono::seconds{1}));
}

std::string event_name(const Event& event) {
    return std::string{to_string(event.signal)} + (event.turn == Turn::restored ? " restored" : "") +
           (event.escalated ? " escalated" : "");
}

void tell_unrecorded(const Event& event, const std::string& why) {
    spdlog::critical(
        "THE ALARM CANNOT BE RECORDED and is sent all the same: {} signal={} zone={} sequence={:04}", why,
        event_name(event), event.zone, sequence_of(event.number));
}

}  // namespace

AlarmPath::AlarmPath(GuardCompany company, const std::filesystem::path& file, Instant now)
    : store_(open_store(company, file)),
      book_(rules_of(company), store_ ? store_->remembered() : std::vector<Remembered>{},
            first_number(store_.has_value(), now), now) {
    for (Receiver& receiver : company.receivers) {
        ReceiverLink link(receiver);
        ways_.push_back({std::move(receiver), std::move(link), false});
    }
    if (book_.pending() > 0)
        spdlog::warn("Alarms of an earlier run are still to be told. alarms={}", book_.pending());
}

void AlarmPath::raise(int zone, Instant now) {
    if (nobody()) {
        spdlog::error("A panic button is pressed and no guard company is described. zone={}", zone);
        return;
    }
    book_.raise(zone, now);
    carry_out(now);
}

void AlarmPath::escalate(int zone, Instant now) {
    if (nobody()) return;
    if (book_.escalate(zone, now) == 0) spdlog::warn("There is no alarm to be told once more. zone={}", zone);
    carry_out(now);
}

void AlarmPath::restore(int zone, Instant now) {
    if (nobody()) return;
    if (book_.restore(zone, now) == 0) spdlog::info("There is no alarm to be restored. zone={}", zone);
    carry_out(now);
}

void AlarmPath::test(Instant now) {
    if (nobody()) return;
    book_.test(now);
    carry_out(now);
}

void AlarmPath::unplugged(int zone, Instant now) {
    if (nobody()) return;
    book_.unplugged(zone, now);
    carry_out(now);
}

void AlarmPath::plugged(int zone, Instant now) {
    if (nobody()) return;
    book_.plugged(zone, now);
    carry_out(now);
}

void AlarmPath::work(Instant now) {
    for (std::size_t i = 0; i < ways_.size(); ++i)
        for (const LinkNews& news : ways_[i].link.work()) {
            if (const auto* heard = std::get_if<Heard>(&news))
                hear(i, *heard, now);
            else
                book_.failed(i, now);
        }
    carry_out(now);
}

std::vector<Watched> AlarmPath::watched() const {
    std::vector<Watched> all;
    for (const Way& way : ways_)
        if (const auto watched = way.link.watched()) all.push_back(*watched);
    return all;
}

SteadyTime AlarmPath::next_work(Instant now) const {
    const bool news =
        std::any_of(ways_.begin(), ways_.end(), [](const Way& way) { return way.link.broken(); });
    return news ? now.steady : book_.next_deadline(now);
}

std::vector<PathReport> AlarmPath::paths() const {
    std::vector<PathReport> reports;
    for (std::size_t i = 0; i < ways_.size(); ++i) reports.push_back({name(i), book_.path(i)});
    return reports;
}

void AlarmPath::hear(std::size_t receiver, const Heard& heard, Instant now) {
    Way& way = ways_[receiver];
    const auto reply = dc09::parse_reply(heard.frame, way.receiver.key ? &*way.receiver.key : nullptr);
    if (reply) {
        way.bad_reply_told = false;
        return book_.hear(receiver, *reply, now);
    }
    if (std::exchange(way.bad_reply_told, true)) return;
    spdlog::warn("The receiver's answer cannot be used: {}. receiver={} bytes={}", to_string(reply.error()),
                 name(receiver), heard.frame.size());
}

void AlarmPath::carry_out(Instant now) {
    for (const Output& output : book_.work(now))
        std::visit([this](const auto& each) { carry_out(each); }, output);
}

void AlarmPath::carry_out(const Record& record) {
    const Event& event = record.event;
    if (!store_) return tell_unrecorded(event, "there is no file of alarms");
    try {
        store_->record(event, record.latched);
        spdlog::info("The alarm is recorded. signal={} zone={} sequence={:04}", event_name(event), event.zone,
                     sequence_of(event.number));
    } catch (const std::system_error& error) {
        tell_unrecorded(event, error.what());
    }
}

void AlarmPath::carry_out(const MarkDelivered& mark) {
    if (!store_) return;
    try {
        store_->mark_delivered(mark.number);
    } catch (const std::system_error& error) {
        spdlog::error(
            "It cannot be recorded that the alarm was accepted; after a restart it is sent once more "
            "under its number: {} sequence={:04}",
            error.what(), sequence_of(mark.number));
    }
}

void AlarmPath::carry_out(const MarkRestored& mark) {
    if (!store_) return;
    try {
        store_->mark_restored(mark.numbers);
    } catch (const std::system_error& error) {
        spdlog::error("It cannot be recorded that the alarm is restored: {}", error.what());
    }
}

void AlarmPath::carry_out(const Send& send) {
    Way& way = ways_[send.receiver];
    dc09::Message message{dc09::Token::null, 0, way.receiver.line, {}, send.at};
    if (send.event) {
        message.token = way.receiver.token;
        message.sequence = sequence_of(send.event->number);
        message.data = dc09::data_of(message.token, *send.event);
    }
    way.link.send(dc09::encode(message, way.receiver.key ? &*way.receiver.key : nullptr, random_pad()),
                  send.afresh);
}

void AlarmPath::carry_out(const Accepted& accepted) const {
    spdlog::info("The guard company has accepted it. signal={} zone={} sequence={:04} receiver={}",
                 event_name(accepted.event), accepted.event.zone, sequence_of(accepted.event.number),
                 name(accepted.receiver));
}

void AlarmPath::carry_out(const NobodyAnswers& nobody) const {
    spdlog::critical(
        "NO RECEIVER OF THE GUARD COMPANY HAS TAKEN THE ALARM; it is tried on. signal={} zone={} "
        "sequence={:04}",
        event_name(nobody.event), nobody.event.zone, sequence_of(nobody.event.number));
}

void AlarmPath::carry_out(const NotUnderstood& duh) const {
    if (duh.event)
        spdlog::error(
            "The receiver says that it cannot use this alarm (DUH). signal={} zone={} "
            "sequence={:04} receiver={}",
            event_name(*duh.event), duh.event->zone, sequence_of(duh.event->number), name(duh.receiver));
    else
        spdlog::warn("The receiver does not know link tests (DUH). receiver={}", name(duh.receiver));
}

void AlarmPath::carry_out(const ClockDiffers& clock) const {
    spdlog::warn(
        "The receiver's clock is {} s ahead of ours (less than 0: behind); it is told its own time from "
        "now on. receiver={}",
        clock.ahead.count(), name(clock.receiver));
}

void AlarmPath::carry_out(const PathLost& lost) const {
    spdlog::error("The way to the guard company's receiver is lost. receiver={}", name(lost.receiver));
}

void AlarmPath::carry_out(const PathRestored& restored) const {
    spdlog::info("The guard company's receiver answers. receiver={}", name(restored.receiver));
}

void AlarmPath::carry_out(const StrayReply& stray) const {
    spdlog::warn("The receiver answers what it was not asked. receiver={} sequence={:04}",
                 name(stray.receiver), stray.sequence);
}

}  // namespace okno::alarm
