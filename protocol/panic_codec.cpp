// Calls for help: SPEC.md, "Panics".
#include <array>

#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

using namespace hall;

constexpr std::array<std::string_view, 3> told_words{"nothing", "sent", "accepted"};
constexpr int presses_at_most = 1'000'000'000;

Json encode(PanicZoneId zone, const Panic& panic) {
    Json json{{"zone", zone.value},
              {"since", to_json(panic.since)},
              {"presses", panic.presses},
              {"device", panic.device.value},
              {"person", panic.person.value},
              {"escalated", panic.escalated},
              {"told", told_words.at(static_cast<std::size_t>(panic.told))}};
    if (panic.acknowledged)
        json["acknowledged"] = {{"person", panic.acknowledged->person.value},
                                {"at", to_json(panic.acknowledged->at)}};
    return json;
}

Panic panic_from(const Fields& f) {
    Panic panic;
    panic.since = time_at(f, "since");
    panic.presses = static_cast<int>(f.integer("presses", 1, presses_at_most));
    panic.device = {f.text("device")};
    panic.person = {f.text("person")};
    panic.escalated = f.flag("escalated");
    panic.told = word_at<Told>(f, "told", told_words);
    if (f.has("acknowledged")) {
        const Fields by = f.object("acknowledged");
        panic.acknowledged = Acknowledgement{{by.text("person")}, time_at(by, "at")};
    }
    return panic;
}

Json encode(const PanicTest& test) {
    Json answers = Json::array();
    for (const auto& [device, passed] : test.passed)
        answers.push_back({{"device", device.value}, {"passed", passed}});
    return {{"started", to_json(test.started)}, {"person", test.person.value}, {"answers", answers}};
}

PanicTest test_from(const Fields& f) {
    PanicTest test{time_at(f, "started"), {f.text("person")}, {}};
    for (const Json& entry : f.list("answers")) {
        const Fields answer(entry, "state.panics.test.answers");
        test.passed[{answer.text("device")}] = answer.flag("passed");
    }
    return test;
}

}  // namespace

PanicZoneId zone_at(const Fields& f) {
    return {static_cast<int>(f.integer("zone", 1, panic_zone_at_most))};
}

std::uint64_t press_or_none_at(const Fields& f) {
    return f.has("press") ? static_cast<std::uint64_t>(f.integer("press", 0)) : 0;
}

Json to_json(const hall::Panics& panics) {
    Json raised = Json::array();
    for (const auto& [zone, panic] : panics.raised) raised.push_back(encode(zone, panic));
    Json heard = Json::array();
    for (const auto& [device, press] : panics.heard)
        heard.push_back({{"device", device.value}, {"press", press}});
    Json json{{"raised", raised}, {"heard", heard}, {"latest", to_json(panics.latest)}};
    if (panics.test) json["test"] = encode(*panics.test);
    return json;
}

hall::Panics panics_from(const Fields& fields) {
    Panics panics;
    panics.latest = time_at(fields, "latest");
    for (const Json& entry : fields.list("raised")) {
        const Fields one(entry, "state.panics.raised");
        if (!panics.raised.emplace(zone_at(one), panic_from(one)).second)
            throw CodecError("state.panics.raised holds a zone twice");
    }
    for (const Json& entry : fields.list("heard")) {
        const Fields one(entry, "state.panics.heard");
        panics.heard[{one.text("device")}] = press_or_none_at(one);
    }
    if (fields.has("test")) panics.test = test_from(fields.object("test"));
    return panics;
}

}  // namespace okno::protocol
