// What was shown and touched, as JSON lines for tests and for the simulated hall. One file, appended, flushed
// line by line. Times are CLOCK_REALTIME in microseconds, read when the line is written: right after the
// frame is out.
#pragma once

#include <filesystem>
#include <fstream>
#include <string>

#include "hall/ids.hpp"
#include "ui/name_tag.hpp"
#include "ui/scene.hpp"

namespace okno::kiosk {

class Trace {
  public:
    explicit Trace(const std::filesystem::path& file);  // an empty path: no trace

    void screen(std::string_view kind, const ui::Scene& scene);
    void name_tag(const ui::NameTag& tag);  // of a kiosk that nobody has let in yet
    void touch(const std::string& action);
    void pressed(const std::string& action);  // it is on the screen that a finger rests on it
    // 0: the kiosk gave it alone.
    void ticket(hall::TicketId ticket, const hall::TicketNumber& number);

  private:
    void write(const std::string& line);

    std::ofstream out_;
};

}  // namespace okno::kiosk
