#include "plan/panic_reader.hpp"

namespace okno::plan {

void PanicReader::read() {
    if (auto table = document_.optional_table("panic", heading("panic"),
                                              phrase({"a table [panic]", "таблица [panic]"}))) {
        plan_.panic.escalate_after =
            entries_.duration(*table, "escalate_after", Must::be_there_or_not, Zero::refused)
                .value_or(plan_.panic.escalate_after);
        table->refuse_other_keys();
    }
    for (StrictTable& table :
         document_.tables("panic_zone", phrase({"the panic zone", "места вызова помощи"})))
        plan_.panic.zones.push_back(read_zone(table));
}

hall::PanicZone PanicReader::read_zone(StrictTable& table) {
    hall::PanicZone zone;
    if (const auto number = table.whole_number("number", 1, hall::panic_zone_at_most, true)) {
        zone.id.value = static_cast<int>(*number);
        const auto [first, fresh] = zones_.emplace(zone.id, table.where("number"));
        if (!fresh)
            critic_.complain(
                table.where("number"),
                phrase({"{}: this zone is already defined on {}", "{}: такое место уже есть ({})"},
                       "number = " + std::to_string(zone.id.value), line_of(first->second)));
    }
    zone.name =
        entries_.text(table, "name", phrase({"the name of the panic zone", "названия места вызова помощи"}));
    if (const auto number = table.whole_number("window", 1, 999, false)) {
        const hall::WindowId window{static_cast<int>(*number)};
        const std::string shown = "window = " + std::to_string(window.value);
        if (!find(plan_, window))
            critic_.complain(table.where("window"),
                             phrase({"{}: there is no such window", "{}: такого окна нет"}, shown),
                             phrase({"the number of a [[window]]", "номер окна из таблиц [[window]]"}));
        else if (panic_zone_of(plan_, window))
            critic_.complain(
                table.where("window"),
                phrase({"{}: this window has a zone already", "{}: у этого окна уже есть место"}, shown),
                phrase({"a window belongs to one zone", "у окна одно место вызова помощи"}));
        zone.window = window;
    }
    table.refuse_other_keys();
    return zone;
}

}  // namespace okno::plan
