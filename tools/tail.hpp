// The end of the journal without a gap: every entry once, in order, whatever the feed lost on the way. It
// hears the link's news and says what to print and what to fetch. Pure.
#pragma once

#include <optional>
#include <vector>

#include "protocol/link.hpp"

namespace okno::tools {

class Tail {
  public:
    // From this number on; empty: from the moment the link is synchronised.
    explicit Tail(std::optional<protocol::Sequence> from) : next_(from) {}

    std::vector<protocol::Entry> hear(const protocol::News& news);

    // Why the dispatcher will not give what is missing; without it there is nothing more to print.
    const std::optional<protocol::Refusal>& refused() const { return refused_; }

    // Where to fetch entries from, told once until the fetch has been answered.
    std::optional<protocol::Sequence> fetch_from();

  private:
    void take(const protocol::Entry& entry, std::vector<protocol::Entry>& in_order);

    std::optional<protocol::Sequence> next_;  // to print
    protocol::Sequence head_ = 0;             // the highest number heard of
    bool fetching_ = false;
    std::optional<protocol::Refusal> refused_;
};

}  // namespace okno::tools
