// What the web server's threads ask of the loop: commands to send to the dispatcher, each with a promise for
// its answer, and their withdrawal when the answer took too long. A descriptor becomes readable when there is
// mail. Thread-safe; the loop is the only reader.
#pragma once

#include <future>
#include <mutex>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "hall/commands.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

using Answer = tl::expected<std::vector<protocol::Entry>, protocol::Refusal>;

struct Order {
    protocol::RequestId id;
    hall::Wish wish;
    hall::OperatorId person;
    std::promise<Answer> answer;
};
struct Withdrawal {  // nobody waits for this answer any more
    protocol::RequestId id;
};
using Mail = std::variant<Order, Withdrawal>;

class Mailbox {
  public:
    Mailbox();
    ~Mailbox();
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    void post(Mail mail);
    std::vector<Mail> take();
    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
    std::mutex mutex_;
    std::vector<Mail> mail_;
};

}  // namespace okno::console
