#include <iostream>

#include "platform/log.hpp"
#include "platform/sockets.hpp"
#include "platform/stop_signal.hpp"
#include "protocol/link.hpp"
#include "tools/command.hpp"
#include "tools/tail.hpp"

namespace okno::tools {

namespace {

constexpr std::size_t entries_at_once = 1000;

void say(const protocol::News& news) {
    if (const auto* snapshot = std::get_if<protocol::Resynchronised>(&news))
        spdlog::info("Following from number {}.", snapshot->number);
    else if (std::holds_alternative<protocol::LinkLost>(news))
        spdlog::warn("The dispatcher is silent; waiting for it.");
    else if (std::holds_alternative<protocol::LinkRestored>(news))
        spdlog::info("The dispatcher is heard again.");
}

int follow(const FollowFlags& flags) {
    const platform::StopSignal stop;
    zmq::context_t context;
    protocol::Link link(context, flags.commands, flags.feed, platform::read_identity(flags.keys, flags.name));
    link.follow();
    Tail tail(flags.from);
    while (!stop.raised() && std::cout) {
        auto items = link.poll_items();
        items.push_back({nullptr, stop.descriptor(), ZMQ_POLLIN, 0});
        platform::wait(items, link.time_left(platform::read_clock()));
        const platform::Instant now = platform::read_clock();
        for (const protocol::News& news : link.work(now)) {
            say(news);
            for (const protocol::Entry& entry : tail.hear(news))
                std::cout << protocol::to_json(entry).dump() << '\n';
        }
        if (tail.refused()) {
            spdlog::error("The dispatcher does not give the journal: {}",
                          tail.refused()->sentence.at({"en"}));
            return 1;
        }
        if (const auto from = tail.fetch_from()) link.fetch_events(*from, entries_at_once, now);
        std::cout.flush();
    }
    return 0;
}

}  // namespace

void add_follow_command(CLI::App& okno, Flags& all, Action& chosen) {
    CLI::App* command = okno.add_subcommand("follow", "Print each event of the journal as one line of JSON");
    FollowFlags& flags = all.follow;
    command->add_option("--keys", flags.keys, "The folder of keys")->required();
    command->add_option("--name", flags.name, "Whose key to use")->capture_default_str();
    command->add_option("--commands", flags.commands, "Where the dispatcher takes commands")
        ->capture_default_str();
    command->add_option("--feed", flags.feed, "The feed to follow")->capture_default_str();
    command->add_option("--from", flags.from,
                        "Begin with this number of the journal; without it: with what comes");
    command->callback([&flags, &chosen] { chosen = [&flags] { return follow(flags); }; });
}

}  // namespace okno::tools
