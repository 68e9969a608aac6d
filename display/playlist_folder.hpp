// The folder of the information playlist: its cards, read anew when anything in it changes. It is looked at
// every few seconds, and read only when two looks have found the same, so that a file that is still being
// copied is not taken for a broken one. What is wrong with a card is told in the log, each complaint once,
// and its name is kept for the dispatcher; the other cards are shown. A picture that no card speaks of is
// named, too: nobody has said what it is for. One thread.
#pragma once

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "display/card.hpp"
#include "platform/clock.hpp"

namespace okno::display {

class PlaylistFolder {
  public:
    static constexpr std::chrono::milliseconds looked_at_every{2000};
    static constexpr std::size_t cards_at_most = 200;

    explicit PlaylistFolder(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // The cards, when they are others than before.
    std::optional<std::vector<Card>> look(platform::SteadyTime now);
    std::chrono::milliseconds time_left(platform::SteadyTime now) const;

    // The pictures of a card, in their order; their files may be broken.
    std::vector<std::filesystem::path> pictures_of(const Card& card) const;
    // Says in the log what is wrong with a file of the folder, the same words once only, and keeps its name.
    void complain(const std::string& name, const std::string& sentence);
    // The names of what is not shown, in their order, fit for the wire; what is too much for it is left out.
    std::vector<std::string> skips() const;

  private:
    std::string signature() const;  // of names, sizes and times of everything in the folder
    std::vector<Card> read();
    void read_card_file(const std::filesystem::path& file, std::vector<Card>& cards);

    std::filesystem::path folder_;
    std::optional<platform::SteadyTime> looked_;
    std::string seen_;  // at the last look
    std::optional<std::string> read_;
    std::set<std::string> complaints_;
    std::set<std::string> skipped_;  // names
};

}  // namespace okno::display
