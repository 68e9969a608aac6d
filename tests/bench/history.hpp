// A journal with years behind it, for the question whether they cost anything: days of a hall from the
// simulator, written through the dispatcher's own journal as it would have written them, a stored reply for
// each event and a snapshot a day.
#pragma once

#include <cstddef>
#include <filesystem>

namespace okno::bench {

struct History {
    std::size_t tickets = 0;
    std::size_t events = 0;
};

// Whole days until so many tickets were issued; the last of them lies before today. The journal must not
// exist yet; its key is made in `key_folder`.
History write_history(const std::filesystem::path& plan, const std::filesystem::path& key_folder,
                      const std::filesystem::path& journal, std::size_t tickets);

}  // namespace okno::bench
