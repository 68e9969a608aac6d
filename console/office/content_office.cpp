#include "console/office/content_office.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "console/office/content_card.hpp"
#include "console/people/token.hpp"
#include "console/sentences.hpp"
#include "platform/atomic_file.hpp"
#include "platform/clock.hpp"
#include "platform/file_bytes.hpp"
#include "ui/bitmap.hpp"

namespace okno::console {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t card_bytes_at_most = 100'000;  // as the boards
constexpr std::size_t removed_at_most = 30;
constexpr int step = 10;          // between the numbers of two cards: a hand may put one in between
constexpr mode_t for_all = 0644;  // the boards may run as somebody else

// The name of a file beside the cards, and nothing else.
bool is_plain(const std::string& name) {
    return !name.empty() && name.size() <= 255 && name.front() != '.' &&
           name.find('/') == std::string::npos && name.find('\0') == std::string::npos;
}

bool is_picture(const std::string& name) {
    return name.ends_with(".png") || name.ends_with(".jpg") || name.ends_with(".jpeg");
}

std::vector<std::string> names_in(const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure))
        if (entry->is_regular_file(failure) && is_plain(entry->path().filename().string()))
            names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::string four_digits(int number) {
    std::string text = std::to_string(number);
    return std::string(text.size() < 4 ? 4 - text.size() : 0, '0') + text;
}

// "0020-tariff-1a2b.toml" -> "tariff-1a2b.toml"
std::string without_number(const std::string& file) {
    const auto first = file.find_first_not_of("0123456789");
    const bool numbered = first == 4 && file[first] == '-' && file.size() > 5;
    return numbered ? file.substr(5) : file;
}

// Read by the boards' own reader, at a size that costs nothing.
std::optional<protocol::Refusal> why_no_picture(const fs::path& file) {
    try {
        const ui::Bitmap bitmap(file, {64, 64});
        return std::nullopt;
    } catch (const std::exception&) {
        return complain(Complaint::picture_wrong);
    }
}

}  // namespace

ContentOffice::ContentOffice(fs::path folder, AuditTrail& trail)
    : folder_(std::move(folder)), removed_(folder_ / ".removed"), trail_(trail) {
    if (!fs::is_directory(folder_))
        throw std::runtime_error("--playlist: there is no folder " + folder_.string());
}

std::vector<std::string> ContentOffice::card_files() const {
    std::vector<std::string> files = names_in(folder_);
    std::erase_if(files, [](const std::string& name) { return !name.ends_with(".toml"); });
    return files;
}

std::optional<std::string> ContentOffice::text_of(const std::string& file) const {
    if (!is_plain(file) || !file.ends_with(".toml")) return std::nullopt;
    return platform::read_bounded(folder_ / file, card_bytes_at_most);
}

ContentOffice::Json ContentOffice::view() const {
    const std::lock_guard lock(mutex_);
    Json view{{"cards", Json::array()}, {"removed", Json::array()}, {"loose", Json::array()}};
    std::vector<std::string> spoken_of;
    for (const std::string& file : card_files()) {
        const std::string text = text_of(file).value_or("");
        Json card = card_json(text, file);
        card["hash"] = fingerprint_of(text);
        if (card.contains("picture")) spoken_of.push_back(card["picture"].get<std::string>());
        view["cards"].push_back(std::move(card));
    }
    for (const std::string& name : names_in(folder_))
        if (is_picture(name) && std::find(spoken_of.begin(), spoken_of.end(), name) == spoken_of.end())
            view["loose"].push_back(name);
    for (const std::string& file : names_in(removed_))
        if (file.ends_with(".toml"))
            view["removed"].push_back(
                card_json(platform::read_bounded(removed_ / file, card_bytes_at_most).value_or(""), file));
    return view;
}

std::string ContentOffice::new_name(const std::string& kind) const {
    int last = 0;
    for (const std::string& file : card_files())
        if (without_number(file) != file) last = std::max(last, std::stoi(file.substr(0, 4)));
    return four_digits(std::min(last + step, 9990)) + '-' + kind + '-' + random_token().substr(0, 8);
}

ContentOffice::Done ContentOffice::add(const Json& wish, const std::string& picture, const std::string& who) {
    const std::lock_guard lock(mutex_);
    if (card_files().size() >= cards_at_most) return tl::make_unexpected(complain(Complaint::playlist_full));
    if (picture.size() > picture_bytes_at_most)
        return tl::make_unexpected(complain(Complaint::picture_too_large));
    const std::string name =
        new_name(wish.value("kind", Json("")) == Json("advertising") ? "advertising" : "card");
    std::string picture_name;
    if (!picture.empty()) picture_name = name + (picture.starts_with("\x89PNG") ? ".png" : ".jpg");
    const auto text = new_card(wish, picture_name);
    if (!text) return tl::make_unexpected(text.error());
    if (!picture.empty()) {
        const fs::path trial = folder_ / ("." + picture_name);  // hidden: no board looks at it
        platform::replace_file(trial, picture, for_all);
        if (auto no = why_no_picture(trial)) {
            fs::remove(trial);
            return tl::make_unexpected(*std::move(no));
        }
        fs::rename(trial, folder_ / picture_name);
    }
    trail_.record({Deed::content_added, who, {}});
    platform::replace_file(folder_ / (name + ".toml"), *text, for_all);
    return {};
}

