// An empty statistics database for one test. A file of its own, gone when the test ends; or, when the
// variable OKNO_TEST_POSTGRES holds libpq's words for a database that may be emptied, that one.
#pragma once

#include <soci/soci.h>

#include <filesystem>
#include <memory>
#include <string>

#include "statistics/statistics.hpp"

namespace okno::test {

class ScratchDatabase {
  public:
    ScratchDatabase();
    ~ScratchDatabase();
    ScratchDatabase(const ScratchDatabase&) = delete;
    ScratchDatabase& operator=(const ScratchDatabase&) = delete;

    // As a program that starts: a new connection to what is there.
    std::unique_ptr<statistics::Statistics> open() const;
    const std::filesystem::path& file() const { return file_; }
    // A statement of SQL from outside, as of somebody who breaks something.
    void tell(const std::string& sql) const;
    soci::session connect() const;  // of somebody who looks at the tables themselves

  private:
    std::filesystem::path folder_;
    std::filesystem::path file_;
};

// Whether the variable is set; tests that break a SQLite file from outside are for SQLite alone.
bool on_postgres();

}  // namespace okno::test
