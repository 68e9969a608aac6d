// What a manager does to the day: SPEC.md, "Events" and "The state".
#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

using namespace hall;

void add_duties(Json& json, const Duties& duties) {
    const auto id = [](const ServiceId& service) { return Json(service.value); };
    json["services"] = list_of(duties.services, id);
    if (!duties.helps.empty()) json["helps"] = list_of(duties.helps, id);
}

Duties duties_from(const Fields& fields) {
    Duties duties{read_ids<ServiceId>(fields, "services")};
    if (fields.has("helps")) duties.helps = read_ids<ServiceId>(fields, "helps");
    return duties;
}

Text message_text_at(const Fields& fields, const char* name) {
    Text text = text_at(fields, name);
    for (const auto& [language, words] : text)
        if (words.size() > message_bytes_at_most)
            fields.fail(name, "words of at most 200 bytes in each language");
    return text;
}

Json to_json(const Message& message) {
    return {{"text", to_json(message.text)}, {"until", to_json(message.until)}, {"reason", message.reason}};
}

Message message_from(const Fields& fields) {
    return {message_text_at(fields, "text"), time_at(fields, "until"), fields.text_or_empty("reason")};
}

}  // namespace okno::protocol
