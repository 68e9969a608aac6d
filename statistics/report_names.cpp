#include "statistics/report_names.hpp"

#include <algorithm>
#include <limits>

#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

constexpr std::size_t nowhere = std::numeric_limits<std::size_t>::max();

template <class List>
std::size_t place_in(const List& list, const std::string& id) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const auto& one) { return one.id.value == id; });
    return found == list.end() ? nowhere : static_cast<std::size_t>(found - list.begin());
}

template <class Id>
hall::Text text_of(const hall::Plan& plan, const std::string& id) {
    const auto* found = find(plan, Id{id});
    return found ? found->name : hall::Text{};
}

}  // namespace

std::string ReportNames::text(const hall::Text& text, const std::string& id) const {
    const std::string& said = in(text, hall::Language{words_of(language_).language}, plan_);
    return said.empty() ? id : said;
}

std::string ReportNames::person(const std::string& id) const {
    if (id.empty()) return words_of(language_).unnamed_person;
    const std::string name = text(nameplate_of(plan_, hall::OperatorId{id}).name, id);
    return name == id ? id : name + " (" + id + ")";
}

std::string ReportNames::name(By by, const std::string& id) const {
    const ReportWords& words = words_of(language_);
    switch (by) {
        case By::kind:
            return id.empty() ? words.no_kind : text(text_of<hall::KindId>(plan_, id), id);
        case By::service:
            return text(text_of<hall::ServiceId>(plan_, id), id);
        case By::window:
            return words.window + " " + id;
        case By::person:
            return person(id);
        case By::outcome:
            return id.empty() ? words.no_outcome : text(text_of<hall::OutcomeId>(plan_, id), id);
        case By::category:
            return id.empty() ? words.no_category : text(text_of<hall::CategoryId>(plan_, id), id);
        case By::hour: {
            const int hour = std::stoi(id);
            std::string text = hour < 10 ? "0" : "";
            text.append(std::to_string(hour)).append(":00–").append(hour < 9 ? "0" : "");
            return text.append(std::to_string(hour + 1)).append(":00");
        }
        case By::day:
            return short_day(day_from_text(id), language_);
        case By::weekday:
        case By::hall:
            break;
    }
    return id;
}

std::string ReportNames::topic(const hall::TopicId& id) const {
    if (id.value.empty()) return words_of(language_).no_topic;
    const auto* found = find(plan_, id);
    return text(found ? found->name : hall::Text{}, id.value);
}

std::string ReportNames::hall() const {
    return text(plan_.hall, "");
}

std::size_t ReportNames::place(By by, const std::string& id) const {
    switch (by) {
        case By::kind:
            return place_in(plan_.kinds, id);
        case By::service:
            return place_in(plan_.services, id);
        case By::outcome:
            return place_in(plan_.outcomes, id);
        case By::category:
            return place_in(plan_.categories, id);
        default:
            return 0;  // as they come: by number, name or time
    }
}

}  // namespace okno::statistics
