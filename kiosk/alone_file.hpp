// The file of a kiosk's book of lone tickets. A number is on the disk before anybody sees it; a file that
// cannot be understood is put aside, never overwritten. One process at a time has it.
#pragma once

#include <filesystem>
#include <string>

#include "kiosk/alone_book.hpp"
#include "platform/descriptor.hpp"

namespace okno::kiosk {

class AloneFile {
  public:
    // Takes the file for this process: std::runtime_error when another one has it.
    explicit AloneFile(std::filesystem::path file);

    // A new book, with a nonce of its own, when there is none.
    AloneBook read() const;
    void keep(const AloneBook& book) const;  // throws std::system_error

  private:
    std::filesystem::path file_;
    platform::Descriptor lock_;
};

}  // namespace okno::kiosk
