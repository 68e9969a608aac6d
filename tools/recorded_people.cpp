#include "tools/recorded_people.hpp"

#include <fstream>
#include <stdexcept>

#include "protocol/codec.hpp"
#include "simulation/chronicle.hpp"
#include "simulation/service_times.hpp"

namespace okno::tools {

namespace {

std::ifstream opened(const std::string& file) {
    std::ifstream lines(file);
    if (!lines) throw std::runtime_error("cannot read " + file);
    return lines;
}

bool is_journal(std::ifstream& lines) {
    return lines.peek() == '{';
}

// An event alone, or with its number around it; what the public feed hides is null.
simulation::Chronicle chronicle_of(std::ifstream& lines, const std::string& file) {
    simulation::Chronicle chronicle;
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (line.empty()) continue;
        try {
            const protocol::Json json = protocol::parse(line);
            if (!json.contains("event") || !json.at("event").is_object())
                chronicle.hear(protocol::event_from_json(json));
            else if (const auto entry = protocol::entry_from_json(json); entry.event)
                chronicle.hear(*entry.event);
        } catch (const protocol::CodecError& error) {
            throw std::runtime_error(file + ", line " + std::to_string(number) + ": " + error.what());
        }
    }
    return chronicle;
}

void must_be_known(const hall::Plan& plan, const hall::ServiceId& service, const std::string& file) {
    if (!hall::find(plan, service))
        throw std::runtime_error(file + ": the plan has no service \"" + service.value +
                                 "\"; give the plan of that time with --plan");
}

template <class Result>
Result value_of(tl::expected<Result, std::string> read, const std::string& file) {
    if (!read) throw std::runtime_error(file + ", " + read.error());
    return *std::move(read);
}

}  // namespace

std::vector<std::vector<simulation::Arrival>> arrivals_in(const std::string& file, const hall::Plan& plan) {
    std::ifstream lines = opened(file);
    if (!is_journal(lines)) return {value_of(simulation::read_arrivals(lines, plan), file)};
    auto days = chronicle_of(lines, file).days();
    if (days.empty()) throw std::runtime_error(file + ": no ticket was taken in this journal");
    for (auto& day : days)
        for (simulation::Arrival& arrival : day) {
            must_be_known(plan, arrival.service, file);
            if (!hall::find(plan, arrival.category)) arrival.category = {};
        }
    return days;
}

std::map<hall::ServiceId, std::vector<hall::Milliseconds>> service_times_in(const std::string& file,
                                                                            const hall::Plan& plan) {
    std::ifstream lines = opened(file);
    if (!is_journal(lines)) return value_of(simulation::read_service_times(lines, plan), file);
    const auto times = chronicle_of(lines, file).services();
    if (times.empty()) throw std::runtime_error(file + ": no service was finished in this journal");
    for (const auto& [service, all] : times) must_be_known(plan, service, file);
    return times;
}

}  // namespace okno::tools
