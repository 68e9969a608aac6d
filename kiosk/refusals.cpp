#include "kiosk/refusals.hpp"

#include <algorithm>

#include "kiosk/phrases.hpp"

namespace okno::kiosk {

namespace {

struct Sentence {
    std::string_view code;
    const char* english;
};

// It stands in front of every text: the catalogues are made of what it is given.
constexpr const char* say(const char* english) {
    return english;
}

constexpr const char* out_of_order = say("This kiosk cannot do this now. Please ask the staff.");

constexpr Sentence sentences[] = {
    {"unknown_service", say("There is no such service here any more. Please choose another one.")},
    {"unknown_language",
     say("Tickets are no longer issued in this language. Please choose another language.")},
    {"unknown_category",
     say("The list of those who are served earlier has changed. Please choose the service once more.")},
    {"service_closed",
     say("Tickets for this service are not issued now. Please come during its opening hours.")},
    {"service_closed_today",
     say("Tickets for this service are not issued any more today. Please come on another day.")},
    {"service_full",
     say("The visitors who wait already will take all the time there is today. Please come on another day.")},
    {"no_plan", say("The hall is not ready for visitors yet. Please ask the staff.")},
    {"request_id_reused", say("Your choice has not arrived. Please try once more.")},
    // The administrator has to put it right; a visitor can do nothing.
    {"not_allowed", out_of_order},
    {"malformed", out_of_order},
    {"too_long", out_of_order},
    {"unknown_kind", out_of_order},
    {"unknown_version", out_of_order},
    {"person_required", out_of_order},
    {"unknown_device", out_of_order},
    {"not_rateable",
     say("There is no visit with this number, or it has been rated already. Please check the number.")},
    {"unknown_topic", say("The list of topics has changed. Please rate your visit once more.")},
    // The kiosk's own, while it is alone.
    {"no_number_left",
     say("There is no connection now, and this kiosk has no number to issue. Please ask the staff.")},
};

}  // namespace

std::vector<std::string_view> refusal_codes() {
    std::vector<std::string_view> codes;
    for (const Sentence& each : sentences) codes.push_back(each.code);
    return codes;
}

std::string refusal_text(const protocol::Refusal& refusal, const hall::Language& language,
                         const hall::Plan& plan) {
    const auto known = std::find_if(std::begin(sentences), std::end(sentences),
                                    [&](const Sentence& each) { return each.code == refusal.code; });
    if (known != std::end(sentences)) return words::text(languages_for(language, plan), known->english);
    return hall::in(refusal.sentence, language, plan);
}

}  // namespace okno::kiosk
