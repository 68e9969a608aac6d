// The virtual printer takes any bytes of any dialect in any pieces: its memory is bounded, and cut anywhere
// it prints the same.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "printer/virtual_printer.hpp"

using namespace okno::printer;

// A real-time question overtakes what came with it, not what came before.
std::string sorted(std::string answers) {
    std::sort(answers.begin(), answers.end());
    return answers;
}

// Text that came in two pieces is noted twice.
std::string joined(const VirtualPrinter& printer) {
    std::string all;
    bool text = false;
    for (const std::string& operation : printer.operations()) {
        const bool more = operation.starts_with("text ");
        all += more && text ? operation.substr(5) : '\n' + operation;
        text = more;
    }
    return all;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size < 2) return 0;
    const std::string_view input{reinterpret_cast<const char*>(data) + 1, size - 1};
    const std::size_t cut = data[0] % (input.size() + 1);
    const Speech speech = data[0] % 2 == 0 ? Speech::escpos : Speech::star;
    VirtualPrinter whole(64, speech), pieces(64, speech);
    whole.feed(input);
    pieces.feed(input.substr(0, cut));
    pieces.feed(input.substr(cut));
    // A Star's status tells what has been done so far, which depends on where the bytes were cut.
    const std::string all = whole.take_answers(), both = pieces.take_answers();
    if (speech == Speech::escpos ? sorted(all) != sorted(both) : all.size() != both.size()) std::abort();
    if (joined(whole) != joined(pieces)) std::abort();
    if (whole.take_pages() != pieces.take_pages()) std::abort();
    return 0;
}
