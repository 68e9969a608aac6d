#include "console/office/plan_changes.hpp"

#include <algorithm>

#include "protocol/codec.hpp"
#include "statistics/day_text.hpp"

namespace okno::console {

namespace {

using hall::Plan;
using Json = nlohmann::json;

Json text_json(const hall::Text& text) {
    Json json = Json::object();
    for (const auto& [language, words] : text) json[language.value] = words;
    return json;
}

std::string two(long value) {
    return std::string(value < 10 ? 1 : 0, '0').append(std::to_string(value));
}

// "09:00-13:00, 14:00-18:00"; "" when closed.
std::string hours_text(const hall::DayHours& hours) {
    std::string text;
    const auto clock = [](auto time) {
        const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(time).count();
        return two(minutes / 60) + ':' + two(minutes % 60);
    };
    for (const auto& span : hours) {
        if (!text.empty()) text += ", ";
        text += clock(span.opens) + '-' + clock(span.closes);
    }
    return text;
}

Json minutes_json(hall::Seconds seconds) {
    return static_cast<double>(seconds.count()) / 60;
}

Json norm_json(const hall::Norm& norm) {
    return {{"wait", minutes_json(norm.wait)}, {"service", minutes_json(norm.service)}};
}

class Comparison {
  public:
    Comparison(const Plan& before, const Plan& after) : before_(before), after_(after) {}

    Json told() {
        hall();
        kinds();
        services();
        windows();
        categories();
        rest();
        return std::move(changes_);
    }

  private:
    void tell(const char* code, Json name = nullptr, Json was = nullptr, Json now = nullptr,
              Json more = Json::array()) {
        changes_.push_back({{"code", code},
                            {"name", std::move(name)},
                            {"was", std::move(was)},
                            {"now", std::move(now)},
                            {"more", std::move(more)}});
    }
    template <class Value>
    void tell_if(bool differs, const char* code, const Json& name, const Value& was, const Value& now) {
        if (differs) tell(code, name, was, now);
    }
    void renamed(const char* code, const hall::Text& was, const hall::Text& now);
    void hall();
    void kinds();
    void hours(const Json& name, const hall::Schedule& was, const hall::Schedule& now);
    void services();
    void service(const hall::Service& was, const hall::Service& now);
    void route(const Json& name, const std::vector<hall::RouteStep>& then);
    void windows();
    void window(const hall::Window& was, const hall::Window& now);
    Json names(const std::vector<hall::ServiceId>& of, const std::vector<hall::ServiceId>& without,
               const Plan& plan) const;
    void categories();
    void slip();
    void boards();
    void arrows(const hall::PlannedBoard& was, const hall::PlannedBoard& now);
    void rest();

