#include "printer/star_text.hpp"

#include <algorithm>
#include <optional>

#include "printer/qr.hpp"
#include "printer/star.hpp"

namespace okno::printer::star {

namespace {

using namespace std::string_literals;

constexpr char module_rows = 6;
constexpr int feed_at_most = 127;

char digit(int number) {
    return static_cast<char>('0' + number);
}

class Writer {
  public:
    Writer(const Profile& profile, CodePage page) {
        const TextMode& mode = *profile.text;
        const std::uint8_t number = page == CodePage::pc866 ? mode.pc866 : mode.wpc1251;
        bytes = begin_document() + "\x1B\x1D\x74"s + static_cast<char>(number);
    }

    void operator()(const TextLine& line) {
        align(line.align);
        if (bold_ != line.bold) bytes += line.bold ? "\x1B\x45"s : "\x1B\x46"s;
        bold_ = line.bold;
        if (times_ != line.times) bytes += "\x1B\x69"s + digit(line.times - 1) + digit(line.times - 1);
        times_ = line.times;
        bytes += line.bytes + '\n';
    }

    void operator()(const Gap& gap) {
        for (int quarters = gap.height_tenths_mm * 4 / 10; quarters > 0; quarters -= feed_at_most) {
            const int fed = std::min(quarters, feed_at_most);
            bytes += "\x1B\x4A"s + static_cast<char>(fed == 4 || fed == 5 ? 6 : fed);
        }
    }

    void operator()(const QrCode& code) {
        if (code.text.empty() || code.text.size() > qr_bytes_at_most) return;
        align(Align::centre);
        bytes += "\x1B\x1D\x79\x53\x30\x32\x1B\x1D\x79\x53\x31\x31\x1B\x1D\x79\x53\x32"s + module_rows;
        bytes += "\x1B\x1D\x79\x44\x31\x00"s + static_cast<char>(code.text.size() & 0xFF) +
                 static_cast<char>(code.text.size() >> 8);
        std::ranges::replace_copy_if(
            code.text, std::back_inserter(bytes), [](char c) { return c >= 0 && c < ' '; }, '?');
        bytes += "\x1B\x1D\x79\x50"s;
    }

    std::string bytes;

  private:
    void align(Align wanted) {
        const int number = wanted == Align::centre ? 1 : 0;
        if (align_ != number) bytes += "\x1B\x1D\x61"s + digit(number);
        align_ = number;
    }

    std::optional<int> align_, times_;
    std::optional<bool> bold_;
};

}  // namespace

std::string text_job(const std::vector<TextItem>& items, const Profile& profile, CodePage page) {
    Writer writer(profile, page);
    for (const TextItem& item : items) std::visit(writer, item);
    return writer.bytes + "\x1B\x64\x33"s + end_document();
}

}  // namespace okno::printer::star
