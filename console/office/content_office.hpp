// What an administrator does with the folder that the boards show: cards are added, changed, put in another
// order and removed, each a small TOML file by the rules of the boards themselves (display/card.hpp,
// ui/bitmap.hpp). What is removed is kept in a hidden folder beside them. Names of files are made here; what
// a browser calls a file is never a path. Thread-safe. The folder belongs to the boards too: whoever changes
// a card names the text he has seen.
#pragma once

#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "console/people/audit_trail.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

class ContentOffice {
  public:
    using Json = nlohmann::json;
    using Done = tl::expected<void, protocol::Refusal>;

    static constexpr std::size_t cards_at_most = 200;
    static constexpr std::size_t picture_bytes_at_most = 6'000'000;

    // Throws std::runtime_error when there is no such folder. The trail must outlive the office.
    ContentOffice(std::filesystem::path folder, AuditTrail& trail);

    // {cards: [{file, hash, complaints: [..], kind, title, text, picture, frames, valid_from, valid_until,
    // seconds, contract}], removed: [{file, title}], loose: [names of pictures no card speaks of]}
    Json view() const;
    // `wish`: {kind, title: {ru, …}, text, valid_from, valid_until, seconds, contract}, "" or missing: not
    // there.
    Done add(const Json& wish, const std::string& picture, const std::string& who);
    Done change(const std::string& file, const std::string& hash, const Json& wish, const std::string& who);
    Done lift(const std::string& file, const std::string& who);  // before the card that is shown before it
    Done remove(const std::string& file, const std::string& hash, const std::string& who);
    Done restore(const std::string& file, const std::string& who);
    // The bytes of a picture that lies in the folder; empty: there is none of that name.
    std::optional<std::string> picture(const std::string& name) const;

  private:
    std::vector<std::string> card_files() const;  // in the order they are shown
    std::optional<std::string> text_of(const std::string& file) const;
    tl::expected<std::string, protocol::Refusal> seen(const std::string& file, const std::string& hash) const;
    std::string new_name(const std::string& kind) const;  // behind all others
    void number_anew(const std::vector<std::string>& files) const;
    void set_aside(const std::string& file) const;
    void keep_few_removed() const;

    std::filesystem::path folder_;
    std::filesystem::path removed_;
    AuditTrail& trail_;
    mutable std::mutex mutex_;
};

}  // namespace okno::console