    const Plan& before_;
    const Plan& after_;
    Json changes_ = Json::array();
};

// A name, and what is said for it in simple words.
void Comparison::renamed(const char* code, const hall::Text& was, const hall::Text& now) {
    const auto apart = [](const hall::Text& text) {
        std::pair<hall::Text, hall::Text> usual_and_simple;
        for (const auto& [language, words] : text) {
            const hall::Language plain = hall::plain(language);
            (plain == language ? usual_and_simple.first : usual_and_simple.second)[plain] = words;
        }
        return usual_and_simple;
    };
    const auto [usual_was, simple_was] = apart(was);
    const auto [usual_now, simple_now] = apart(now);
    const auto or_nothing = [](const hall::Text& text) { return text.empty() ? Json() : text_json(text); };
    if (usual_was != usual_now) tell(code, nullptr, or_nothing(usual_was), or_nothing(usual_now));
    if (simple_was != simple_now)
        tell("simple_words", text_json(usual_now), or_nothing(simple_was), or_nothing(simple_now));
}

void Comparison::hall() {
    renamed("hall_renamed", before_.hall, after_.hall);
    if (before_.zone.name != after_.zone.name) tell("zone", nullptr, before_.zone.name, after_.zone.name);
    const auto has = [](const Plan& plan, const hall::Language& language) {
        return std::find(plan.languages.begin(), plan.languages.end(), language) != plan.languages.end();
    };
    for (const auto& language : after_.languages)
        if (!has(before_, language)) tell("language_added", language.value);
    for (const auto& language : before_.languages)
        if (!has(after_, language)) tell("language_removed", language.value);
    if (!before_.languages.empty() && !after_.languages.empty() &&
        before_.languages.front() != after_.languages.front())
        tell("language_first", after_.languages.front().value);
}

void Comparison::kinds() {
    for (const hall::WindowKind& now : after_.kinds) {
        const hall::WindowKind* was = find(before_, now.id);
        const Json name = text_json(now.name);
        if (!was) {
            tell("kind_added", name);
            continue;
        }
        renamed("kind_renamed", was->name, now.name);
        if (was->norm != now.norm) tell("kind_norm", name, norm_json(was->norm), norm_json(now.norm));
        hours(name, was->schedule, now.schedule);
    }
    for (const hall::WindowKind& was : before_.kinds)
        if (!find(after_, was.id)) tell("kind_removed", text_json(was.name));
}

void Comparison::hours(const Json& name, const hall::Schedule& was, const hall::Schedule& now) {
    for (std::size_t day = 0; day < was.week.size(); ++day)
        if (was.week[day] != now.week[day])
            tell("hours", name, hours_text(was.week[day]), hours_text(now.week[day]), Json::array({day}));
    for (const auto& [day, on_it] : now.special) {
        const auto former = was.special.find(day);
        if (former == was.special.end())
            tell("day_added", name, nullptr, hours_text(on_it), Json::array({statistics::to_text(day)}));
        else if (former->second != on_it)
            tell("day_changed", name, hours_text(former->second), hours_text(on_it),
                 Json::array({statistics::to_text(day)}));
    }
    for (const auto& [day, on_it] : was.special)
        if (!now.special.contains(day))
            tell("day_removed", name, hours_text(on_it), nullptr, Json::array({statistics::to_text(day)}));
}

void Comparison::services() {
    for (const hall::ServiceGroup& now : after_.groups) {
        const hall::ServiceGroup* was = find(before_, now.id);
        if (!was)
            tell("group_added", text_json(now.name));
        else
            renamed("group_renamed", was->name, now.name);
    }
    for (const hall::ServiceGroup& was : before_.groups)
        if (!find(after_, was.id)) tell("group_removed", text_json(was.name));
    for (const hall::Service& now : after_.services) {
        if (const hall::Service* was = find(before_, now.id))
            service(*was, now);
        else
            tell("service_added", text_json(now.name));
    }
    for (const hall::Service& was : before_.services)
        if (!find(after_, was.id)) tell("service_removed", text_json(was.name));
    std::vector<hall::ServiceId> order_before, order_after;  // of those in both
    for (const hall::Service& was : before_.services)
        if (find(after_, was.id)) order_before.push_back(was.id);
    for (const hall::Service& now : after_.services)
        if (find(before_, now.id)) order_after.push_back(now.id);
    if (order_before != order_after) tell("services_order");
}

void Comparison::service(const hall::Service& was, const hall::Service& now) {
    const Json name = text_json(now.name);
    const auto group = [](const Plan& plan, const hall::Service& of) -> Json {
        const auto* found = find(plan, of.group);
        return found ? text_json(found->name) : Json(nullptr);
    };
    const auto kind = [](const Plan& plan, const hall::Service& of) {
        const auto* found = find(plan, of.kind);
        return found ? text_json(found->name) : Json(nullptr);
    };
    const auto norm = [](const std::optional<hall::Norm>& own) {
        return own ? norm_json(*own) : Json(nullptr);
    };
    const auto usual = [](const std::optional<hall::Seconds>& own) {
        return own ? minutes_json(*own) : Json(nullptr);
    };
    const auto code = [](const std::optional<int>& own) { return own ? Json(*own) : Json(nullptr); };
    renamed("service_renamed", was.name, now.name);
    tell_if(was.group != now.group, "service_group", name, group(before_, was), group(after_, now));
    tell_if(was.kind != now.kind, "service_kind", name, kind(before_, was), kind(after_, now));
    tell_if(was.letter != now.letter, "service_letter", name, was.letter, now.letter);
    tell_if(was.code != now.code, "service_code", name, code(was.code), code(now.code));
    tell_if(was.norm != now.norm, "service_norm", name, norm(was.norm), norm(now.norm));
    tell_if(was.usual != now.usual, "service_usual", name, usual(was.usual), usual(now.usual));
    tell_if(was.online != now.online, "service_online", name, was.online, now.online);
    if (was.icon != now.icon) tell("service_icon", name);
    if (was.then != now.then) route(name, now.then);
    if (!(was.guidance == now.guidance)) tell("service_guidance", name);
    if (!was.schedule && !now.schedule) return;
    if (!was.schedule) tell("service_own_hours", name);
    if (!now.schedule) tell("service_kind_hours", name);
    if (was.schedule && now.schedule) hours(name, *was.schedule, *now.schedule);
}

void Comparison::route(const Json& name, const std::vector<hall::RouteStep>& then) {
    std::vector<hall::ServiceId> steps;
    for (const hall::RouteStep& step : then) steps.push_back(step.service);
    tell(then.empty() ? "service_route_ends" : "service_route", name, nullptr, nullptr,
         names(steps, {}, after_));
}

Json Comparison::names(const std::vector<hall::ServiceId>& of, const std::vector<hall::ServiceId>& without,
                       const Plan& plan) const {
    Json list = Json::array();
    for (const hall::ServiceId& id : of)
        if (std::find(without.begin(), without.end(), id) == without.end())
            if (const hall::Service* service = find(plan, id)) list.push_back(text_json(service->name));
    return list;
}

void Comparison::windows() {
    for (const hall::Window& now : after_.windows) {
        if (const hall::Window* was = find(before_, now.id))
            window(*was, now);
        else
            tell("window_added", std::to_string(now.id.value));
    }
    for (const hall::Window& was : before_.windows)
        if (!find(after_, was.id)) tell("window_removed", std::to_string(was.id.value));
}

void Comparison::window(const hall::Window& was, const hall::Window& now) {
    const Json name = std::to_string(now.id.value);
    const auto kind = [](const Plan& plan, const hall::Window& of) {
        const auto* found = find(plan, of.kind);
        return found ? text_json(found->name) : Json(nullptr);
    };
    const auto seconds = [](const std::optional<hall::Seconds>& of) {
        return of ? Json(of->count()) : Json(nullptr);
    };
    tell_if(was.kind != now.kind, "window_kind", name, kind(before_, was), kind(after_, now));
    const auto lists = [&](const char* gains, const char* loses, const auto& before, const auto& after) {
        if (Json more = names(after, before, after_); !more.empty())
            tell(gains, name, nullptr, nullptr, more);
        if (Json more = names(before, after, before_); !more.empty())
            tell(loses, name, nullptr, nullptr, more);
    };
    lists("window_gains", "window_loses", was.services, now.services);
    lists("window_helps", "window_helps_not", was.helps, now.helps);
    tell_if(was.push != now.push, "window_push", name, seconds(was.push), seconds(now.push));
    if (was.area != now.area) tell("window_area", name);
}

void Comparison::categories() {
    for (const hall::Category& now : after_.categories) {
        const hall::Category* was = find(before_, now.id);
        if (!was)
            tell("category_added", text_json(now.name));
        else
            renamed("category_renamed", was->name, now.name);
        if (was && was->head_start != now.head_start)
            tell("category_head_start", text_json(now.name), minutes_json(was->head_start),
                 minutes_json(now.head_start));
    }
    for (const hall::Category& was : before_.categories)
        if (!find(after_, was.id)) tell("category_removed", text_json(was.name));
}

void Comparison::slip() {
    renamed("slip_note", before_.slip.note, after_.slip.note);
    hall::SlipTemplate otherwise = before_.slip;
    otherwise.note = after_.slip.note;
    if (!(otherwise == after_.slip)) tell("slip");
}

void Comparison::boards() {
    std::vector<hall::PlannedBoard> otherwise = before_.boards;
    for (hall::PlannedBoard& was : otherwise)
        for (const hall::PlannedBoard& now : after_.boards)
            if (now.id == was.id) {
                arrows(was, now);
                was.arrows = now.arrows;
            }
    if (before_.areas != after_.areas || otherwise != after_.boards) tell("boards");
}

void Comparison::arrows(const hall::PlannedBoard& was, const hall::PlannedBoard& now) {
    const auto arrow = [](const hall::PlannedBoard& board, const hall::AreaId& area) {
        const auto found = board.arrows.find(area);
        return found == board.arrows.end() ? Json()
                                           : Json(hall::arrow_words[static_cast<std::size_t>(found->second)]);
    };
    for (const hall::Area& area : after_.areas)
        if (arrow(was, area.id) != arrow(now, area.id))
            tell("board_arrow", now.id.value, arrow(was, area.id), arrow(now, area.id),
                 Json::array({text_json(area.name)}));
}

// What visitors do not see one by one: that it changes is enough, the lines tell the rest.
void Comparison::rest() {
    if (!(before_.calling == after_.calling) || before_.park_reminder != after_.park_reminder)
        tell("calling");
    if (!(before_.ordering == after_.ordering)) tell("ordering");
    if (!(before_.closing == after_.closing)) tell("closing");
    if (before_.outcome_required != after_.outcome_required || before_.outcomes != after_.outcomes ||
        !(before_.forwarding == after_.forwarding))
        tell("outcomes");
    if (before_.stages != after_.stages || before_.stages_required != after_.stages_required) tell("stages");
    if (before_.pause_reasons != after_.pause_reasons) tell("pause_reasons");
    slip();
    if (!(before_.rating == after_.rating)) tell("rating");
    if (!(before_.panic == after_.panic)) tell("panic");
    if (before_.devices != after_.devices) tell("devices");
    boards();
    if (before_.kiosks != after_.kiosks) tell("kiosks");
    if (before_.staff != after_.staff) tell("staff");
    if (before_.abandoned_after != after_.abandoned_after) tell("statistics");
}

}  // namespace

Json plan_changes(const Plan& before, const Plan& after) {
    return Comparison{before, after}.told();
}

}  // namespace okno::console