tl::expected<std::string, protocol::Refusal> ContentOffice::seen(const std::string& file,
                                                                 const std::string& hash) const {
    auto text = text_of(file);
    if (!text) return tl::make_unexpected(complain(Complaint::card_gone));
    if (fingerprint_of(*text) != hash) return tl::make_unexpected(complain(Complaint::card_changed));
    return *std::move(text);
}

ContentOffice::Done ContentOffice::change(const std::string& file, const std::string& hash, const Json& wish,
                                          const std::string& who) {
    const std::lock_guard lock(mutex_);
    const auto text = seen(file, hash);
    if (!text) return tl::make_unexpected(text.error());
    const auto after = changed_card(*text, wish);
    if (!after) return tl::make_unexpected(after.error());
    trail_.record({Deed::content_changed, who, {}});
    platform::replace_file(folder_ / file, *after, for_all);
    return {};
}

// The boards show cards in the order of their names.
void ContentOffice::number_anew(const std::vector<std::string>& files) const {
    int number = step;
    std::vector<std::pair<std::string, std::string>> moves;
    for (const std::string& file : files) {
        moves.emplace_back(file, four_digits(number) + '-' + without_number(file));
        number += step;
    }
    std::erase_if(moves, [](const auto& move) { return move.first == move.second; });
    // By way of a hidden name each: a name may still be another card's.
    for (const auto& [from, to] : moves) fs::rename(folder_ / from, folder_ / ("." + to + ".moving"));
    for (const auto& [from, to] : moves) fs::rename(folder_ / ("." + to + ".moving"), folder_ / to);
}

ContentOffice::Done ContentOffice::lift(const std::string& file, const std::string& who) {
    const std::lock_guard lock(mutex_);
    std::vector<std::string> files = card_files();
    const auto found = std::find(files.begin(), files.end(), file);
    if (found == files.end()) return tl::make_unexpected(complain(Complaint::card_gone));
    if (found == files.begin()) return {};
    std::iter_swap(found, std::prev(found));
    trail_.record({Deed::content_changed, who, {}});
    number_anew(files);
    return {};
}

ContentOffice::Done ContentOffice::remove(const std::string& file, const std::string& hash,
                                          const std::string& who) {
    const std::lock_guard lock(mutex_);
    const auto text = seen(file, hash);
    if (!text) return tl::make_unexpected(text.error());
    fs::create_directories(removed_);
    trail_.record({Deed::content_removed, who, {}});
    set_aside(file);
    const std::string picture = card_json(*text, file).value("picture", "");
    bool wanted = picture.empty();
    for (const std::string& other : card_files())
        wanted = wanted || card_json(text_of(other).value_or(""), other).value("picture", "") == picture;
    if (!wanted && is_plain(picture) && fs::exists(folder_ / picture)) set_aside(picture);
    keep_few_removed();
    return {};
}

// With the time of its removal, by which the oldest go first: a rename would keep that of its last change.
void ContentOffice::set_aside(const std::string& file) const {
    fs::rename(folder_ / file, removed_ / file);
    std::error_code failure;
    fs::last_write_time(removed_ / file, fs::file_time_type::clock::now(), failure);
}

void ContentOffice::keep_few_removed() const {
    std::vector<fs::directory_entry> entries;
    std::error_code failure;
    for (const fs::directory_entry& entry : fs::directory_iterator(removed_, failure))
        entries.push_back(entry);
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
        std::error_code none;
        return a.last_write_time(none) < b.last_write_time(none);
    });
    for (std::size_t i = 0; i + 2 * removed_at_most < entries.size(); ++i)
        fs::remove(entries[i].path(), failure);
}

ContentOffice::Done ContentOffice::restore(const std::string& file, const std::string& who) {
    const std::lock_guard lock(mutex_);
    const auto text =
        is_plain(file) ? platform::read_bounded(removed_ / file, card_bytes_at_most) : std::nullopt;
    if (!text) return tl::make_unexpected(complain(Complaint::card_gone));
    if (fs::exists(folder_ / file)) return tl::make_unexpected(complain(Complaint::nothing_removed));
    if (card_files().size() >= cards_at_most) return tl::make_unexpected(complain(Complaint::playlist_full));
    const std::string picture = card_json(*text, file).value("picture", "");
    std::error_code failure;
    if (is_plain(picture) && fs::exists(removed_ / picture))
        fs::rename(removed_ / picture, folder_ / picture, failure);
    trail_.record({Deed::content_restored, who, {}});
    fs::rename(removed_ / file, folder_ / file);
    return {};
}

std::optional<std::string> ContentOffice::picture(const std::string& name) const {
    if (!is_plain(name) || !is_picture(name)) return std::nullopt;
    return platform::read_bounded(folder_ / name, ui::Bitmap::bytes_at_most);
}

}  // namespace okno::console
