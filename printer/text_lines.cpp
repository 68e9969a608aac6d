#include "printer/text_lines.hpp"

#include <algorithm>

namespace okno::printer {

namespace {

class Setter {
  public:
    Setter(CodePage page, int columns, int times_at_most, bool large_print)
        : page_(page), columns_(columns), times_at_most_(times_at_most), large_print_(large_print) {}

    void operator()(const Paragraph& block) {
        const int times = block.size == TextSize::large || large_print_ ? 2 : 1;
        const auto width = static_cast<std::size_t>(std::max(1, columns_ / times));
        std::string rest = said(block.text);
        while (!rest.empty()) {
            add({take_line(rest, width), times, block.weight != Weight::regular, block.align});
        }
    }

    void operator()(const Headline& block) {
        const std::string text = said(block.text);
        const int fits = columns_ / std::max(1, static_cast<int>(text.size()));
        add({text, std::clamp(fits, 1, times_at_most_), true, Align::centre});
    }

    void operator()(const Ends& block) {
        const std::string left = said(block.left), right = said(block.right);
        const auto columns = static_cast<std::size_t>(columns_);
        const bool bold = block.weight != Weight::regular;
        if (large_print_ || left.size() + right.size() + 1 > columns) {
            (*this)(Paragraph{block.left, TextSize::normal, block.weight, Align::left});
            (*this)(Paragraph{block.right, TextSize::normal, block.weight, Align::left});
            return;
        }
        add({left + std::string(columns - left.size() - right.size(), ' ') + right, 1, bold, Align::left});
    }

    void operator()(const Rule&) {
        add({std::string(static_cast<std::size_t>(columns_), '-'), 1, false, Align::left});
    }
    void operator()(const Gap& gap) { items_.emplace_back(gap); }
    void operator()(const QrCode& code) { items_.emplace_back(code); }
    void operator()(const Picture&) {}  // a logo costs more bytes than all the text

    std::optional<std::vector<TextItem>> take() {
        if (!sayable_) return std::nullopt;
        return std::move(items_);
    }

  private:
    std::string said(const std::string& text) {
        auto bytes = in_page(text, page_);
        sayable_ = sayable_ && bytes;
        return std::move(bytes).value_or("");
    }

    void add(TextLine line) { items_.emplace_back(std::move(line)); }

    // Up to the last space that fits; a word wider than the line is broken.
    static std::string take_line(std::string& rest, std::size_t width) {
        std::string line = rest.substr(0, width);
        std::size_t used = line.size();
        if (rest.size() > width && rest[width] != ' ') {
            const std::size_t space = line.rfind(' ');
            if (space != std::string::npos && space > 0) used = space;
        }
        line.resize(used);
        rest.erase(0, used);
        rest.erase(0, rest.find_first_not_of(' '));
        line.erase(line.find_last_not_of(' ') + 1);
        return line;
    }

    CodePage page_;
    int columns_;
    int times_at_most_;
    bool large_print_;  // twice as large: there is nothing between
    bool sayable_ = true;
    std::vector<TextItem> items_;
};

}  // namespace

std::optional<std::vector<TextItem>> text_lines(const Slip& slip, CodePage page, int columns,
                                                int times_at_most) {
    Setter setter(page, columns, times_at_most, slip.large_print);
    for (const Block& block : slip.blocks) std::visit(setter, block);
    return setter.take();
}

}  // namespace okno::printer
