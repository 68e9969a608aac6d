#include "printer/escpos_text.hpp"

#include <algorithm>
#include <optional>

#include "printer/escpos.hpp"
#include "printer/qr.hpp"

namespace okno::printer::escpos {

namespace {

using namespace std::string_literals;

constexpr char module_rows = 6;
constexpr int feed_at_most = 255;
constexpr int tenths_mm_per_inch = 254;

class Writer {
  public:
    Writer(const Profile& profile, CodePage page) : profile_(profile) {
        const TextMode& mode = *profile.text;
        const std::uint8_t number = page == CodePage::pc866 ? mode.pc866 : mode.wpc1251;
        bytes = initialise(profile) + "\x1B\x74"s + static_cast<char>(number);
    }

    void operator()(const TextLine& line) {
        align(line.align);
        set(bold_, line.bold ? 1 : 0, "\x1B\x45"s);
        set(size_, (line.times - 1) * 0x11, "\x1D\x21"s);
        bytes += line.bytes + '\n';
    }

    void operator()(const Gap& gap) {
        for (int rows = gap.height_tenths_mm * profile_.dots_per_inch / tenths_mm_per_inch; rows > 0;
             rows -= feed_at_most)
            bytes += "\x1B\x4A"s + static_cast<char>(std::min(rows, feed_at_most));
    }

    void operator()(const QrCode& code) {
        if (!profile_.text->prints_qr) {
            if (const auto dots = draw_qr(code.text, profile_.width_dots, module_rows)) bytes += bands(*dots);
            return;
        }
        if (code.text.empty() || code.text.size() > qr_bytes_at_most) return;
        align(Align::centre);
        const auto length = static_cast<int>(code.text.size()) + 3;
        bytes += "\x1D\x28\x6B\x04\x00\x31\x41\x32\x00"s;
        bytes += "\x1D\x28\x6B\x03\x00\x31\x43"s + module_rows;
        bytes += "\x1D\x28\x6B\x03\x00\x31\x45\x31"s;
        bytes += "\x1D\x28\x6B"s + static_cast<char>(length & 0xFF) + static_cast<char>(length >> 8) +
                 "\x31\x50\x30"s;
        std::ranges::replace_copy_if(
            code.text, std::back_inserter(bytes), [](char c) { return c >= 0 && c < ' '; }, '?');
        bytes += "\x1D\x28\x6B\x03\x00\x31\x51\x30"s;
    }

    std::string bytes;

  private:
    void align(Align wanted) { set(align_, wanted == Align::centre ? 1 : 0, "\x1B\x61"s); }

    void set(std::optional<int>& known, int wanted, const std::string& command) {
        if (known == wanted) return;
        known = wanted;
        bytes += command + static_cast<char>(wanted);
    }

    const Profile& profile_;
    std::optional<int> align_, bold_, size_;
};

}  // namespace

std::string text_job(const std::vector<TextItem>& items, const Profile& profile, CodePage page) {
    Writer writer(profile, page);
    for (const TextItem& item : items) std::visit(writer, item);
    return writer.bytes + part(profile.parting) + end_mark_request();
}

}  // namespace okno::printer::escpos
