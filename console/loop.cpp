#include "console/loop.hpp"

#include <algorithm>
#include <utility>

#include "console/figures/figure_notice.hpp"
#include "console/pages/page_models.hpp"
#include "console/sentences.hpp"
#include "platform/log.hpp"
#include "platform/sockets.hpp"

namespace okno::console {

namespace {

constexpr std::chrono::milliseconds between_builds{100};
constexpr std::chrono::milliseconds idle_turn{1000};
constexpr std::chrono::seconds pages_live{5};  // then time alone may have changed what they say
constexpr std::size_t fetched_at_most = 2000;

// Somebody looks for it at this very moment.
bool is_urgent(const protocol::Entry& entry) {
    return entry.event && (std::holds_alternative<hall::TicketCalled>(entry.event->fact) ||
                           std::holds_alternative<hall::TicketRecalled>(entry.event->fact) ||
                           hall::is_about_panic(entry.event->fact));
}

template <class... Overloads>
struct Overloaded : Overloads... {
    using Overloads::operator()...;
};
template <class... Overloads>
Overloaded(Overloads...) -> Overloaded<Overloads...>;

std::string dump(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

Loop::Loop(protocol::Link& link, HelpLine* help_line, FigureKeeper& figures, Mailbox& mailbox, Pages& pages,
           PublicHallBoard& public_hall)
    : link_(link),
      help_line_(help_line),
      figures_(figures),
      feed_(figures),
      mailbox_(mailbox),
      pages_(pages),
      public_hall_(public_hall) {}

void Loop::run(const platform::StopSignal& stop) {
    link_.follow();
    while (!stop.raised()) {
        auto items = link_.poll_items();
        items.push_back({nullptr, stop.descriptor(), ZMQ_POLLIN, 0});
        items.push_back({nullptr, mailbox_.descriptor(), ZMQ_POLLIN, 0});
        if (help_line_) items.push_back(help_line_->poll_item());
        platform::wait(items, time_left(platform::read_clock()));
        const platform::Instant now = platform::read_clock();
        read_mail(now);
        hear_help_line(now);
        for (const protocol::News& news : link_.work(now)) {
            feed_.hear(news, link_.number(), now);
            forecast_.hear(news, now.steady);
            note_promise(news, now.steady);
            staff_calls_.hear(news);
            inquiries_.hear(news);
            hear(news);
        }
        inquiries_.work(link_, now.steady);
        fetch_what_is_missed(now);
        look_at_link(now);
        if (now.steady >= built_ + pages_live) dirty_ = true;
        if (dirty_ && (urgent_ || now.steady >= built_ + between_builds)) build_pages(now);
    }
}

std::chrono::milliseconds Loop::time_left(platform::Instant now) const {
    auto left = std::min(link_.time_left(now), idle_turn);
    if (help_line_) left = std::min(left, help_line_->time_left(now.steady));
    if (!dirty_) return left;
    const auto until_build =
        std::chrono::ceil<std::chrono::milliseconds>(built_ + between_builds - now.steady);
    return std::clamp(until_build, std::chrono::milliseconds{0}, left);
}

void Loop::read_mail(platform::Instant now) {
    for (Mail& mail : mailbox_.take())
        std::visit(
            Overloaded{
                [&](NewFigures&) { dirty_ = true; }, [&](Order& order) { send(std::move(order), now); },
                [&](Withdrawal& withdrawal) { withdraw(withdrawal.id); },
                [&](TicketQuestion& question) { question.answer.set_value(look_up(question.ticket, now)); },
                [&](StateQuestion& question) { question.answer.set_value(question.look(link_.state())); },
                [&](Inquiry& inquiry) {
                    if (blind_)
                        return inquiry.answer.set_value(
                            InquiryAnswer{complain(Complaint::dispatcher_away), {}});
                    inquiries_.ask(std::move(inquiry), link_, now);
                },
                [&](GaugesQuestion& question) {
                    const hall::State& state = link_.state();
                    question.answer.set_value(hall_gauges(state, figures_.today(state.day),
                                                          forecast_.at(now.steady), blind_, now.wall));
                }},
            mail);
}

// The page repeats a request whose answer it did not get, with the same id: the repeat joins the first.
void Loop::send(Order order, platform::Instant now) {
    const auto refuse = [&](Complaint complaint) {
        order.answer.set_value(tl::make_unexpected(complain(complaint)));
    };
    // A call for help goes out as soon as anybody can hear it.
    const bool help = std::holds_alternative<hall::RaisePanic>(order.wish);
    if (blind_ && !help) return refuse(Complaint::dispatcher_away);
    const auto known = sent_.find(order.id);
    if (known == sent_.end()) {
        Sent& sent = sent_[order.id];
        sent.wish = std::move(order.wish);
        sent.person = std::move(order.person);
        sent.promises.push_back(std::move(order.answer));
        sent.waiting = 1;
        return send_out(order.id, sent, now);
    }
    Sent& sent = known->second;
    if (!(sent.wish == order.wish) || sent.person != order.person)
        return refuse(Complaint::request_id_reused);
    sent.promises.push_back(std::move(order.answer));
    ++sent.waiting;
    if (help) send_out(order.id, sent, now);  // whoever hears it first; both know the id
}

// A call for help goes to the bridge, and by way of the dispatcher only when the bridge does not take it.
void Loop::send_out(const protocol::RequestId& id, const Sent& sent, platform::Instant now) {
    const auto* help = std::get_if<hall::RaisePanic>(&sent.wish);
    if (help && help_line_ && help_line_->call(id, *help, sent.person, now.steady)) return;
    link_.send(id, sent.wish, now, sent.person);
}

void Loop::hear_help_line(platform::Instant now) {
    if (!help_line_) return;
    const HelpLine::News news = help_line_->work(now.steady);
    for (const protocol::RequestId& id : news.arrived) {
        link_.abandon(id);  // it may have been tried that way before
        settle(id, std::vector<protocol::Entry>{});
    }
    for (const protocol::RequestId& id : news.given_back)
        if (const auto known = sent_.find(id); known != sent_.end())
            link_.send(id, known->second.wish, now, known->second.person);
}

void Loop::settle(const protocol::RequestId& id, const Answer& answer) {
    const auto known = sent_.find(id);
    if (known == sent_.end()) return;
    for (auto& promise : known->second.promises) promise.set_value(answer);
    sent_.erase(known);
}

// A command nobody waits for must not be carried out minutes later, when the link comes back; a call for help
// must.
void Loop::withdraw(const protocol::RequestId& id) {
    const auto known = sent_.find(id);
    if (known == sent_.end() || --known->second.waiting > 0) return;
    if (std::holds_alternative<hall::RaisePanic>(known->second.wish)) return;
    link_.abandon(id);
    sent_.erase(known);
}

void Loop::hear(const protocol::News& news) {
    std::visit(Overloaded{[&](const protocol::Answered& answered) { settle(answered.id, answered.result); },
                          [&](const protocol::Followed& followed) {
                              dirty_ = true;
                              urgent_ = urgent_ || is_urgent(followed.entry);
                          },
                          [&](const protocol::Resynchronised&) { dirty_ = urgent_ = true; },
                          [&](const protocol::LinkLost&) {
                              spdlog::warn("The dispatcher is away; the pages show what was last known.");
                              dirty_ = urgent_ = true;
                          },
                          [&](const protocol::LinkRestored&) {
                              spdlog::info("The dispatcher is back.");
                              dirty_ = urgent_ = true;
                          },
                          [&](const protocol::Fetched&) { dirty_ = true; }, [&](const protocol::Told&) {},
                          [&](const protocol::Forecasted&) { dirty_ = true; }},
               news);
}

// The range that the kiosk showed a moment ago is that of the last forecast, which knew nothing of this
// ticket. One that a kiosk gave by itself came with no promise.
void Loop::note_promise(const protocol::News& news, platform::SteadyTime now) {
    const auto* followed = std::get_if<protocol::Followed>(&news);
    if (!followed || !followed->entry.event) return;
    const auto* taken = std::get_if<hall::TicketTaken>(&followed->entry.event->fact);
    if (!taken || taken->taken) return;
    const hall::Forecast& forecast = forecast_.at(now);
    const auto wait = forecast.services.find(taken->service);
    if (wait == forecast.services.end()) return;
    const hall::Range range = hall::told(wait->second);
    figures_.promised({taken->ticket, range.from_min, range.to_min, true});
}

// What was missed while this program or the link was away comes from the journal, page by page.
void Loop::fetch_what_is_missed(platform::Instant now) {
    if (!link_.synchronised()) return;
    if (const auto from = feed_.wanted(link_.number(), now))
        feed_.asked(link_.fetch_events(*from, fetched_at_most, now));
}

TicketAnswer Loop::look_up(const protocol::NamedTicket& ticket, platform::Instant now) const {
    const hall::State& state = link_.state();
    if (!hall::has_plan(state)) return tl::make_unexpected(complain(Complaint::hall_unknown));
    const auto shown = public_ticket(state, forecast_.at(now.steady), ticket, blind_, now.wall);
    if (!shown) return tl::make_unexpected(complain(Complaint::unknown_ticket));
    return *shown;
}

// Nothing may be done at a hall that cannot be seen; a page that says so must not outlive the reason.
void Loop::look_at_link(platform::Instant now) {
    const bool blind = !link_.connected() || !link_.synchronised();
    if (!blind) heard_ = now.wall;
    if (blind != blind_) dirty_ = urgent_ = true;
    blind_ = blind;
}

void Loop::build_pages(platform::Instant now) {
    const hall::State& state = link_.state();
    const Figures figures = figures_.today(state.day);
    const hall::Forecast& forecast = forecast_.at(now.steady);
    const Json staff_calls = staff_calls_.json(state, now.wall);
    const auto with_calls = [&](Json page) {
        page["staff_calls"] = staff_calls;
        return dump(page);
    };
    Json overview = overview_page(state, figures, forecast, blind_, now.wall);
    overview["statistics_trouble"] = figure_notice(figures_.trouble());
    std::map<PageKey, std::string> pages{
        {Overview{}, with_calls(std::move(overview))},
        {Reception{}, with_calls(reception_page(state, forecast, blind_, now.wall))},
        {GuardPost{}, dump(guard_page(state, blind_))}};
    for (const auto& [id, window] : state.windows)
        pages[id] = with_calls(window_page(state, id, figures, forecast, blind_, now.wall));
    pages_.publish(std::move(pages), dump(unknown_page(blind_)));
    if (hall::has_plan(state)) public_hall_.publish(public_hall(state, forecast, blind_, heard_, now.wall));
    dirty_ = urgent_ = false;
    built_ = now.steady;
}

}  // namespace okno::console
