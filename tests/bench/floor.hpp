// The floor: what no dispatcher on this machine can beat. A bare CURVE ROUTER that writes one row per request
// into SQLite (WAL, synchronous=FULL), commits once for all that has arrived, and answers. No rules, no JSON,
// no stored replies, no chain, no feed.
#pragma once

#include <sys/types.h>

#include <string>

#include "platform/keys.hpp"
#include "tests/fakes/temporary_folder.hpp"

namespace okno::bench {

class Floor {
  public:
    explicit Floor(std::string endpoint);  // a child process
    ~Floor();
    Floor(const Floor&) = delete;
    Floor& operator=(const Floor&) = delete;

    const platform::Identity& identity() const { return identity_; }

  private:
    fakes::TemporaryFolder folder_;
    platform::Identity identity_;
    pid_t pid_ = -1;
};

}  // namespace okno::bench
