// What the web server's threads ask of the loop: commands to send to the dispatcher, each with a promise for
// its answer, and their withdrawal when the answer took too long; and questions about the hall. A descriptor
// becomes readable when there is mail. Thread-safe; the loop is the only reader.
#pragma once

#include <chrono>
#include <future>
#include <mutex>
#include <optional>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "console/hall_gauges.hpp"
#include "console/public_ticket.hpp"
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
using TicketAnswer = tl::expected<PublicTicket, protocol::Refusal>;
struct TicketQuestion {
    protocol::NamedTicket ticket;
    std::promise<TicketAnswer> answer;
};
struct GaugesQuestion {
    std::promise<std::vector<Gauge>> answer;
};
using Mail = std::variant<Order, Withdrawal, TicketQuestion, GaugesQuestion>;

class Mailbox {
  public:
    Mailbox();
    ~Mailbox();
    Mailbox(const Mailbox&) = delete;
    Mailbox& operator=(const Mailbox&) = delete;

    void post(Mail mail);
    // Posts a question and waits for its answer; empty: it did not come in time.
    template <class Question>
    auto ask(Question question, std::chrono::milliseconds patience) {
        auto coming = question.answer.get_future();
        post(std::move(question));
        using Got = decltype(coming.get());
        if (coming.wait_for(patience) != std::future_status::ready) return std::optional<Got>{};
        return std::optional<Got>(coming.get());
    }
    std::vector<Mail> take();
    int descriptor() const { return descriptor_; }

  private:
    int descriptor_;
    std::mutex mutex_;
    std::vector<Mail> mail_;
};

}  // namespace okno::console
