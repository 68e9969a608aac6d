#include "alarm/alarm_path.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "platform/log.hpp"

namespace okno::alarm {

namespace {

using platform::Instant;
using platform::SteadyTime;

constexpr std::chrono::seconds probed_every{1};
// A disk that is dying may take a byte into its memory and never keep it; this often that is found out.
constexpr std::chrono::seconds probed_thoroughly_every{60};

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

// Of the first event when nothing is remembered: greater than any that an earlier file, lost or replaced, has
// given. The hall drops a press whose number it has heard.
std::uint64_t first_number(Instant now) {
    return static_cast<std::uint64_t>(
        std::max<std::int64_t>(1, now.wall.time_since_epoch() / std::chrono::seconds{1}));
}

std::string event_name(const Event& event) {
    return std::string{to_string(event.signal)} + (event.turn == Turn::restored ? " restored" : "") +
           (event.escalated ? " escalated" : "");
}

}  // namespace

AlarmPath::AlarmPath(GuardCompany company, const std::filesystem::path& file, Instant now)
    : store_(open_store(company, file)),
      book_(rules_of(company), store_ ? store_->remembered() : std::vector<Remembered>{}, first_number(now),
            now) {
    for (Receiver& receiver : company.receivers) {
        ReceiverLink link(receiver);
        ways_.push_back({std::move(receiver), std::move(link), false});
    }
    next_probe_ = now.steady + probed_every;  // it was just opened
    next_thorough_probe_ = now.steady + probed_thoroughly_every;
    if (book_.pending() > 0)
        spdlog::warn("Alarms of an earlier run are still to be told. alarms={}", book_.pending());
}

std::uint64_t AlarmPath::raise(int zone, Instant now) {
    if (nobody()) {
        unheard_.insert(zone);
        spdlog::error("Somebody calls for help and no guard company is described. zone={}", zone);
        return 0;
    }
    const std::uint64_t number = book_.raise(zone, now);
    carry_out(now);
    return number;
}

std::vector<Event> AlarmPath::calls_for_help() const {
    std::vector<Event> calls = book_.calls_for_help();
    for (const int zone : unheard_) {
        Event event;
        event.signal = Signal::panic;
        event.turn = Turn::raised;
        event.zone = zone;
        calls.push_back(event);
    }
    return calls;
}

void AlarmPath::escalate(int zone, Instant now) {
    if (nobody()) return;
    if (book_.escalate(zone, now) == 0) spdlog::warn("There is no alarm to be told once more. zone={}", zone);
    carry_out(now);
}

void AlarmPath::restore(int zone, Instant now) {
    unheard_.erase(zone);
    if (nobody()) return;
    if (book_.restore(zone, now) == 0) spdlog::info("There is no alarm to be restored. zone={}", zone);
    carry_out(now);
}

std::uint64_t AlarmPath::test(Instant now) {
    if (nobody()) return 0;
    const std::uint64_t number = book_.test(now);
    carry_out(now);
    return number;
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
    probe_disk(now.steady);
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
    if (news) return now.steady;
    const SteadyTime next = book_.next_deadline(now);
    return store_ ? std::min(next, next_probe_) : next;
}

// A disk that is full is a fault that could stop an alarm: it is found before somebody presses a button.
void AlarmPath::probe_disk(SteadyTime now) {
    if (!store_ || now < next_probe_) return;
    const bool thorough = !disk_takes_ || now >= next_thorough_probe_;
    next_probe_ = now + probed_every;
    if (thorough) next_thorough_probe_ = now + probed_thoroughly_every;
    try {
        const bool full = !store_->probe(thorough);
        if (!std::exchange(disk_takes_, true)) spdlog::info("The disk takes alarms again.");
        if (full != std::exchange(disk_full_, full)) {
            if (full)
                spdlog::critical(
                    "THE DISK IS FULL: alarms are remembered only while the room kept for them lasts.");
            else
                spdlog::info("The disk has room again.");
        }
    } catch (const std::system_error& error) {
        if (std::exchange(disk_takes_, false))
            spdlog::critical(
                "THE DISK TAKES NO ALARMS: they are sent all the same, but a crash may lose one. {}",
                error.what());
    }
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

// Told last: a log that nobody reads may block, and an alarm must not wait for it.
void AlarmPath::carry_out(Instant now) {
    const std::vector<Output> outputs = book_.work(now);
    for (const Output& output : outputs) std::visit([this](const auto& each) { carry_out(each); }, output);
    for (const Output& output : outputs) std::visit([this](const auto& each) { tell(each); }, output);
    for (const auto& [number, why] : std::exchange(disk_says_no_, {}))
        spdlog::error(
            "What became of the alarm cannot be recorded; after a restart it may be told once more under "
            "its number: {} sequence={:04}",
            why, sequence_of(number));
}

template <class Step>
void AlarmPath::on_disk(std::uint64_t number, const Step& step) {
    try {
        if (store_) step();
    } catch (const std::system_error& error) {
        disk_says_no_[number] = error.what();
        next_probe_ = {};
    }
}

void AlarmPath::carry_out(const Record& record) {
    on_disk(record.event.number, [&] { store_->record(record.event, record.latched); });
}

void AlarmPath::carry_out(const MarkDelivered& mark) {
    on_disk(mark.number, [&] { store_->mark_delivered(mark.number); });
}

void AlarmPath::carry_out(const MarkRestored& mark) {
    on_disk(mark.numbers.back(), [&] { store_->mark_restored(mark.numbers); });
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

void AlarmPath::tell(const Record& record) {
    const Event& event = record.event;
    const auto no = disk_says_no_.extract(event.number);
    if (store_ && no.empty())
        spdlog::info("The alarm is recorded. signal={} zone={} sequence={:04}", event_name(event), event.zone,
                     sequence_of(event.number));
    else
        spdlog::critical(
            "THE ALARM CANNOT BE RECORDED and is sent all the same: {} signal={} zone={} sequence={:04}",
            store_ ? no.mapped() : "there is no file of alarms", event_name(event), event.zone,
            sequence_of(event.number));
}

void AlarmPath::tell(const Accepted& accepted) {
    spdlog::info("The guard company has accepted it. signal={} zone={} sequence={:04} receiver={}",
                 event_name(accepted.event), accepted.event.zone, sequence_of(accepted.event.number),
                 name(accepted.receiver));
}

void AlarmPath::tell(const NobodyAnswers& nobody) {
    spdlog::critical(
        "NO RECEIVER OF THE GUARD COMPANY HAS TAKEN THE ALARM; it is tried on. signal={} zone={} "
        "sequence={:04}",
        event_name(nobody.event), nobody.event.zone, sequence_of(nobody.event.number));
}

void AlarmPath::tell(const Dropped& dropped) {
    spdlog::info("The restoral is not told any more: the alarm is on again. zone={} sequence={:04}",
                 dropped.event.zone, sequence_of(dropped.event.number));
}

void AlarmPath::tell(const NotUnderstood& duh) {
    if (duh.event)
        spdlog::error(
            "The receiver says that it cannot use this alarm (DUH). signal={} zone={} "
            "sequence={:04} receiver={}",
            event_name(*duh.event), duh.event->zone, sequence_of(duh.event->number), name(duh.receiver));
    else
        spdlog::warn("The receiver does not know link tests (DUH). receiver={}", name(duh.receiver));
}

void AlarmPath::tell(const ClockDiffers& clock) {
    spdlog::warn(
        "The receiver's clock is {} s ahead of ours (less than 0: behind); it is told its own time from "
        "now on. receiver={}",
        clock.ahead.count(), name(clock.receiver));
}

void AlarmPath::tell(const PathLost& lost) {
    spdlog::error("The way to the guard company's receiver is lost. receiver={}", name(lost.receiver));
}

void AlarmPath::tell(const PathRestored& restored) {
    spdlog::info("The guard company's receiver answers. receiver={}", name(restored.receiver));
}

void AlarmPath::tell(const StrayReply& stray) {
    spdlog::warn("The receiver answers what it was not asked. receiver={} sequence={:04}",
                 name(stray.receiver), stray.sequence);
}

}  // namespace okno::alarm
