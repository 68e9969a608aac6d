// The works of a virtual printer: the roll, the page that grows out of it, its faults, and a memory of what
// was done. Knows no commands: its decoders (`virtual_escpos`, `virtual_star`) move it. One thread, bounded
// memory.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "printer/raster.hpp"

namespace okno::printer {

struct Faults {
    bool paper_end = false;
    bool paper_near_end = false;
    bool cover_open = false;
    bool cutter_error = false;
    bool overheated = false;
    bool operator==(const Faults&) const = default;
};

inline constexpr std::array<std::pair<std::string_view, bool Faults::*>, 5> fault_names{
    {{"paper_end", &Faults::paper_end},
     {"paper_near_end", &Faults::paper_near_end},
     {"cover_open", &Faults::cover_open},
     {"cutter_error", &Faults::cutter_error},
     {"overheated", &Faults::overheated}}};
std::optional<bool Faults::*> fault_named(std::string_view name);  // nothing: there is no such fault

class VirtualPaper {
  public:
    explicit VirtualPaper(int width_dots) : page_(width_dots, 0) {}

    bool offline() const;
    void load_roll(int rows);

    void advance(int rows);                                     // white, as far as the roll goes
    void print(std::string_view dots);                          // one row, from the left
    void print_code(const std::string& text, int module_rows);  // a QR code in the middle
    void cut();
    void note(std::string operation);
    void answer(std::string_view bytes) { answers_ += bytes; }

    int row_bytes() const { return page_.row_bytes(); }
    const std::vector<std::string>& operations() const { return operations_; }
    std::string take_answers() { return std::exchange(answers_, {}); }
    std::vector<Raster> take_pages() { return std::exchange(pages_, {}); }
    std::optional<Raster> tear_off();

    Faults faults;
    bool slip_in_mouth = false;  // of a presenter

  private:
    Raster page_;
    std::vector<Raster> pages_;
    std::optional<int> rows_left_;
    std::string answers_;
    std::vector<std::string> operations_;
};

// What a virtual printer makes of bytes, in one dialect. The paper must outlive it.
class Decoder {
  public:
    virtual ~Decoder() = default;

    // Each byte as it arrives, wherever it stands. True: all that is buffered is to be forgotten.
    virtual bool obey_real_time(unsigned char byte) = 0;
    // The command at the start of what is buffered: bytes used, 0 when more must come first.
    virtual std::size_t take_command(std::string_view buffered) = 0;
    virtual void faults_changed() = 0;
};

// "unknown 1B 99", noted; returns `bytes`.
std::size_t note_unknown(VirtualPaper& paper, std::string_view buffered, std::size_t bytes);

}  // namespace okno::printer
