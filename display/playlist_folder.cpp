#include "display/playlist_folder.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "hall/device.hpp"
#include "platform/log.hpp"

namespace okno::display {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t card_bytes_at_most = 100'000;
constexpr std::size_t frames_at_most = 600;

bool has_ending(const fs::path& file, std::initializer_list<const char*> endings) {
    return std::any_of(endings.begin(), endings.end(),
                       [&](const char* ending) { return file.extension() == ending; });
}

bool is_hidden(const fs::path& file) {
    return file.filename().string().starts_with('.');
}

// What lies in a folder, by name; nothing when it cannot be read.
std::vector<fs::directory_entry> entries_of(const fs::path& folder) {
    std::error_code failure;
    std::vector<fs::directory_entry> entries;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure))
        if (!is_hidden(entry->path())) entries.push_back(*entry);
    std::sort(entries.begin(), entries.end());
    return entries;
}

void add_signature(std::string& signature, const fs::path& folder, int depth) {
    for (const fs::directory_entry& entry : entries_of(folder)) {
        std::error_code failure;
        const auto changed = fs::last_write_time(entry, failure).time_since_epoch().count();
        const bool is_folder = entry.is_directory(failure);
        signature += entry.path().string() + ' ' + std::to_string(changed) + ' ' +
                     std::to_string(is_folder ? 0 : fs::file_size(entry, failure)) + '\n';
        if (is_folder && depth > 0) add_signature(signature, entry.path(), depth - 1);
    }
}

// A file may be called anything; on the wire a text is short, of UTF-8 and without control characters.
std::string fit_for_wire(const std::string& name) {
    using nlohmann::json;
    std::string fit = json::parse(json(name).dump(-1, ' ', false, json::error_handler_t::replace));
    std::replace_if(
        fit.begin(), fit.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; }, '?');
    if (fit.size() <= hall::skipped_name_bytes_at_most) return fit;
    std::size_t end = hall::skipped_name_bytes_at_most;
    while (end > 0 && (static_cast<unsigned char>(fit[end]) & 0xC0) == 0x80) --end;  // whole letters
    return fit.substr(0, end);
}

}  // namespace

std::string PlaylistFolder::signature() const {
    std::string signature;
    add_signature(signature, folder_, 1);
    return signature;
}

std::optional<std::vector<Card>> PlaylistFolder::look(platform::SteadyTime now) {
    const bool first = !looked_;
    if (!first && now - *looked_ < looked_at_every) return std::nullopt;
    looked_ = now;
    std::string found = signature();
    const bool steady = first || found == seen_;
    seen_ = std::move(found);
    if (!steady || read_ == seen_) return std::nullopt;
    read_ = seen_;
    return read();
}

std::chrono::milliseconds PlaylistFolder::time_left(platform::SteadyTime now) const {
    if (!looked_) return std::chrono::milliseconds(0);
    return std::max(std::chrono::milliseconds(0),
                    std::chrono::ceil<std::chrono::milliseconds>(looked_at_every - (now - *looked_)));
}

std::vector<Card> PlaylistFolder::read() {
    complaints_.clear();
    skipped_.clear();
    std::error_code failure;
    if (!fs::is_directory(folder_, failure))
        complain(folder_.string(), folder_.string() + ": there is no such folder");
    std::vector<Card> cards;
    const auto entries = entries_of(folder_);
    for (const fs::directory_entry& entry : entries)
        if (has_ending(entry.path(), {".toml"})) read_card_file(entry.path(), cards);
    for (const fs::directory_entry& entry : entries) {
        const std::string name = entry.path().filename().string();
        const bool spoken_of = std::any_of(cards.begin(), cards.end(), [&](const Card& card) {
            return card.picture == name || card.frames == name;
        });
        const bool shown = entry.is_directory(failure) || has_ending(entry.path(), {".png", ".jpg", ".jpeg"});
        if (shown && !spoken_of)
            complain(name, entry.path().string() + ": no good card speaks of it, so it is not shown");
    }
    spdlog::info("The information playlist has {} cards.", cards.size());
    return cards;
}

void PlaylistFolder::read_card_file(const fs::path& file, std::vector<Card>& cards) {
    std::error_code failure;
    if (fs::file_size(file, failure) > card_bytes_at_most || failure) {
        complain(file.filename().string(), file.string() + ": it cannot be read, or is too large for a card");
        return;
    }
    if (cards.size() == cards_at_most) {
        complain(file.filename().string(), file.string() + ": there are more than 200 cards");
        return;
    }
    std::ifstream in(file);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    auto card = read_card(text, file.filename().string());
    if (card) {
        cards.push_back(std::move(*card));
        return;
    }
    for (const plan::Complaint& complaint : card.error())
        complain(file.filename().string(), to_string(complaint));
}

std::vector<fs::path> PlaylistFolder::pictures_of(const Card& card) const {
    if (!card.picture.empty()) return {folder_ / card.picture};
    std::vector<fs::path> pictures;
    if (card.frames.empty()) return pictures;
    for (const fs::directory_entry& entry : entries_of(folder_ / card.frames))
        if (has_ending(entry.path(), {".png", ".jpg", ".jpeg"}) && pictures.size() < frames_at_most)
            pictures.push_back(entry.path());
    return pictures;
}

void PlaylistFolder::complain(const std::string& name, const std::string& sentence) {
    skipped_.insert(name);
    if (complaints_.insert(sentence).second)
        spdlog::warn("Not shown in the information playlist: {}.", sentence);
}

std::vector<std::string> PlaylistFolder::skips() const {
    std::vector<std::string> names;
    for (const std::string& name : skipped_)
        if (names.size() < hall::skips_at_most) names.push_back(fit_for_wire(name));
    return names;
}

}  // namespace okno::display
