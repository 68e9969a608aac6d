// The information playlist at work: the folder it comes from, the card whose turn it is, and its picture,
// kept as long as it is shown. Pictures are read in another thread; until one is there the card before stays.
// A card whose picture is broken is skipped and named in the log. One thread.
#pragma once

#include <filesystem>
#include <optional>

#include "display/picture_reader.hpp"
#include "display/playlist.hpp"
#include "display/playlist_folder.hpp"
#include "display/slide.hpp"

namespace okno::display {

class Information {
  public:
    explicit Information(const std::filesystem::path& folder);  // empty: there is no playlist

    // Once a turn, for a screen of this size. The same slide as before when nothing has changed.
    const std::optional<Slide>& look(const hall::Plan& plan, platform::Instant now, ui::Size screen);
    bool has_cards() const { return source_.has_value(); }  // or may have
    std::chrono::milliseconds time_left(platform::Instant now) const;
    bool reading() const { return source_ && source_->reader.busy(); }
    int descriptor() const { return source_ ? source_->reader.descriptor() : -1; }  // a picture has been read
    // The files that cannot be shown (see PlaylistFolder).
    std::vector<std::string> skips() const {
        return source_ ? source_->folder.skips() : std::vector<std::string>{};
    }
    const std::string& shown() const { return shown_.name; }  // the card's name; empty: none

  private:
    struct Source {
        explicit Source(const std::filesystem::path& path) : folder(path) {}
        PlaylistFolder folder;
        PictureReader reader;
    };
    void take_picture(const hall::Plan& plan);
    // False: the card cannot be shown.
    bool prepare(const hall::Plan& plan, platform::SteadyTime now);
    Slide make(const hall::Plan& plan) const;

    std::optional<Source> source_;
    Playlist playlist_;
    ui::Size screen_;
    Card wanted_;                                  // whose turn it is
    std::vector<std::filesystem::path> pictures_;  // its
    std::set<std::string> broken_;                 // cards whose picture could not be read

    // What is shown.
    std::optional<Slide> slide_;
    Card shown_;
    std::optional<PictureReader::Wish> picture_;  // of the bitmap
    std::optional<ui::Bitmap> bitmap_;
};

}  // namespace okno::display
