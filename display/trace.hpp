// What was shown and sounded, as JSON lines for tests and for the simulated hall. One file, appended, flushed
// line by line. Times are CLOCK_REALTIME in microseconds, read when the line is written: right after the
// frame is out.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "display/announcer.hpp"
#include "display/board.hpp"
#include "display/plate.hpp"

namespace okno::display {

class Trace {
  public:
    explicit Trace(const std::filesystem::path& file);  // an empty path: no trace

    void presented(protocol::Sequence sequence, const std::vector<CallLine>& calls);
    void plate(const PlatePicture& picture);
    void name_tag(const ui::NameTag& tag);  // of a board or a plate that nobody has let in yet
    void chime();
    void slide(const std::string& name);  // of the card of the playlist that is shown
    void spoken(const Reading& reading, const std::vector<hall::Language>& languages);  // its words begin
    void silent();                                                                      // they have ended

  private:
    void write(const std::string& line);

    std::ofstream out_;
};

}  // namespace okno::display
