// What a service has for its operator: documents, links, phrases, the address of its knowledge base. Borrows
// the entries, which must outlive it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "hall/guidance.hpp"
#include "plan/entry_reader.hpp"
#include "plan/strict_table.hpp"

namespace okno::plan {

class GuidanceReader {
  public:
    explicit GuidanceReader(EntryReader& entries) : entries_(entries) {}

    hall::Guidance read(StrictTable& service);

  private:
    // Not more than the operator's page has room for.
    std::vector<StrictTable> entries(StrictTable& service, std::string_view key, const Phrase& noun,
                                     const Phrase& expected);
    std::vector<hall::Text> texts(StrictTable& service, std::string_view key, const Phrase& noun);
    std::string address(const std::optional<Word>& word);

    EntryReader& entries_;
};

}  // namespace okno::plan
