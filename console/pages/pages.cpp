#include "console/pages/pages.hpp"

#include <utility>

namespace okno::console {

void Pages::renew(Page& page, std::string json) {
    if (page.version == 0 || page.json != json) page = Page{++version_, std::move(json)};
}

const Page& Pages::page(const PageKey& key) const {
    const auto found = pages_.find(key);
    return found == pages_.end() ? for_others_ : found->second;
}

void Pages::publish(std::map<PageKey, std::string> pages, std::string for_others) {
    {
        const std::lock_guard lock(mutex_);
        // Who looked at a page that is gone sees the other one, and that must then look new.
        if (std::erase_if(pages_, [&](const auto& page) { return !pages.contains(page.first); }) > 0)
            for_others_.version = 0;
        renew(for_others_, std::move(for_others));
        for (auto& [key, json] : pages) renew(pages_[key], std::move(json));
    }
    changed_.notify_all();
}

std::optional<Page> Pages::newer_than(std::uint64_t version, const PageKey& key,
                                      std::chrono::milliseconds patience) {
    std::unique_lock lock(mutex_);
    const auto wakes = wakes_;
    const auto newer = [&] { return page(key).version > version; };
    changed_.wait_for(lock, patience, [&] { return closed_ || newer() || wakes_ != wakes; });
    if (closed_ || !newer()) return std::nullopt;
    return page(key);
}

void Pages::wake() {
    {
        const std::lock_guard lock(mutex_);
        ++wakes_;
    }
    changed_.notify_all();
}

void Pages::close() {
    {
        const std::lock_guard lock(mutex_);
        closed_ = true;
    }
    changed_.notify_all();
}

bool Pages::closed() const {
    const std::lock_guard lock(mutex_);
    return closed_;
}

}  // namespace okno::console
