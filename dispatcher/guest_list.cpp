#include "dispatcher/guest_list.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <utility>

#include "platform/log.hpp"

namespace okno::dispatcher {

namespace {

constexpr std::chrono::milliseconds look_each{500};

std::map<std::string, Guest> read(const std::filesystem::path& file) {
    std::map<std::string, Guest> guests;
    for (const platform::AuthorizedKey& key : platform::read_authorized_keys(file))
        guests[key.public_key] = Guest{key.name, key.role};
    return guests;
}

}  // namespace

GuestList::GuestList(std::filesystem::path file)
    : file_(std::move(file)), guests_(read(file_)), read_at_(stamp()) {}

std::optional<GuestList::Stamp> GuestList::stamp() const {
    struct stat found {};
    if (::stat(file_.c_str(), &found) != 0) return std::nullopt;
    constexpr std::int64_t second_ns = 1'000'000'000;
    return Stamp{found.st_ino, found.st_ctim.tv_sec * second_ns + found.st_ctim.tv_nsec, found.st_size};
}

bool GuestList::refresh(platform::Instant now) {
    if (now.steady < next_look_) return false;
    next_look_ = now.steady + look_each;
    const auto seen = stamp();
    if (seen == read_at_) return false;
    read_at_ = seen;
    try {
        const auto before = std::exchange(guests_, read(file_));
        spdlog::info("The list of devices was read again. devices={}", guests_.size());
        return std::any_of(before.begin(), before.end(), [&](const auto& entry) {
            const Guest* guest = find(entry.first);
            return !guest || *guest != entry.second;
        });
    } catch (const platform::KeyError& error) {
        spdlog::error("The list of devices cannot be read; the old one stays in force. reason=\"{}\"",
                      error.what());
        return false;
    }
}

const Guest* GuestList::find(const std::string& public_key) const {
    const auto it = guests_.find(public_key);
    return it == guests_.end() ? nullptr : &it->second;
}

}  // namespace okno::dispatcher
