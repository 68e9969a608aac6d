#include "console/pages/staff_calls.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "console/pages/model_parts.hpp"

namespace okno::console {

void StaffCalls::hear(const protocol::News& news) {
    // An answer may have been missed: nobody is better than somebody else.
    if (std::holds_alternative<protocol::Resynchronised>(news)) answered_by_.clear();
    const auto* followed = std::get_if<protocol::Followed>(&news);
    if (!followed || !followed->entry.event) return;
    const hall::Event& event = *followed->entry.event;
    if (const auto* answered = std::get_if<hall::StaffCallAnswered>(&event.fact))
        answered_by_[answered->kiosk] = event.author.person;
}

Json StaffCalls::json(const hall::State& state, hall::Timestamp now) const {
    std::vector<std::pair<hall::DeviceId, hall::StaffCall>> calls(state.staff_calls.begin(),
                                                                  state.staff_calls.end());
    std::erase_if(calls, [&](const auto& call) {
        return call.second.answered && *call.second.answered + answered_shown <= now;
    });
    std::stable_sort(calls.begin(), calls.end(),
                     [](const auto& a, const auto& b) { return a.second.since < b.second.since; });
    Json json = Json::array();
    for (const auto& [kiosk, call] : calls) {
        Json told{{"kiosk", kiosk.value},
                  {"name", device_name(state, kiosk)},
                  {"since", ms(call.since)},
                  {"answered", nullptr}};
        if (call.answered) {
            const auto known = answered_by_.find(kiosk);
            told["answered"] = {{"person", known == answered_by_.end() ? "" : known->second.value},
                                {"at", ms(*call.answered)}};
        }
        json.push_back(std::move(told));
    }
    return json;
}

}  // namespace okno::console
