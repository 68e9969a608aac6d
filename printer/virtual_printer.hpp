// A receipt printer in memory: takes ESC/POS bytes, answers status requests, and gives the paper back as
// pictures. Behind `--port file:DIR` it is the demo hall's printer; behind a listener, the tests' 9100.
// Like a real one it buffers while it is offline and obeys real-time commands at once, even inside a picture.
// Text is noted in the operations but not drawn: Okno prints pictures. Commands it does not know are noted.
// One thread. Every byte may be hostile: memory is bounded, nothing asserts.
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

class VirtualPrinter {
  public:
    explicit VirtualPrinter(int width_dots);

    void feed(std::string_view bytes);
    void set_faults(const Faults& faults);  // when the cause has gone, what was buffered is printed
    void load_roll(int rows);               // after so many rows the paper ends; loading ends that fault

    std::string take_answers();
    std::vector<Raster> take_pages();  // one for each cut
    std::optional<Raster> tear_off();  // what hangs out uncut; empty: nothing
    bool offline() const;
    const Faults& faults() const { return faults_; }

    // "initialise", "raster 576x64", "feed 3 lines", "text Hello", "cut", "forget", "unknown 1B 99", ...
    const std::vector<std::string>& operations() const { return operations_; }

  private:
    void obey_real_time(unsigned char byte);
    void answer_status(unsigned char kind);
    void drain();
    // Each takes the command at the buffer's start: bytes used, 0 when more must come first.
    std::size_t take_command();
    std::size_t take_escape();
    std::size_t take_group();
    std::size_t take_presenter();
    std::size_t take_data_link();
    std::size_t take_raster();
    std::size_t take_text();
    std::size_t unknown(std::size_t bytes);
    void advance(int rows);
    void cut();
    void note(std::string operation);
    unsigned char byte_at(std::size_t i) const { return static_cast<unsigned char>(buffer_[start_ + i]); }
    std::size_t left() const { return buffer_.size() - start_; }

    Faults faults_;
    Raster page_;
    std::vector<Raster> pages_;
    std::optional<int> rows_left_;
    std::string buffer_;
    std::size_t start_ = 0;  // of the command that is being taken, in `buffer_`
    std::string real_time_;  // the last bytes, as far as they may begin a real-time command
    std::string answers_;
    std::vector<std::string> operations_;
};

}  // namespace okno::printer
