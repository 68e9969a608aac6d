#include "console/office/plan_json.hpp"

#include "console/sentences.hpp"

namespace okno::console {

namespace {

using Json = nlohmann::json;

constexpr std::size_t steps_at_most = 8;
constexpr int depth_at_most = 5;
constexpr std::size_t entries_at_most = 1000;

tl::unexpected<protocol::Refusal> malformed(std::string_view why) {
    return tl::make_unexpected(complain(Complaint::malformed, why));
}

tl::expected<plan::Path, protocol::Refusal> path_from(const Json& json) {
    if (!json.is_array() || json.empty() || json.size() > steps_at_most)
        return malformed("path must be a list of steps");
    plan::Path path;
    for (const Json& step : json) {
        if (!step.is_string()) return malformed("path must be a list of texts");
        path.push_back(step.get<std::string>());
    }
    return path;
}

tl::expected<plan::Value, protocol::Refusal> value_from(const Json& json, int depth) {
    if (depth > depth_at_most) return malformed("value is too deep");
    if (json.is_string()) return plan::Value{json.get<std::string>()};
    if (json.is_boolean()) return plan::Value{json.get<bool>()};
    if (json.is_number_integer()) return plan::Value{json.get<std::int64_t>()};
    if (json.is_number_float()) return plan::Value{json.get<double>()};
    if (json.is_array() && json.size() <= entries_at_most) {
        std::vector<plan::Value> list;
        for (const Json& each : json) {
            auto value = value_from(each, depth + 1);
            if (!value) return value;
            list.push_back(*std::move(value));
        }
        return plan::Value{std::move(list)};
    }
    if (!json.is_object() || !json.contains("pairs") || !json["pairs"].is_array() ||
        json["pairs"].size() > entries_at_most)
        return malformed("value has no such form");
    std::vector<plan::Pair> pairs;
    for (const Json& each : json["pairs"]) {
        if (!each.is_object() || !each.contains("key") || !each["key"].is_string() || !each.contains("value"))
            return malformed("a pair has a key and a value");
        auto value = value_from(each["value"], depth + 1);
        if (!value) return value;
        pairs.push_back({each["key"].get<std::string>(), *std::move(value)});
    }
    return plan::Value{std::move(pairs)};
}

tl::expected<plan::Edit, protocol::Refusal> edit_from(const Json& json) {
    if (!json.is_object()) return malformed("an edit is an object");
    auto path = path_from(json.value("path", Json()));
    if (!path) return tl::make_unexpected(path.error());
    const Json deed = json.value("do", Json());
    if (deed == "remove") return plan::Edit{plan::RemoveValue{*std::move(path)}};
    if (deed == "lift") return plan::Edit{plan::LiftEntry{*std::move(path)}};
    if (deed != "set" && deed != "insert") return malformed("do must be set, insert, remove or lift");
    auto value = value_from(json.value("value", Json()), 0);
    if (!value) return tl::make_unexpected(value.error());
    if (deed == "set") return plan::Edit{plan::SetValue{*std::move(path), *std::move(value)}};
    return plan::Edit{plan::InsertEntry{*std::move(path), *std::move(value)}};
}

}  // namespace

tl::expected<std::vector<plan::Edit>, protocol::Refusal> edits_from(const Json& json) {
    if (!json.is_array() || json.empty() || json.size() > edits_at_most)
        return malformed("edits must be a list");
    std::vector<plan::Edit> edits;
    for (const Json& each : json) {
        auto edit = edit_from(each);
        if (!edit) return tl::make_unexpected(edit.error());
        edits.push_back(*std::move(edit));
    }
    return edits;
}

Json said_json(const plan::Phrase& phrase) {
    return {{"ru", phrase.ru}, {"en", phrase.en}};
}

Json to_json(const plan::CloseReading& reading) {
    Json complaints = Json::array();
    for (std::size_t i = 0; i < reading.complaints.size(); ++i) {
        const plan::Complaint& each = reading.complaints[i];
        complaints.push_back({{"line", each.line},
                              {"column", each.column},
                              {"told", said_json(plan::sentence(each))},
                              {"path", reading.paths[i]}});
    }
    Json document = Json::parse(reading.document_json, nullptr, false);
    if (document.is_discarded()) document = nullptr;  // the text is no TOML: there is nothing to show
    return {{"complaints", complaints}, {"document", std::move(document)}};
}

}  // namespace okno::console
