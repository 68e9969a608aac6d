#include "protocol/json_fields.hpp"

#include <algorithm>
#include <array>
#include <cstdio>

namespace okno::protocol {

namespace {

constexpr int depth_at_most = 16;

constexpr std::array<std::string_view, 5> prints{"reserved", "printing", "printed", "failed", "unknown"};
constexpr std::array<std::string_view, 9> conditions{"ready",        "paper_low",     "no_paper",
                                                     "cover_open",   "cutter_jammed", "overheated",
                                                     "out_of_reach", "faulty",        "away"};
constexpr std::int64_t duration_at_most_s = 10'000'000;

constexpr const char* clean_text = " of at most 2000 bytes without control characters";

bool is_clean(const std::string& text) {
    return text.size() <= text_bytes_at_most &&
           std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

}  // namespace

Json parse(std::string_view text) {
    // Refuses nesting while parsing, so that a hostile text cannot exhaust the stack of whoever walks the
    // tree.
    const auto shallow = [](int depth, Json::parse_event_t, Json&) {
        if (depth > depth_at_most) throw CodecError("the JSON nests deeper than any message does");
        return true;
    };
    try {
        return Json::parse(text, shallow);
    } catch (const Json::parse_error& error) {
        // Not what() of the library: it quotes the bytes, and they may not even be UTF-8.
        throw CodecError("this is not JSON, see byte " + std::to_string(error.byte));
    } catch (const Json::exception&) {
        throw CodecError("this JSON holds a number that is too large");
    }
}

Fields::Fields(const Json& json, std::string path) : json_(json), path_(std::move(path)) {
    if (!json_.is_object()) throw CodecError(path_ + " must be an object");
}

void Fields::fail(const char* name, std::string_view expectation) const {
    throw CodecError(path_of(name) + " must be " + std::string(expectation));
}

bool Fields::has(const char* name) const {
    const auto it = json_.find(name);
    return it != json_.end() && !it->is_null();
}

const Json& Fields::at(const char* name) const {
    const auto it = json_.find(name);
    if (it == json_.end()) throw CodecError(path_of(name) + " is missing");
    return *it;
}

const Json& Fields::list(const char* name) const {
    const Json& value = at(name);
    if (!value.is_array()) fail(name, "a list");
    return value;
}

std::string Fields::text(const char* name) const {
    return text_of(at(name), path_of(name));
}

std::string Fields::text(const char* name, std::size_t bytes_at_most) const {
    std::string found = text(name);
    if (found.size() > bytes_at_most)
        fail(name, "a text of at most " + std::to_string(bytes_at_most) + " bytes");
    return found;
}

std::vector<std::string> Fields::names() const {
    std::vector<std::string> names;
    for (const auto& [name, value] : json_.items()) {
        if (!is_clean(name)) throw CodecError("a name in " + path_ + " must be a text" + clean_text);
        names.push_back(name);
    }
    return names;
}

std::string text_of(const Json& json, const std::string& path) {
    if (!json.is_string()) throw CodecError(path + " must be a text");
    const auto& text = json.get_ref<const std::string&>();
    if (!is_clean(text)) throw CodecError(path + " must be a text" + clean_text);
    return text;
}

bool Fields::flag(const char* name) const {
    const Json& value = at(name);
    if (!value.is_boolean()) fail(name, "true or false");
    return value.get<bool>();
}

std::int64_t Fields::integer(const char* name, std::int64_t least, std::int64_t most) const {
    const Json& value = at(name);
    const bool too_large =
        value.is_number_unsigned() &&
        value.get<std::uint64_t>() > std::uint64_t{std::numeric_limits<std::int64_t>::max()};
    if (!value.is_number_integer() || too_large) fail(name, "a whole number");
    const auto number = value.get<std::int64_t>();
    if (number < least || number > most)
        fail(name, "between " + std::to_string(least) + " and " + std::to_string(most));
    return number;
}

Json to_json(hall::Timestamp at) {
    return at.time_since_epoch().count();
}

hall::Timestamp time_at(const Fields& fields, const char* name) {
    // Year 1 to 9999: what calendars and SQL can say.
    return hall::Timestamp{
        hall::Milliseconds{fields.integer(name, -62'135'596'800'000, 253'402'300'799'999)}};
}

std::optional<hall::Timestamp> optional_time_at(const Fields& fields, const char* name) {
    if (!fields.has(name)) return std::nullopt;
    return time_at(fields, name);
}

hall::Seconds duration_at(const Fields& fields, const char* name) {
    return hall::Seconds{fields.integer(name, 0, duration_at_most_s)};
}

std::optional<hall::Seconds> optional_duration_at(const Fields& fields, const char* name) {
    if (!fields.has(name)) return std::nullopt;
    return duration_at(fields, name);
}

Json to_json(hall::LocalDay day) {
    const std::chrono::year_month_day date{day};
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

std::optional<hall::LocalDay> day_from(const std::string& text) {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    int length = 0;
    const int read = std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &length);
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month},
                                           std::chrono::day{day}};
    if (read != 3 || static_cast<std::size_t>(length) != text.size() || !date.ok()) return std::nullopt;
    return hall::LocalDay{date};
}

