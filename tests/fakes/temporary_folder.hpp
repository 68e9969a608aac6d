// A folder of its own for a test, gone afterwards.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

namespace okno::fakes {

class TemporaryFolder {
  public:
    TemporaryFolder() {
        std::string path = (std::filesystem::temp_directory_path() / "okno-test-XXXXXX").string();
        if (!::mkdtemp(path.data())) throw std::runtime_error("no temporary folder can be made");
        path_ = path;
    }
    ~TemporaryFolder() {
        std::error_code ignored;  // a leftover folder is no reason to fail a test
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

  private:
    std::filesystem::path path_;
};

}  // namespace okno::fakes
