// Reading the fields of a JSON object strictly: each look-up names the path it was on when it fails.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "protocol/codec.hpp"

namespace okno::protocol {

class Fields {
  public:
    // `json` must outlive this. CodecError unless it is an object.
    Fields(const Json& json, std::string path);

    bool has(const char* name) const;  // there, and not null
    const Json& at(const char* name) const;
    Fields object(const char* name) const { return {at(name), path_of(name)}; }
    const Json& list(const char* name) const;

    // Texts are valid UTF-8 of at most `text_bytes_at_most` bytes without control characters.
    std::string text(const char* name) const;
    std::string text(const char* name, std::size_t bytes_at_most) const;
    std::string text_or_empty(const char* name) const { return has(name) ? text(name) : std::string{}; }
    bool flag(const char* name) const;
    bool flag_or_false(const char* name) const { return has(name) && flag(name); }
    std::int64_t integer(const char* name, std::int64_t least = std::numeric_limits<std::int64_t>::min(),
                         std::int64_t most = std::numeric_limits<std::int64_t>::max()) const;

    // The names of an object whose names are data, each a text like any other.
    std::vector<std::string> names() const;

    std::string path_of(const char* name) const { return path_ + "." + name; }
    [[noreturn]] void fail(const char* name, std::string_view expectation) const;

  private:
    const Json& json_;
    std::string path_;
};

inline constexpr std::size_t text_bytes_at_most = 2000;

// The entries of a list. `path` is that of the list.
std::string text_of(const Json& json, const std::string& path);

template <class List>
Json list_of(const List& list, auto encode) {
    Json json = Json::array();
    for (const auto& entry : list) json.push_back(encode(entry));
    return json;
}

template <class Entry>
std::vector<Entry> read_list(const Fields& fields, const char* name, auto decode) {
    std::vector<Entry> list;
    for (const Json& json : fields.list(name)) list.push_back(decode(Fields(json, fields.path_of(name))));
    return list;
}

template <class Id>
std::vector<Id> read_ids(const Fields& fields, const char* name) {
    std::vector<Id> ids;
    for (const Json& json : fields.list(name)) ids.push_back(Id{text_of(json, fields.path_of(name))});
    return ids;
}

// One of a short list of words that stand for the enumerators in their order.
template <class Enumeration, class Words>
Enumeration word_at(const Fields& fields, const char* name, const Words& words) {
    const std::string text = fields.text(name);
    std::string expected;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == text) return static_cast<Enumeration>(i);
        expected += (i == 0 ? "one of " : ", ") + std::string(words[i]);
    }
    fields.fail(name, expected);
}

// The pieces every codec needs.
Json to_json(hall::Timestamp at);
hall::Timestamp time_at(const Fields& fields, const char* name);
std::optional<hall::Timestamp> optional_time_at(const Fields& fields, const char* name);
hall::Seconds duration_at(const Fields& fields, const char* name);  // not negative
std::optional<hall::Seconds> optional_duration_at(const Fields& fields, const char* name);
Json to_json(hall::LocalDay day);  // "2026-11-24"
std::optional<hall::LocalDay> day_from(const std::string& text);
hall::LocalDay day_at(const Fields& fields, const char* name);
hall::TicketId ticket_at(const Fields& fields, const char* name);
hall::WindowId window_at(const Fields& fields, const char* name);
std::optional<hall::WindowId> optional_window_at(const Fields& fields, const char* name);
hall::TicketNumber number_from(const Fields& number);
hall::TicketNumber number_at(const Fields& fields, const char* name);
Json to_json(const hall::Destination& destination);
hall::Destination destination_at(const Fields& fields, const char* name);
hall::Text text_from(const Fields& words);
hall::Text text_at(const Fields& fields, const char* name);
hall::Print print_at(const Fields& fields, const char* name);
hall::Condition condition_at(const Fields& fields, const char* name);

// Parts of larger things, each with its codec: SPEC.md, "Values", "The plan", "The state".
Json to_json(const hall::Step& step);
hall::Step step_from(const Fields& fields);
Json to_json(const hall::CallReason& reason);
hall::CallReason reason_at(const Fields& fields, const char* name);  // not there: none is told
Json to_json(const hall::Leave& leave);
hall::Leave leave_from(const Fields& fields);
Json to_json(int block, const hall::Lease& lease);
std::pair<int, hall::Lease> lease_from(const Fields& fields);
Json to_json(const hall::Nameplate& nameplate);
hall::Nameplate nameplate_from(const Fields& fields);
hall::Nameplate nameplate_at(const Fields& fields, const char* name);  // not there: empty
std::vector<std::string> skips_at(const Fields& fields);               // not there: none
std::string version_at(const Fields& fields);                          // not there: ""
Json to_json(const hall::Guidance& guidance);
hall::Guidance guidance_at(const Fields& fields, const char* name);  // not there: empty
void add_duties(Json& json, const hall::Duties& duties);             // "services", "helps"
hall::Duties duties_from(const Fields& fields);
Json to_json(const hall::Message& message);
hall::Message message_from(const Fields& fields);
hall::Text message_text_at(const Fields& fields, const char* name);
Json to_json(const hall::Ticket& ticket);
hall::Ticket ticket_from(const Fields& fields);
Json to_json(const hall::Schedule& schedule);
hall::Schedule schedule_from(const Fields& fields);
Json to_json(const hall::Panics& panics);
hall::Panics panics_from(const Fields& fields);
hall::PanicZoneId zone_at(const Fields& fields);       // "zone"
std::uint64_t press_or_none_at(const Fields& fields);  // "press"; not there: 0
Json to_json(const hall::Experience& experience);
hall::Experience experience_from(const Fields& fields);

}  // namespace okno::protocol
