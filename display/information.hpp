// The information playlist at work: the folder it comes from, the card whose turn it is, and its picture,
// kept as long as it is shown. A card whose picture is broken is skipped and named in the log. One thread;
// reading a picture takes it some hundredths of a second, so it does that only when nobody has just been
// called.
#pragma once

#include <filesystem>
#include <optional>

#include "display/playlist.hpp"
#include "display/playlist_folder.hpp"
#include "display/slide.hpp"

namespace okno::display {

class Information {
  public:
    explicit Information(const std::filesystem::path& folder);  // empty: there is no playlist

    // Once a turn, for a screen of this size. The same slide as before when nothing has changed.
    const std::optional<Slide>& look(const hall::Plan& plan, platform::Instant now, ui::Size screen);
    bool has_cards() const { return folder_.has_value(); }  // or may have
    std::chrono::milliseconds time_left(platform::Instant now) const;
    const std::string& shown() const { return shown_.name; }  // the card's name; empty: none

  private:
    std::optional<Slide> make(const Card& card, const hall::Plan& plan);
    bool load(const std::filesystem::path& file, const Card& card);  // false: it is broken

    std::optional<PlaylistFolder> folder_;
    Playlist playlist_;
    std::optional<Slide> slide_;
    Card shown_;  // that the slide was made of
    ui::Size screen_;
    std::vector<std::filesystem::path> pictures_;
    std::size_t frame_ = 0;
    std::optional<ui::Bitmap> bitmap_;
};

}  // namespace okno::display
