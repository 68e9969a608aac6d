#include "printer/device_id.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace okno::printer {

namespace {

constexpr std::size_t text_bytes_at_most = 64;
constexpr std::size_t command_sets_at_most = 8;

std::string upper(std::string_view text) {
    std::string raised(text);
    std::ranges::transform(raised, raised.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    return raised;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

std::string showable(std::string_view text) {
    std::string shown(trimmed(text).substr(0, text_bytes_at_most));
    std::ranges::replace_if(
        shown, [](char c) { return c < ' ' || c >= 0x7F; }, '?');
    return shown;
}

// Up to `end`, taken off with it.
std::string_view take(std::string_view& rest, char end) {
    const std::size_t place = rest.find(end);
    const std::string_view taken = rest.substr(0, place);
    rest.remove_prefix(place == std::string_view::npos ? rest.size() : place + 1);
    return taken;
}

void add_command_sets(DeviceId& id, std::string_view names) {
    while (!names.empty() && id.command_sets.size() < command_sets_at_most) {
        std::string name = upper(showable(take(names, ',')));
        if (!name.empty()) id.command_sets.push_back(std::move(name));
    }
}

bool speaks(const DeviceId& id, std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(id.command_sets, [&](const std::string& set) {
        return std::ranges::any_of(
            names, [&](std::string_view name) { return set.find(name) != std::string::npos; });
    });
}

// A word of the model, the more exact ones first.
constexpr std::array<std::pair<std::string_view, std::string_view>, 8> models{{{"TM-T88V", "epson-tm-t88v"},
                                                                               {"TM-T20", "epson-tm-t20"},
                                                                               {"CT-S310", "citizen-ct-s310"},
                                                                               {"CT-S651", "citizen-ct-s651"},
                                                                               {"VKP80", "custom-vkp80"},
                                                                               {"TSP100", "star-tsp100"},
                                                                               {"TSP143", "star-tsp100"},
                                                                               {"TSP65", "star-tsp650"}}};

}  // namespace

std::optional<DeviceId> read_device_id(std::string_view bytes) {
    // The length is not believed: kernels and printers give it two too small. It cuts off nothing but what is
    // after the last ";", and a reading is never longer than what has come.
    std::string_view rest = bytes.substr(0, device_id_bytes_at_most);
    rest.remove_prefix(std::min<std::size_t>(rest.size(), 2));
    DeviceId id;
    while (!rest.empty()) {
        std::string_view value = take(rest, ';');
        const std::string key = upper(trimmed(take(value, ':')));
        if (key == "MFG" || key == "MANUFACTURER") id.manufacturer = showable(value);
        if (key == "MDL" || key == "MODEL") id.model = showable(value);
        if (key == "CMD" || key == "COMMAND SET") add_command_sets(id, value);
    }
    if (id.manufacturer.empty() && id.model.empty()) return std::nullopt;
    return id;
}

std::string describe(const DeviceId& id) {
    std::string text = id.manufacturer;
    if (!id.model.empty()) text.append(text.empty() ? "" : " ").append(id.model);
    std::string sets;
    for (const std::string& set : id.command_sets) sets.append(sets.empty() ? "" : ", ").append(set);
    return sets.empty() ? text : text + " (" + sets + ")";
}

const Profile* profile_for(const DeviceId& id) {
    const std::string model = upper(id.model);
    const auto known = std::ranges::find_if(
        models, [&](const auto& each) { return model.find(each.first) != std::string::npos; });
    return known == models.end() ? nullptr : find_profile(known->second);
}

bool speaks_another(const DeviceId& id, const Profile& profile) {
    const bool escpos = speaks(id, {"ESC/POS", "ESCPOS"});
    const bool star = speaks(id, {"STAR"});
    return profile.speech == Speech::star ? escpos && !star : star && !escpos;
}

}  // namespace okno::printer
