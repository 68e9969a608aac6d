#include "plan/kiosk_reader.hpp"

#include <cmath>

#include "hall/legibility.hpp"
#include "plan/screen_reasons.hpp"
#include "plan/screen_size.hpp"

namespace okno::plan {

namespace {

constexpr double inches_least = 5;
constexpr double inches_most = 120;

}  // namespace

void KioskReader::read() {
    for (StrictTable& table : document_.tables("kiosk", phrase({"the kiosk", "терминала"})))
        read_kiosk(table);
}

void KioskReader::read_kiosk(StrictTable& table) {
    hall::PlannedKiosk kiosk;
    kiosk.id.value = entries_.name(table, kiosks_);
    const auto size = screen_size(table, critic_, {kiosk.width_px, kiosk.height_px});
    const auto inches =
        table.number("diagonal", inches_least, inches_most, phrase({"in inches", "в дюймах"}));
    if (const auto bottom = table.whole_number("bottom", 0, hall::bottom_mm_most, false))
        kiosk.bottom_mm = static_cast<int>(*bottom);
    kiosk.details = table.yes_or_no("details", false);
    table.refuse_other_keys();
    if (!size || !inches) return;
    kiosk.width_px = size->width_px;
    kiosk.height_px = size->height_px;
    kiosk.diagonal_mm = static_cast<int>(std::lround(*inches * hall::mm_of_inch));
    if (const auto why = hall::why_unreachable(kiosk))
        critic_.complain(table.where("bottom"), plan::found(*why), plan::needed(*why));
    plan_.kiosks.push_back(std::move(kiosk));
}

}  // namespace okno::plan
