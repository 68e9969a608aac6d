#include "dispatcher/dispatcher.hpp"

#include <algorithm>

#include "hall/decide.hpp"
#include "platform/log.hpp"
#include "platform/sockets.hpp"
#include "protocol/codec.hpp"
#include "protocol/sentences.hpp"

namespace okno::dispatcher {

namespace {

constexpr const char* commands_domain = "commands";
constexpr std::chrono::seconds clock_may_be_behind{2};
constexpr std::size_t turned_away_told = 1000;  // then the log says no more: strangers must not fill the disk
constexpr std::size_t letters_per_turn = 512;   // bounds how long the first of a turn waits for its commit

// The same for long letters, in bytes: parsing takes about 30 ns for each. One device may ask for a lot, but
// the ROUTER hears its peers in turns, so the others come in between.
constexpr std::size_t weight_per_turn = 1024 * 1024;
constexpr std::size_t weight_of_a_frame = 64;
constexpr std::size_t weight_of_a_page = 128 * 1024;  // a query for 2,000 events

std::chrono::milliseconds patience_with(const Guest& guest) {
    return guest.role == "bridge" ? Attendance::patience_with_bridge : Attendance::patience;
}

std::size_t weight_of(const protocol::Frames& frames) {
    std::size_t weight = 0;
    for (const std::string& frame : frames) weight += frame.size() + weight_of_a_frame;
    const bool asks_for_a_page = frames.size() > 2 && frames[2] == "events";
    return weight + (asks_for_a_page ? weight_of_a_page : 0);
}

// The id of a request that could not be read, as far as it could.
protocol::RequestId id_of(const protocol::Frames& frames) {
    protocol::RequestId id;
    if (frames.size() > 1 && frames[1].size() == id.bytes.size())
        std::copy(frames[1].begin(), frames[1].end(), id.bytes.begin());
    return id;
}

}  // namespace

Dispatcher::Dispatcher(const Config& config)
    : keys_(platform::read_key_pair(config.keys, "dispatcher")),
      guests_(config.keys / "authorized_keys"),
      doorman_(context_),
      router_(platform::bind_router(context_, config.commands_endpoint, keys_, commands_domain)),
      broadcast_(context_, config.public_endpoint, config.staff_endpoint, keys_),
      journal_(config.journal, journal_key(config.keys, config.journal)),
      desk_(journal_),
      forecaster_(desk_.state(), desk_.head()),
      attendance_(platform::read_clock().steady),
      backups_({config.journal, config.keys, config.plan}, config.backups, config.backups_kept,
               platform::read_clock()),
      administration_(guests_, attendance_, backups_, keys_.public_key, platform::read_clock()) {}

bool Dispatcher::adopt(const hall::Plan& plan, platform::Instant now) {
    if (adopted_plan(desk_.state()) == plan) return true;
    const auto adopted = desk_.act(hall::AdoptPlan{plan}, now.wall);
    if (adopted) {
        desk_.keep_restart_short();
        journal_.commit();
        publish_recorded();
        return true;
    }
    spdlog::error("The new plan is refused; the old one stays in force. code={} reason=\"{}\"",
                  hall::to_string(adopted.error()), protocol::refusal(adopted.error()).sentence.at({"en"}));
    return false;
}

void Dispatcher::run(const platform::StopSignal& stop) {
    spdlog::info("The hall is ready. events={} tickets={}", desk_.head(), desk_.state().tickets.size());
    if (const auto behind = desk_.state().latest - platform::read_clock().wall; behind > clock_may_be_behind)
        spdlog::error(
            "This computer's clock is behind the journal: new events get the journal's last time until "
            "it has caught up. Please set the clock. behind_s={}",
            behind.count() / 1000);
    while (!stop.raised()) {
        wait(stop);
        turn(platform::read_clock());
    }
    spdlog::info("The dispatcher stops. events={}", desk_.head());
}

void Dispatcher::turn(platform::Instant now) {
    if (guests_.refresh(now)) {
        turned_away_.clear();
        broadcast_.readmit_everybody();
    }
    doorman_.answer([&](const platform::Doorman::Knock& knock) { return admit(knock, now); });

    std::vector<Answer> answers;
    std::vector<Letter> queries;
    for (Letter& letter : read_letters(answers)) {
        attendance_.heard({letter.guest.name}, now.steady, patience_with(letter.guest));
        if (protocol::is_query(letter.request.kind) || is_administrative(letter.request.kind))
            queries.push_back(std::move(letter));
        else
            answers.emplace_back(letter.peer, desk_.answer(letter.guest, letter.request, now.wall));
    }
    if (const auto deadline = hall::next_deadline(desk_.state()); deadline && now.wall >= *deadline)
        desk_.act(hall::CheckTime{}, now.wall);
    call_the_roll(now);

    desk_.keep_restart_short();
    journal_.commit();
    for (const Answer& answer : answers) send(answer);
    publish_recorded();
    for (const Letter& query : queries)
        send({query.peer, is_administrative(query.request.kind)
                              ? administration_.answer(query.guest, query.request, now)
                              : desk_.look_up(query.guest, query.request)});
    backups_.work(desk_.state(), now);
    if (const auto forecast = forecaster_.take())
        broadcast_.publish_forecast(forecast->number, forecast->for_public, forecast->for_staff);
    broadcast_.beat_when_due(desk_.head(), now);
}

void Dispatcher::call_the_roll(platform::Instant now) {
    for (const hall::DeviceId& device : attendance_.silent(desk_.state(), now.steady)) {
        spdlog::warn("A device has fallen silent and counts as away. device={}", device.value);
        desk_.act(hall::ReportDevice{device, hall::Condition::away}, now.wall);
    }
}

void Dispatcher::publish_recorded() {
    const std::vector<Recorded> recorded = desk_.take_recorded();
    for (const Recorded& event : recorded) broadcast_.publish(event);
    forecaster_.hear(recorded);
}

void Dispatcher::wait(const platform::StopSignal& stop) {
    const platform::Instant now = platform::read_clock();
    auto left = std::chrono::ceil<std::chrono::milliseconds>(
        std::min(broadcast_.next_beat(), guests_.next_look()) - now.steady);
    if (const auto deadline = hall::next_deadline(desk_.state())) left = std::min(left, *deadline - now.wall);
    std::vector<zmq::pollitem_t> items{{router_.handle(), 0, ZMQ_POLLIN, 0},
                                       {doorman_.socket().handle(), 0, ZMQ_POLLIN, 0},
                                       {nullptr, stop.descriptor(), ZMQ_POLLIN, 0},
                                       {nullptr, forecaster_.descriptor(), ZMQ_POLLIN, 0}};
    platform::wait(items, std::max(left, std::chrono::milliseconds{0}));
}

std::vector<Dispatcher::Letter> Dispatcher::read_letters(std::vector<Answer>& answers) {
    std::vector<Letter> letters;
    std::size_t weight = 0;
    for (std::size_t i = 0; i < letters_per_turn && weight < weight_per_turn; ++i) {
        auto received = platform::receive_signed(router_);
        if (!received) break;
        // The ROUTER itself names the peer in the first frame: nobody can speak or listen in another's name.
        const std::string peer = std::move(received->frames.front());
        received->frames.erase(received->frames.begin());
        weight += weight_of(received->frames);
        const Guest* guest = guests_.find(received->user);
        const auto request = protocol::decode_request(received->frames);
        if (!guest)
            answers.emplace_back(
                peer, protocol::refused(id_of(received->frames), protocol::refusal("not_allowed")));
        else if (!request)
            answers.emplace_back(peer, protocol::refused(id_of(received->frames), request.error()));
        else
            letters.push_back({peer, *guest, *request});
    }
    return letters;
}

std::optional<std::string> Dispatcher::admit(const platform::Doorman::Knock& knock, platform::Instant now) {
    const Guest* guest = guests_.find(knock.public_key);
    // Who is let in by this knock is on the list with the next turn, and knocks again half a second later.
    if (!guest) administration_.knock(knock.public_key, knock.address, now);
    const Feed feed = guest ? feed_of(guest->role) : Feed::none;
    const bool welcome = knock.domain == staff_domain ? feed == Feed::staff_feed : feed != Feed::none;
    if (!welcome) {
        if (turned_away_.size() < turned_away_told &&
            turned_away_.insert(knock.domain + knock.public_key).second)
            spdlog::warn("A device was turned away. domain={} name={} fingerprint={} address={}",
                         knock.domain, guest ? guest->name : "unknown",
                         platform::fingerprint(knock.public_key), knock.address);
        return std::nullopt;
    }
    administration_.came_from(guest->name, knock.address);
    // Messages are signed with the key, not the name: a name that changes hands never keeps an old
    // connection.
    return knock.public_key;
}

void Dispatcher::send(const Answer& answer) {
    protocol::Frames frames = protocol::encode(answer.second);
    frames.insert(frames.begin(), answer.first);
    platform::send(router_, frames);
}

}  // namespace okno::dispatcher
