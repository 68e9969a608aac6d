#include "alarm/alarm_store.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <fstream>
#include <optional>
#include <sstream>
#include <system_error>

#include "platform/atomic_file.hpp"

namespace okno::alarm {

namespace {

constexpr std::size_t slot_size = 64;
constexpr std::size_t signed_size = 55;  // of a record: what its checksum covers
constexpr std::size_t delivered_at = signed_size + 5;
constexpr std::size_t latched_at = delivered_at + 1;
constexpr mode_t only_for_us = 0600;

std::string blank() {
    return std::string(slot_size - 1, ' ') + '\n';
}

[[noreturn]] void fail(const std::filesystem::path& file, const char* step) {
    throw std::system_error(errno, std::generic_category(), file.string() + ": cannot " + step);
}

std::string signed_part(const Event& event) {
    return fmt::format("{:016} {:8} {:8} {:03} {:013} {} ", event.number, to_string(event.signal),
                       to_string(event.turn), event.zone, event.at.time_since_epoch().count(),
                       event.escalated ? 'E' : '-');
}

std::string record_of(const Event& event, bool latched) {
    const std::string part = signed_part(event);
    std::string record = fmt::format("{}{:04X} P{}", part, dc09::crc16(part), latched ? 'L' : '-');
    record.resize(slot_size - 1, ' ');
    return record + '\n';
}

template <class Number>
std::optional<Number> number_from(std::string_view digits) {
    Number number{};
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

std::string_view trimmed(std::string_view word) {
    return word.substr(0, word.find_last_not_of(' ') + 1);
}

std::optional<Remembered> remembered_from(std::string_view slot) {
    const auto number = number_from<std::uint64_t>(slot.substr(0, 16));
    const auto signal = signal_from(trimmed(slot.substr(17, 8)));
    const auto turn = turn_from(trimmed(slot.substr(26, 8)));
    const auto zone = number_from<int>(slot.substr(35, 3));
    const auto time = number_from<std::int64_t>(slot.substr(39, 13));
    if (!number || !signal || !turn || !zone || !time || *number == 0) return std::nullopt;
    const Event event{
        *number,        *signal, *turn, *zone, platform::WallTime{std::chrono::milliseconds{*time}},
        slot[53] == 'E'};
    // Written again it must be the same: no other spelling is a record, and the checksum is part of it.
    const bool delivered = slot[delivered_at] == 'D';
    std::string again = record_of(event, slot[latched_at] == 'L');
    if (delivered) again[delivered_at] = 'D';
    if (again != slot) return std::nullopt;
    return Remembered{event, delivered, slot[latched_at] == 'L'};
}

}  // namespace

AlarmStore::AlarmStore(const std::filesystem::path& file) : file_(file) {
    if (!std::filesystem::exists(file)) {
        std::string text;
        for (std::size_t i = 0; i < slots_at_first; ++i) text += blank();
        platform::replace_file(file, text, only_for_us);
    }
    descriptor_ = platform::Descriptor(::open(file.c_str(), O_RDWR | O_CLOEXEC));
    if (!descriptor_) fail(file_, "open");
    if (!std::filesystem::is_regular_file(file))
        throw std::system_error(std::make_error_code(std::errc::invalid_argument),
                                file.string() + " is no ordinary file");
    if (::flock(descriptor_.get(), LOCK_EX | LOCK_NB) != 0)
        throw StoreInUse(file_.string() + ": another process uses this file of alarms");
    read();
}

void AlarmStore::read() {
    std::string text;
    std::array<char, 65536> bytes{};
    for (ssize_t size = 1; size > 0;) {
        size = ::pread(descriptor_.get(), bytes.data(), bytes.size(), static_cast<off_t>(text.size()));
        if (size < 0) fail(file_, "read");
        text.append(bytes.data(), static_cast<std::size_t>(size));
    }
    places_ = text.size() / slot_size;  // a rest is a slot that was being added: it is written over
    for (std::size_t place = 0; place < places_; ++place) {
        const std::string_view slot = std::string_view{text}.substr(place * slot_size, slot_size);
        const auto found = slot == blank() ? std::nullopt : remembered_from(slot);
        if (found &&
            used_.emplace(found->event.number, Slot{place, found->delivered, found->latched}).second) {
            remembered_.push_back(*found);
            continue;
        }
        if (slot != blank()) ++damaged_;
        blank_.push_back(place);
    }
    std::sort(remembered_.begin(), remembered_.end(),
              [](const Remembered& a, const Remembered& b) { return a.event.number < b.event.number; });
    std::reverse(blank_.begin(), blank_.end());
}

// The place to write the next record to; not yet taken.
std::size_t AlarmStore::free_place() {
    if (!blank_.empty()) return blank_.back();
    for (auto it = used_.begin(); it != used_.end() && std::next(it) != used_.end(); ++it) {
        if (!it->second.delivered || it->second.latched) continue;
        blank_.push_back(it->second.place);
        used_.erase(it);
        return blank_.back();
    }
    blank_.push_back(places_++);  // at the end: the file grows
    return blank_.back();
}

void AlarmStore::record(const Event& event, bool latched) {
    const std::size_t place = free_place();
    write(place * slot_size, record_of(event, latched));
    flush();
    blank_.pop_back();
    used_[event.number] = Slot{place, false, latched};
}

void AlarmStore::mark_delivered(std::uint64_t number) {
    const auto found = used_.find(number);
    if (found == used_.end()) return;  // it could not be recorded
    write(found->second.place * slot_size + delivered_at, "D");
    flush();
    found->second.delivered = true;
}

void AlarmStore::mark_restored(const std::vector<std::uint64_t>& numbers) {
    for (const std::uint64_t number : numbers)
        if (const auto found = used_.find(number); found != used_.end()) {
            write(found->second.place * slot_size + latched_at, "-");
            found->second.latched = false;
        }
    flush();
}

// Each slot ends with LF, whatever is in it: the first one's is written again, so nothing can be damaged.
bool AlarmStore::probe(bool thorough) {
    if (places_ > 0) write(slot_size - 1, "\n");
    struct statvfs disk {};
    if (::fstatvfs(descriptor_.get(), &disk) != 0) fail(file_, "ask how full the disk is");
    const bool full = disk.f_bavail == 0;
    if (thorough || full || (disk.f_flag & ST_RDONLY) != 0) flush();
    return !full;
}

void AlarmStore::write(std::size_t offset, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written =
            ::pwrite(descriptor_.get(), bytes.data(), bytes.size(), static_cast<off_t>(offset));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail(file_, "write");
        bytes.remove_prefix(static_cast<std::size_t>(written));
        offset += static_cast<std::size_t>(written);
    }
}

void AlarmStore::flush() {
    if (::fdatasync(descriptor_.get()) != 0) fail(file_, "flush");
}

}  // namespace okno::alarm
