#include "console/inquiries.hpp"

#include <utility>

#include "console/sentences.hpp"

namespace okno::console {

void Inquiries::ask(Inquiry inquiry, protocol::Link& link, platform::Instant now) {
    const protocol::RequestId id = link.ask(inquiry.kind, inquiry.body, now);
    asked_[id] = {std::move(inquiry.answer), now.steady + patience};
}

void Inquiries::hear(const protocol::News& news) {
    const auto* told = std::get_if<protocol::Told>(&news);
    if (!told) return;
    const auto asked = asked_.find(told->id);
    if (asked == asked_.end()) return;
    asked->second.answer.set_value(InquiryAnswer{told->refusal, told->body});
    asked_.erase(asked);
}

void Inquiries::work(protocol::Link& link, platform::SteadyTime now) {
    for (auto asked = asked_.begin(); asked != asked_.end();) {
        if (now < asked->second.until) {
            ++asked;
            continue;
        }
        link.abandon(asked->first);
        asked->second.answer.set_value(InquiryAnswer{complain(Complaint::no_answer), {}});
        asked = asked_.erase(asked);
    }
}

}  // namespace okno::console
