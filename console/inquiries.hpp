// The queries that are on their way to the dispatcher for the web server's threads. Each is answered once: by
// the dispatcher, or when its patience is over. The loop's thread.
#pragma once

#include <chrono>
#include <map>

#include "console/mailbox.hpp"
#include "protocol/link.hpp"

namespace okno::console {

class Inquiries {
  public:
    static constexpr std::chrono::seconds patience{4};

    void ask(Inquiry inquiry, protocol::Link& link, platform::Instant now);
    void hear(const protocol::News& news);
    void work(protocol::Link& link, platform::SteadyTime now);  // gives up what took too long

  private:
    struct Asked {
        std::promise<InquiryAnswer> answer;
        platform::SteadyTime until{};
    };

    std::map<protocol::RequestId, Asked> asked_;
};

}  // namespace okno::console
