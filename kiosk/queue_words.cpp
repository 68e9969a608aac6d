#include "kiosk/queue_words.hpp"

#include "kiosk/phrases.hpp"

namespace okno::kiosk {

namespace {

std::string waiting_text(const Phrases& phrase, std::size_t people) {
    if (people == 0) return phrase.nobody_waiting;
    return words::filled(phrase.waiting_now, {{"count", std::to_string(people)}});
}

}  // namespace

// Where nobody waits for this service the windows may be busy with others: then it
// would mislead to say that there is no queue.
std::string queue_text(const hall::Language& spoken, const hall::Plan& plan, std::size_t people,
                       std::optional<hall::Range> wait) {
    const Phrases& phrase = phrases(spoken, plan);
    if (people == 0 && wait && wait->from_min > 0)
        return words::filled(phrase.wait, {{"range", short_wait(spoken, plan, *wait)}});
    const std::string queue = waiting_text(phrase, people);
    return people == 0 || !wait ? queue : queue + " · " + short_wait(spoken, plan, *wait);
}

std::optional<hall::Range> wait_for(const hall::Forecast& forecast, const hall::ServiceId& service) {
    const auto wait = forecast.services.find(service);
    return wait == forecast.services.end() ? std::nullopt : std::optional(hall::told(wait->second));
}

}  // namespace okno::kiosk