hall::LocalDay day_at(const Fields& fields, const char* name) {
    const auto day = day_from(fields.text(name));
    if (!day) fields.fail(name, "a day like \"2026-11-24\"");
    return *day;
}

hall::TicketId ticket_at(const Fields& fields, const char* name) {
    return {static_cast<std::uint64_t>(fields.integer(name, 0))};
}

hall::WindowId window_at(const Fields& fields, const char* name) {
    return {static_cast<int>(fields.integer(name, 0, 9999))};
}

std::optional<hall::WindowId> optional_window_at(const Fields& fields, const char* name) {
    if (!fields.has(name)) return std::nullopt;
    return window_at(fields, name);
}

Json to_json(const hall::TicketNumber& number) {
    return {{"letter", number.letter}, {"ordinal", number.ordinal}};
}

hall::TicketNumber number_from(const Fields& number) {
    return {number.text("letter"), static_cast<int>(number.integer("ordinal", 0, 1'000'000'000))};
}

hall::TicketNumber number_at(const Fields& fields, const char* name) {
    return number_from(fields.object(name));
}

Json to_json(const hall::Destination& destination) {
    if (const auto* service = std::get_if<hall::ServiceId>(&destination))
        return {{"service", service->value}};
    return {{"window", std::get<hall::WindowId>(destination).value}};
}

hall::Destination destination_at(const Fields& fields, const char* name) {
    const Fields destination = fields.object(name);
    if (destination.has("window")) return window_at(destination, "window");
    if (destination.has("service")) return hall::ServiceId{destination.text("service")};
    fields.fail(name, R"({"service": "…"} or {"window": 3})");
}

Json to_json(const hall::Text& text) {
    Json json = Json::object();
    for (const auto& [language, words] : text) json[language.value] = words;
    return json;
}

hall::Text text_from(const Fields& words) {
    hall::Text text;
    for (const std::string& language : words.names())
        text[hall::Language{language}] = words.text(language.c_str());
    return text;
}

hall::Text text_at(const Fields& fields, const char* name) {
    return text_from(fields.object(name));
}

std::string_view to_string(hall::Print print) {
    return prints.at(static_cast<std::size_t>(print));
}

hall::Print print_at(const Fields& fields, const char* name) {
    return word_at<hall::Print>(fields, name, prints);
}

std::string_view to_string(hall::Condition condition) {
    return conditions.at(static_cast<std::size_t>(condition));
}

hall::Condition condition_at(const Fields& fields, const char* name) {
    return word_at<hall::Condition>(fields, name, conditions);
}

std::vector<std::string> skips_at(const Fields& fields) {
    std::vector<std::string> skips;
    if (!fields.has("skips")) return skips;
    for (const Json& name : fields.list("skips")) skips.push_back(text_of(name, fields.path_of("skips")));
    const auto too_long = [](const std::string& name) {
        return name.size() > hall::skipped_name_bytes_at_most;
    };
    if (skips.size() > hall::skips_at_most || std::any_of(skips.begin(), skips.end(), too_long))
        fields.fail("skips", "a list of at most 8 texts of at most 100 bytes");
    return skips;
}

std::string version_at(const Fields& fields) {
    return fields.has("version") ? fields.text("version", hall::version_bytes_at_most) : std::string{};
}

}  // namespace okno::protocol
