// A receipt printer in memory: takes bytes of ESC/POS or of Star's raster mode, answers status requests, and
// gives the paper back as pictures. Behind `--port file:DIR` it is virtual paper; behind a listener, the demo
// hall's and the tests' 9100. Like a real one it buffers while it is offline and obeys real-time commands at
// once, even inside a picture. Text is noted in the operations but not drawn: Okno prints pictures. Commands
// it does not know are noted. One thread. Every byte may be hostile: memory is bounded, nothing asserts.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "printer/profile.hpp"
#include "printer/raster.hpp"
#include "printer/virtual_paper.hpp"

namespace okno::printer {

class VirtualPrinter {
  public:
    explicit VirtualPrinter(int width_dots, Speech speech = Speech::escpos);

    void feed(std::string_view bytes);
    void set_faults(const Faults& faults);  // when the cause has gone, what was buffered is printed
    void load_roll(int rows);               // after so many rows the paper ends; loading ends that fault

    std::string take_answers() { return paper_.take_answers(); }
    std::vector<Raster> take_pages() { return paper_.take_pages(); }  // one for each cut
    std::optional<Raster> tear_off() { return paper_.tear_off(); }    // what hangs out uncut; empty: nothing
    void take_slip() { paper_.slip_in_mouth = false; }  // out of a presenter's mouth, as a visitor does
    bool slip_in_mouth() const { return paper_.slip_in_mouth; }
    bool offline() const { return paper_.offline(); }
    const Faults& faults() const { return paper_.faults; }

    // "initialise", "raster 576x64", "feed 3 lines", "text Hello", "cut", "forget", "unknown 1B 99", ...
    const std::vector<std::string>& operations() const { return paper_.operations(); }

  private:
    void drain();

    VirtualPaper paper_;
    std::unique_ptr<Decoder> decoder_;
    std::string buffer_;
};

}  // namespace okno::printer
