// A disk for tests that forgets what was not flushed. It is an SQLite VFS over the real one: everything works
// as usual, but beside each file it remembers what an fsync has made durable and which writes came after.
// `cut` then makes the folder a machine would find after the power came back: the durable contents, and of
// the writes after the last fsync a random part, in random order, torn at sectors of 512 bytes.
#pragma once

#include <cstdint>
#include <filesystem>
#include <random>

namespace okno::fakes {

class PowerCutDisk {
  public:
    // Registers the VFS as SQLite's default until destroyed. One at a time.
    PowerCutDisk();
    ~PowerCutDisk();
    PowerCutDisk(const PowerCutDisk&) = delete;
    PowerCutDisk& operator=(const PowerCutDisk&) = delete;

    // Writes what survives a power cut now into `folder` (made anew). Shared-memory files do not survive.
    void cut(const std::filesystem::path& folder, std::mt19937& random) const;
    std::size_t flushes() const;

    // When false, an fsync makes nothing durable: the disk lies. To see the test fail.
    void honest(bool honest);
};

}  // namespace okno::fakes
