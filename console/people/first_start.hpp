// The one-time code by which the first administrator comes in: made when there are no users, kept in
// `first-start-code`, mode 0600, where only who has the machine can read it, and gone as soon as there is a
// user. There is no password to begin with. Not thread-safe: the Doorkeeper locks.
#pragma once

#include <filesystem>
#include <string>

namespace okno::console {

class FirstStart {
  public:
    explicit FirstStart(const std::filesystem::path& folder) : file_(folder / "first-start-code") {}

    // Makes the code, or goes on with the one of the last start, and tells the log where it is.
    void offer();
    // Removes the code; a crash may have left one.
    void end();
    // Spaces, dashes and capitals do not count.
    bool fits(const std::string& code) const;

  private:
    std::filesystem::path file_;
};

}  // namespace okno::console
