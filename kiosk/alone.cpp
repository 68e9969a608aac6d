#include "kiosk/alone.hpp"

#include <system_error>

#include "platform/log.hpp"

namespace okno::kiosk {

Alone::Alone(std::filesystem::path file, const std::string& machine, hall::DeviceId self)
    : file_(std::move(file)),
      book_(file_.read()),
      self_(std::move(self)),
      machine_(machine + "-" + book_.nonce) {}

bool Alone::has_number(const std::string& letter, hall::LocalDay day) const {
    return kiosk::has_number(book_, machine_, letter, day);
}

std::optional<hall::TicketNumber> Alone::give(const Unsettled& touch, const std::string& letter,
                                              hall::LocalDay day) {
    if (const auto known = given(touch.id)) return known;
    const AloneBook before = book_;
    const auto number = draw(book_, machine_, touch, letter, day);
    if (!number || keep()) return number;
    book_ = before;
    return std::nullopt;
}

std::optional<hall::TicketNumber> Alone::given(const protocol::RequestId& touch) const {
    const LoneTicket* known = find(book_, touch);
    return known ? std::optional(known->number) : std::nullopt;
}

void Alone::learn(const hall::State& state) {
    if (kiosk::learn(book_, state, self_, machine_)) keep();
}

bool Alone::hear(const protocol::Answered& answer, platform::Instant now) {
    if (answer.id == lease_request_) {
        if (!answer.result)
            spdlog::error("This kiosk has no numbers of its own. {}",
                          answer.result.error().sentence.at({"en"}));
        return true;
    }
    const std::size_t refused = book_.refused.size();
    if (!merger_.hear(answer, protocol::make_request_id(now.wall), now.steady)) return false;
    if (book_.refused.size() > refused)
        spdlog::error("A ticket given without the dispatcher is not in the queue. number={} reason=\"{}\"",
                      hall::to_string(book_.refused.back().number),
                      answer.result.error().sentence.at({"en"}));
    return true;
}

std::vector<Merger::ToSend> Alone::next(platform::Instant now) {
    if (merger_.take_changed() && !keep()) return {};  // what is sent must not be forgotten
    std::vector<Merger::ToSend> all = merger_.next(now.steady);
    const bool leased = book_.lease && book_.lease->lease.machine == machine_;
    if (!leased && now.steady >= lease_again_) {
        lease_request_ = protocol::make_request_id(now.wall);
        lease_again_ = now.steady + lease_again_after;
        all.push_back({*lease_request_, hall::LeaseBlock{machine_}});
    }
    return all;
}

std::chrono::milliseconds Alone::time_left(platform::Instant now) const {
    return merger_.time_left(now.steady);
}

bool Alone::keep() {
    try {
        file_.keep(book_);
        return true;
    } catch (const std::system_error& error) {
        spdlog::error("The tickets given without the dispatcher could not be kept on disk. reason=\"{}\"",
                      error.what());
        return false;
    }
}

}  // namespace okno::kiosk
