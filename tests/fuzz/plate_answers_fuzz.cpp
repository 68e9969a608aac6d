// Whatever is plugged in where a plate should be: what it sends is an answer or a mistake, in whichever
// pieces it comes, and nothing else happens.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "firmware-bridge/plate_codec.hpp"

using namespace okno::bridge;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    PlateEar whole;
    const auto all = whole.hear(input);
    PlateEar piecemeal;
    std::size_t count = 0;
    for (const char byte : input)
        for (const auto& answer : piecemeal.hear({&byte, 1})) {
            if (count >= all.size() || answer.has_value() != all[count].has_value()) std::abort();
            if (answer && *answer != *all[count]) std::abort();
            ++count;
        }
    if (count != all.size()) std::abort();
    // Of any number whatever an order is made that fits and keeps its frame.
    const std::string order = plate_order({PlateSign::called, 9999, std::string{input}, true}, 9, 255);
    if (order.size() >= plate_report_bytes || order.find('>') != order.size() - 1) std::abort();
    return 0;
}
