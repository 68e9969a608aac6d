// Whatever a USB device says it is: what is kept of it is short and can be shown in a log.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "printer/device_id.hpp"

using namespace okno::printer;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto id = read_device_id({reinterpret_cast<const char*>(data), size});
    if (!id) return 0;
    const std::string shown = describe(*id);
    if (shown.size() > 1000) std::abort();
    if (!std::ranges::all_of(shown, [](char c) { return c >= ' ' && c < 0x7F; })) std::abort();
    for (const Profile& profile : profiles()) static_cast<void>(speaks_another(*id, profile));
    static_cast<void>(profile_for(*id));
    return 0;
}
