// What the web server's threads ask of the loop: commands to send to the dispatcher, each with a promise for
// its answer, and their withdrawal when the answer took too long; questions about the hall, and queries for
// the dispatcher. A descriptor becomes readable when there is mail. Thread-safe; the loop is the only reader.
#pragma once

#include <chrono>
#include <functional>
#include <future>
#include <mutex>
#include <nlohmann/json.hpp>
#include <optional>
#include <stop_token>
#include <tl/expected.hpp>
#include <variant>
#include <vector>

#include "console/outside/hall_gauges.hpp"
#include "console/outside/public_ticket.hpp"
#include "hall/commands.hpp"
#include "hall/state.hpp"
#include "platform/wake_up.hpp"
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
// Anything about the hall as it is; `look` runs on the loop's thread, so it is short and does not throw.
struct StateQuestion {
    std::function<nlohmann::json(const hall::State&)> look;
    std::promise<nlohmann::json> answer;
};
// A query of the dispatcher (protocol/SPEC.md). Its answer is dropped when it comes later than a few seconds.
struct InquiryAnswer {
    std::optional<protocol::Refusal> refusal;
    nlohmann::json body;  // without a refusal
};
struct Inquiry {
    std::string kind;
    nlohmann::json body;
    std::promise<InquiryAnswer> answer;
};
struct NewFigures {};  // the statistics have something newer
using Mail =
    std::variant<NewFigures, Order, Withdrawal, TicketQuestion, GaugesQuestion, StateQuestion, Inquiry>;

class Mailbox {
  public:
    void post(Mail mail);
    // Posts a question and waits for its answer; empty: it did not come in time, or before `stop`.
    template <class Question>
    auto ask(Question question, std::chrono::milliseconds patience, const std::stop_token& stop = {}) {
        auto coming = question.answer.get_future();
        post(std::move(question));
        using Got = decltype(coming.get());
        const auto until = std::chrono::steady_clock::now() + patience;
        // A future knows no stop: who may be stopped looks for it again and again.
        while (stop.stop_possible() && std::chrono::steady_clock::now() < until - between_looks &&
               coming.wait_for(between_looks) != std::future_status::ready)
            if (stop.stop_requested()) return std::optional<Got>{};
        if (coming.wait_until(until) != std::future_status::ready) return std::optional<Got>{};
        return std::optional<Got>(coming.get());
    }
    std::vector<Mail> take();
    int descriptor() const { return loop_.descriptor(); }

  private:
    static constexpr std::chrono::milliseconds between_looks{20};

    platform::WakeUp loop_;
    std::mutex mutex_;
    std::vector<Mail> mail_;
};

}  // namespace okno::console
