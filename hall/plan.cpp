#include "hall/plan.hpp"

#include <algorithm>

namespace okno::hall {

namespace {

template <class List, class Id>
auto find_in(const List& list, const Id& id) -> const typename List::value_type* {
    const auto it = std::find_if(list.begin(), list.end(), [&](const auto& entry) { return entry.id == id; });
    return it == list.end() ? nullptr : &*it;
}

}  // namespace

const WindowKind* find(const Plan& plan, const KindId& id) {
    return find_in(plan.kinds, id);
}
const ServiceGroup* find(const Plan& plan, const GroupId& id) {
    return find_in(plan.groups, id);
}
const Service* find(const Plan& plan, const ServiceId& id) {
    return find_in(plan.services, id);
}
const Window* find(const Plan& plan, const WindowId& id) {
    return find_in(plan.windows, id);
}
const PauseReason* find(const Plan& plan, const ReasonId& id) {
    return find_in(plan.pause_reasons, id);
}
const Outcome* find(const Plan& plan, const OutcomeId& id) {
    return find_in(plan.outcomes, id);
}

const Category* find(const Plan& plan, const CategoryId& id) {
    return find_in(plan.categories, id);
}
const ServiceStage* find(const Plan& plan, const StageId& id) {
    return find_in(plan.stages, id);
}

const PanicZone* find(const Plan& plan, const PanicZoneId& id) {
    return find_in(plan.panic.zones, id);
}
const RatingTopic* find(const Plan& plan, const TopicId& id) {
    return find_in(plan.rating.topics, id);
}

const Area* find(const Plan& plan, const AreaId& id) {
    return find_in(plan.areas, id);
}
const PlannedBoard* find_board(const Plan& plan, const DeviceId& id) {
    return find_in(plan.boards, id);
}

const PlannedKiosk* find_kiosk(const Plan& plan, const DeviceId& id) {
    return find_in(plan.kiosks, id);
}

const Area* area_of(const Plan& plan, WindowId id) {
    const Window* window = find(plan, id);
    return window && window->area ? find(plan, *window->area) : nullptr;
}

Nameplate nameplate_of(const Plan& plan, const OperatorId& person) {
    const StaffMember* member = find_in(plan.staff, person);
    return member ? member->nameplate : Nameplate{};
}

const Service* service_with_code(const Plan& plan, int code) {
    const auto it = std::find_if(plan.services.begin(), plan.services.end(),
                                 [&](const Service& service) { return service.code == code; });
    return it == plan.services.end() ? nullptr : &*it;
}

const PanicZone* panic_zone_of(const Plan& plan, WindowId id) {
    const auto& zones = plan.panic.zones;
    const auto it =
        std::find_if(zones.begin(), zones.end(), [&](const PanicZone& zone) { return zone.window == id; });
    return it == zones.end() ? nullptr : &*it;
}

void settle_ceiling(Plan& plan) {
    constexpr int norms = 5;  // docs/policies.md: with fewer, strict order is all that is left
    if (plan.ordering.policy != Policy::norm || plan.ordering.ceiling > Seconds{0}) return;
    Seconds longest{0};
    for (const WindowKind& kind : plan.kinds) longest = std::max(longest, kind.norm.wait);
    for (const Service& service : plan.services)
        if (service.norm) longest = std::max(longest, service.norm->wait);
    plan.ordering.ceiling = norms * longest;
}

const Norm& norm_of(const Plan& plan, const Service& service) {
    static const Norm none;
    if (service.norm) return *service.norm;
    const WindowKind* kind = find(plan, service.kind);
    return kind ? kind->norm : none;
}

const Schedule& schedule_of(const Plan& plan, const Service& service) {
    static const Schedule never;
    if (service.schedule) return *service.schedule;
    const WindowKind* kind = find(plan, service.kind);
    return kind ? kind->schedule : never;
}

bool is_forwarded(const Plan& plan, const OutcomeId& id) {
    const Outcome* outcome = find(plan, id);
    return outcome && outcome->forwarded;
}

bool serves(const Window& window, const ServiceId& service) {
    return std::find(window.services.begin(), window.services.end(), service) != window.services.end();
}

bool calls(const Window& window, const ServiceId& service) {
    return serves(window, service) ||
           std::find(window.helps.begin(), window.helps.end(), service) != window.helps.end();
}

Language plain(const Language& language) {
    return {language.value.substr(0, language.value.find('@'))};
}

const std::string& in(const Text& text, const Language& language, const Plan& plan) {
    static const std::string nothing;
    for (const Language& each : {language, plain(language)})
        if (const auto exact = text.find(each); exact != text.end()) return exact->second;
    if (!plan.languages.empty())
        if (const auto own = text.find(plan.languages.front()); own != text.end()) return own->second;
    return text.empty() ? nothing : text.begin()->second;
}

}  // namespace okno::hall
