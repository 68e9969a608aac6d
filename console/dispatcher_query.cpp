#include "console/dispatcher_query.hpp"

#include "console/inquiries.hpp"
#include "console/sentences.hpp"

namespace okno::console {

tl::expected<nlohmann::json, protocol::Refusal> ask_dispatcher(Mailbox& mailbox, const std::string& kind,
                                                               const nlohmann::json& body,
                                                               const std::stop_token& stop) {
    // The loop gives up a little earlier, with the same words.
    const auto answer =
        mailbox.ask(Inquiry{kind, body, {}}, Inquiries::patience + std::chrono::milliseconds{500}, stop);
    if (!answer) return tl::make_unexpected(complain(Complaint::no_answer));
    if (answer->refusal) return tl::make_unexpected(*answer->refusal);
    return answer->body;
}

}  // namespace okno::console
