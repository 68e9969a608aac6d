#include "printer/loop.hpp"

#include <algorithm>
#include <utility>

#include "hall/selection.hpp"
#include "platform/clock.hpp"
#include "platform/log.hpp"
#include "platform/sockets.hpp"
#include "printer/condition.hpp"
#include "printer/cups_port.hpp"
#include "printer/file_port.hpp"
#include "printer/layout.hpp"
#include "printer/logo.hpp"
#include "printer/slip_job.hpp"
#include "printer/tcp_port.hpp"
#include "printer/ticket_slip.hpp"
#include "printer/usb_port.hpp"

namespace okno::printer {

namespace {

constexpr std::chrono::seconds stopping_patience{3};
constexpr std::chrono::seconds nap_at_most{1};  // the end of the stopping patience is noticed by then

// The first text Pango sets costs a tenth of a second of loading fonts; a visitor should not wait for that.
void warm_up_fonts(const Profile& profile) {
    lay_out(Slip{"ru", false, {Headline{"A000"}, Paragraph{"Окно · Window"}}}, profile);
}

bool by_this_report(const std::vector<protocol::Entry>& entries, hall::TicketId ticket) {
    return std::any_of(entries.begin(), entries.end(), [&](const protocol::Entry& entry) {
        const auto* reported = entry.event ? std::get_if<hall::PrintReported>(&entry.event->fact) : nullptr;
        return reported && reported->ticket == ticket;
    });
}

}  // namespace

std::unique_ptr<Port> open_port(const Config& config, SteadyTime now) {
    if (const auto* paper = std::get_if<PaperFolder>(&config.port))
        return std::make_unique<FilePort>(paper->folder, *config.profile, now);
    if (const auto* usb = std::get_if<UsbPrinter>(&config.port))
        return std::make_unique<UsbPort>(*usb, *config.profile, now);
    if (const auto* queue = std::get_if<CupsQueueName>(&config.port))
        return std::make_unique<CupsPort>(queue->name);
    const auto& network = std::get<NetworkPrinter>(config.port);
    return std::make_unique<TcpPort>(network.host, network.port, *config.profile, now);
}

Loop::Loop(const Config& config, Port& port)
    : profile_(*config.profile),
      text_(config.text),
      logos_(config.logos),
      words_(protocol::read_ticket_words(config.keys)),
      port_(port),
      link_(context_, config.commands_endpoint, config.feed_endpoint,
            platform::read_identity(config.keys, config.name)),
      presence_({config.name}, std::nullopt),
      queue_(hall::DeviceId{config.kiosk}) {
    warm_up_fonts(profile_);
}

void Loop::run(const platform::StopSignal& stop) {
    link_.follow();
    if (!words_)
        spdlog::warn(
            "Slips get no QR code: the folder of keys has no visitors.secret; copy it from the "
            "dispatcher's.");
    spdlog::info("Printing the tickets of this kiosk. port={} profile={}", port_.name(), profile_.name);
    std::optional<SteadyTime> stop_at;
    platform::Instant now = platform::read_clock();
    while (true) {
        if (stop.raised() && !stop_at) {
            stop_at = now.steady + stopping_patience;
            queue_.take_no_more();
        }
        if (stop_at && (finished() || now.steady >= *stop_at)) break;
        for (const protocol::News& news : link_.work(now)) hear(news, now);
        for (const PortNews& news : port_.work(now.steady))
            std::visit([&](const auto& what) { hear(what, now); }, news);
        presence_.work(link_, now);
        for (const Action& action : queue_.next(link_.state(), now.steady))
            std::visit([&](const auto& what) { act(what, now); }, action);
        wait(stop, now);
        now = platform::read_clock();
    }
    spdlog::info("Stopped.");
}

void Loop::wait(const platform::StopSignal& stop, platform::Instant now) {
    const SteadyTime soonest =
        std::min({port_.next_work(), queue_.next_deadline(), now.steady + link_.time_left(now),
                  now.steady + presence_.time_left(link_, now), now.steady + nap_at_most});
    std::vector<zmq::pollitem_t> items = link_.poll_items();
    // A raised signal stays readable no more: the last ticket is finished by the clock.
    if (!stop.raised()) items.push_back({nullptr, stop.descriptor(), ZMQ_POLLIN, 0});
    for (const Watched& each : port_.watched())
        items.push_back(
            {nullptr, each.descriptor,
             static_cast<short>((each.to_read ? ZMQ_POLLIN : 0) | (each.to_write ? ZMQ_POLLOUT : 0)), 0});
    const auto left = soonest <= now.steady
                          ? std::chrono::milliseconds{0}
                          : std::chrono::ceil<std::chrono::milliseconds>(soonest - now.steady);
    platform::wait(items, left);
}

void Loop::hear(const protocol::News& news, platform::Instant now) {
    forecast_.hear(news, now.steady);
    if (const auto* answer = std::get_if<protocol::Answered>(&news)) return hear_answer(*answer);
    if (const auto* followed = std::get_if<protocol::Followed>(&news)) {
        if (followed->entry.event) queue_.followed(*followed->entry.event, now.steady);
    } else if (std::holds_alternative<protocol::Resynchronised>(news)) {
        queue_.resynchronised(link_.state(), now.wall, now.steady);
    } else if (std::holds_alternative<protocol::LinkLost>(news)) {
        spdlog::warn("The dispatcher is out of reach; tickets are printed as soon as it is back.");
    } else if (std::holds_alternative<protocol::LinkRestored>(news)) {
        spdlog::info("The dispatcher is back.");
    }
}

void Loop::hear_answer(const protocol::Answered& answer) {
    const auto sent = reports_.extract(answer.id);
    if (sent.empty()) return;
    const Report report = sent.mapped();
    if (!answer.result)
        spdlog::warn("The hall refused the report on a ticket. ticket={} report={} code={}",
                     report.ticket.value, protocol::to_string(report.print), answer.result.error().code);
    if (report.print == hall::Print::printing)
        queue_.announced(answer.result && by_this_report(*answer.result, report.ticket));
}

void Loop::hear(const StatusHeard& heard, platform::Instant) {
    queue_.printer_is(heard.status && can_print(*heard.status));
    presence_.set(condition_of(heard.status));
    if (!heard.status)
        spdlog::error("The printer is out of reach. port={}", port_.name());
    else if (!can_print(*heard.status))
        spdlog::error("The printer needs help: {}.", describe(*heard.status));
    else
        spdlog::info("The printer can print: {}.", describe(*heard.status));
}

void Loop::hear(const JobEnded& ended, platform::Instant now) {
    if (ended.outcome == Outcome::failed) spdlog::error("A ticket was not printed: {}.", ended.why);
    if (ended.outcome == Outcome::broken_off) spdlog::error("A slip broke off: {}.", ended.why);
    if (ended.outcome == Outcome::unknown)
        spdlog::error("Nobody knows whether a ticket was printed: {}.", ended.why);
    queue_.ended(ended.outcome, port_.confirms() ? Copy::owed : Copy::never, now.steady);
}

void Loop::hear(const Trouble& trouble, platform::Instant) {
    spdlog::warn("The printer cannot be used: {}. port={}", trouble.why, port_.name());
}

void Loop::hear(const Introduced& introduced, platform::Instant) {
    spdlog::info("Found {}. port={} profile={}", introduced.who, port_.name(), profile_.name);
    if (!introduced.advice.empty()) spdlog::warn("{}", introduced.advice);
}

void Loop::act(const Report& report, platform::Instant now) {
    const auto id = link_.send(hall::ReportPrint{report.ticket, report.print}, now);
    reports_.emplace(id, report);
}

void Loop::act(const PrintTicket& print, platform::Instant now) {
    const hall::State& state = link_.state();
    const hall::Ticket* ticket = hall::find(state, print.ticket);
    if (!ticket) {  // the visit ended between the hall's answer and now
        queue_.ended(Outcome::failed, Copy::never, now.steady);
        return;
    }
    // What is at hand: no ticket waits for a forecast.
    const auto wait = hall::wait_of(forecast_.at(now.steady), *ticket);
    const Slip slip =
        ticket_slip(*ticket, state.plan, hall::people_ahead(state, ticket->id),
                    wait ? std::optional(hall::told(*wait)) : std::nullopt, extras(*ticket, print.issue));
    port_.print({job_name(*ticket, state.plan, print.issue), slip_job(slip, profile_, text_)}, now.steady);
}

SlipExtras Loop::extras(const hall::Ticket& ticket, Issue issue) {
    const hall::SlipTemplate& wanted = link_.state().plan.slip;
    SlipExtras extras{issue, {}, {}};
    if (!wanted.qr.empty() && words_) extras.id = words_->word({ticket.id, ticket.taken});
    if (wanted.logo != logo_name_) {
        logo_name_ = wanted.logo;
        logo_.reset();
        if (hall::is_logo_name(logo_name_) && !logos_.empty()) {
            const auto logo = read_logo(logos_ / logo_name_, profile_);
            if (logo)
                logo_ = *logo;
            else
                spdlog::warn("The logo is not printed: {}. file={}", logo.error(),
                             (logos_ / logo_name_).string());
        }
    }
    extras.logo = logo_;
    return extras;
}

}  // namespace okno::printer
