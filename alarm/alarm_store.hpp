// The alarms on the disk: what was to be told, what a receiver has taken, what is not restored yet. Owns one
// file and keeps others away from it. On the disk when a function returns. Thread-bound.
//
//   file   = 1024*{ slot } ;                 made whole at the start: a full disk later takes no room away
//   slot   = blank | record ;                64 bytes; blank: 63 spaces and LF
//   record = number SP signal SP turn SP zone SP time SP escalated SP crc SP delivered latched SP LF ;
//     number 16 digits, signal and turn 8 characters, zone 3 digits, time 13 digits (ms since 1970, UTC),
//     escalated "E" or "-", crc 4 hex digits of all before it (CRC-16/ARC),
//     delivered "P" (pending) or "D", latched "L" or "-"
//
// A record is written once, in one write within one sector; afterwards only its last two letters change, each
// by one byte, so that no step can damage what was there. A slot is taken again when its event is delivered
// and not latched, the oldest first, but never the newest event's: its number is the memory of all numbers.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "alarm/alarm_book.hpp"
#include "platform/descriptor.hpp"

namespace okno::alarm {

// Another process has the file open: two that count from one file would give a number twice.
struct StoreInUse : std::runtime_error {
    using std::runtime_error::runtime_error;
};

class AlarmStore {
  public:
    static constexpr std::size_t slots_at_first = 1024;

    // Opens the file or makes it. Throws StoreInUse, or std::system_error when the disk says no.
    explicit AlarmStore(const std::filesystem::path& file);

    // As found at the opening, in the order of their numbers.
    const std::vector<Remembered>& remembered() const { return remembered_; }
    std::size_t damaged() const { return damaged_; }  // slots that hold neither a record nor nothing

    // Each throws std::system_error when the disk says no.
    void record(const Event& event, bool latched);
    void mark_delivered(std::uint64_t number);
    void mark_restored(const std::vector<std::uint64_t>& numbers);

    // Whether the disk would take an event now: writes a byte of the file as it is. Cheap: it waits for the
    // disk only when that is full or read-only, or when told to be `thorough`. Throws like those above.
    // False: the disk is full, and takes only as many events as there is room for in the file.
    bool probe(bool thorough);

  private:
    struct Slot {
        std::size_t place = 0;
        bool delivered = false;
        bool latched = false;
    };

    void read();
    std::size_t free_place();
    void write(std::size_t offset, std::string_view bytes);
    void flush();

    std::filesystem::path file_;
    platform::Descriptor descriptor_;
    std::size_t places_ = 0;              // slots of the file
    std::vector<std::size_t> blank_;      // their places
    std::map<std::uint64_t, Slot> used_;  // by number
    std::vector<Remembered> remembered_;
    std::size_t damaged_ = 0;
};

}  // namespace okno::alarm
