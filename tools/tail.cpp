#include "tools/tail.hpp"

#include <algorithm>

namespace okno::tools {

std::vector<protocol::Entry> Tail::hear(const protocol::News& news) {
    std::vector<protocol::Entry> in_order;
    if (const auto* followed = std::get_if<protocol::Followed>(&news)) {
        take(followed->entry, in_order);
    } else if (const auto* snapshot = std::get_if<protocol::Resynchronised>(&news)) {
        if (!next_) next_ = snapshot->number + 1;
        head_ = std::max(head_, snapshot->number);
    } else if (const auto* fetched = std::get_if<protocol::Fetched>(&news)) {
        fetching_ = false;
        head_ = std::max(head_, fetched->head);
        for (const protocol::Entry& entry : fetched->entries) take(entry, in_order);
    } else if (const auto* answered = std::get_if<protocol::Answered>(&news)) {
        if (fetching_ && !answered->result) refused_ = answered->result.error();
    }
    return in_order;
}

std::optional<protocol::Sequence> Tail::fetch_from() {
    if (fetching_ || !next_ || head_ < *next_) return std::nullopt;
    fetching_ = true;
    return next_;
}

void Tail::take(const protocol::Entry& entry, std::vector<protocol::Entry>& in_order) {
    head_ = std::max(head_, entry.number);
    if (next_ != entry.number) return;  // printed before, or after a gap that is being fetched
    in_order.push_back(entry);
    next_ = entry.number + 1;
}

}  // namespace okno::tools
