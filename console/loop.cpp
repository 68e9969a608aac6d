#include "console/loop.hpp"

#include <algorithm>
#include <utility>

#include "console/page_models.hpp"
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

Loop::Loop(protocol::Link& link, DayFigures& figures, Mailbox& mailbox, Pages& pages)
    : link_(link), figures_(figures), feed_(figures), mailbox_(mailbox), pages_(pages) {}

void Loop::run(const platform::StopSignal& stop) {
    link_.follow();
    while (!stop.raised()) {
        auto items = link_.poll_items();
        items.push_back({nullptr, stop.descriptor(), ZMQ_POLLIN, 0});
        items.push_back({nullptr, mailbox_.descriptor(), ZMQ_POLLIN, 0});
        platform::wait(items, time_left(platform::read_clock()));
        const platform::Instant now = platform::read_clock();
        read_mail(now);
        for (const protocol::News& news : link_.work(now)) {
            feed_.hear(news, link_.number(), now);
            forecast_.hear(news, now.steady);
            hear(news);
        }
        fetch_what_is_missed(now);
        look_at_link();
        if (now.steady >= built_ + pages_live) dirty_ = true;
        if (dirty_ && (urgent_ || now.steady >= built_ + between_builds)) build_pages(now);
    }
}

std::chrono::milliseconds Loop::time_left(platform::Instant now) const {
    const auto left = std::min(link_.time_left(now), idle_turn);
    if (!dirty_) return left;
    const auto until_build =
        std::chrono::ceil<std::chrono::milliseconds>(built_ + between_builds - now.steady);
    return std::clamp(until_build, std::chrono::milliseconds{0}, left);
}

void Loop::read_mail(platform::Instant now) {
    for (Mail& mail : mailbox_.take())
        std::visit(Overloaded{[&](Order& order) { send(std::move(order), now); },
                              [&](Withdrawal& withdrawal) { withdraw(withdrawal.id); }},
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
        link_.send(order.id, order.wish, now, order.person);
        Sent& sent = sent_[order.id];
        sent.wish = std::move(order.wish);
        sent.person = std::move(order.person);
        sent.promises.push_back(std::move(order.answer));
        sent.waiting = 1;
        return;
    }
    Sent& sent = known->second;
    if (!(sent.wish == order.wish) || sent.person != order.person)
        return refuse(Complaint::request_id_reused);
    sent.promises.push_back(std::move(order.answer));
    ++sent.waiting;
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
    std::visit(Overloaded{[&](const protocol::Answered& answered) {
                              const auto known = sent_.find(answered.id);
                              if (known == sent_.end()) return;
                              for (auto& promise : known->second.promises) promise.set_value(answered.result);
                              sent_.erase(known);
                          },
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
                          [&](const protocol::Fetched&) { dirty_ = true; },
                          [&](const protocol::Forecasted&) { dirty_ = true; }},
               news);
}

// What was missed while this program or the link was away comes from the journal, page by page.
void Loop::fetch_what_is_missed(platform::Instant now) {
    if (!link_.synchronised()) return;
    if (const auto from = feed_.wanted(link_.number(), now))
        feed_.asked(link_.fetch_events(*from, fetched_at_most, now));
}

// Nothing may be done at a hall that cannot be seen; a page that says so must not outlive the reason.
void Loop::look_at_link() {
    const bool blind = !link_.connected() || !link_.synchronised();
    if (blind != blind_) dirty_ = urgent_ = true;
    blind_ = blind;
}

void Loop::build_pages(platform::Instant now) {
    const hall::State& state = link_.state();
    const Figures& figures = figures_.today(state);
    const hall::Forecast& forecast = forecast_.at(now.steady);
    std::map<PageKey, std::string> pages{
        {Overview{}, dump(overview_page(state, figures, forecast, blind_, now.wall))},
        {GuardPost{}, dump(guard_page(state, blind_))}};
    for (const auto& [id, window] : state.windows)
        pages[id] = dump(window_page(state, id, figures, forecast, blind_, now.wall));
    pages_.publish(std::move(pages), dump(unknown_page(blind_)));
    dirty_ = urgent_ = false;
    built_ = now.steady;
}

}  // namespace okno::console
