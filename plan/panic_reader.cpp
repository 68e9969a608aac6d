#include "plan/panic_reader.hpp"

namespace okno::plan {

void PanicReader::read() {
    if (auto table = document_.optional_table("panic", "[panic]", "a table [panic]")) {
        plan_.panic.escalate_after =
            entries_.duration(*table, "escalate_after", Must::be_there_or_not, Zero::refused)
                .value_or(plan_.panic.escalate_after);
        table->refuse_other_keys();
    }
    for (StrictTable& table : document_.tables("panic_zone", "the panic zone"))
        plan_.panic.zones.push_back(read_zone(table));
}

hall::PanicZone PanicReader::read_zone(StrictTable& table) {
    hall::PanicZone zone;
    if (const auto number = table.whole_number("number", 1, hall::panic_zone_at_most, true)) {
        zone.id.value = static_cast<int>(*number);
        const auto [first, fresh] = zones_.emplace(zone.id, table.where("number"));
        if (!fresh)
            critic_.complain(table.where("number"), "number = " + std::to_string(zone.id.value) +
                                                        ": this zone is already defined on " +
                                                        line_of(first->second));
    }
    zone.name = entries_.text(table, "name", "the panic zone");
    if (const auto number = table.whole_number("window", 1, 999, false)) {
        const hall::WindowId window{static_cast<int>(*number)};
        const std::string shown = "window = " + std::to_string(window.value);
        if (!find(plan_, window))
            critic_.complain(table.where("window"), shown + ": there is no such window",
                             "the number of a [[window]]");
        else if (panic_zone_of(plan_, window))
            critic_.complain(table.where("window"), shown + ": this window has a zone already",
                             "a window belongs to one zone");
        zone.window = window;
    }
    table.refuse_other_keys();
    return zone;
}

}  // namespace okno::plan
