#include "printer/usb_port.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "printer/device_id.hpp"

namespace okno::printer {

namespace {

constexpr std::chrono::milliseconds look_interval{1000};  // without udev nobody tells
constexpr std::chrono::milliseconds again_after{500};     // a device that was let go of
constexpr std::chrono::milliseconds last_words{200};

}  // namespace

bool fits(const UsbPrinter& address, const platform::UsbPrinterDevice& device) {
    if (!address.port.empty() && address.port != device.device.port) return false;
    if (!address.model) return device.printer_class || !address.port.empty();
    return address.model == UsbModel{device.device.vendor, device.device.product};
}

UsbPort::UsbPort(UsbPrinter address, const Profile& profile, SteadyTime now)
    : address_(std::move(address)),
      profile_(profile),
      conversation_(profile, now),
      next_look_(now),
      worked_at_(now) {
    try {
        ears_ = std::make_unique<platform::UsbHotplug>();
    } catch (const platform::UsbError&) {
        // The look each second finds what nobody tells of.
    }
}

void UsbPort::print(Job job, SteadyTime now) {
    conversation_.print(std::move(job), now);
    if (channel_ && !last_words_until_) talk(now);
}

std::vector<Watched> UsbPort::watched() const {
    std::vector<platform::UsbWatched> usb;
    if (ears_) usb = ears_->watched();
    if (channel_) std::ranges::copy(channel_->watched(), std::back_inserter(usb));
    std::vector<Watched> watched;
    for (const platform::UsbWatched& each : usb)
        watched.push_back({each.descriptor, each.to_write, each.to_read});
    return watched;
}

SteadyTime UsbPort::next_work() const {
    SteadyTime next = conversation_.next_tick();
    if (!channel_) return std::min(next, next_look_);
    if (last_words_until_) next = std::min(next, *last_words_until_);
    if (const auto left = channel_->time_left()) next = std::min(next, worked_at_ + *left);
    return next;
}

std::vector<PortNews> UsbPort::work(SteadyTime now) {
    worked_at_ = now;
    hear_of_changes(now);
    if (!channel_ && now >= next_look_) look(now);
    if (channel_) channel_->work();
    if (channel_ && !last_words_until_) conversation_.hear(channel_->take_received(), now);
    if (channel_ && channel_->gone()) close(now, channel_->why());
    conversation_.tick(now);
    if (channel_ && !last_words_until_) talk(now);
    if (last_words_until_ && (channel_->unsent() == 0 || now >= *last_words_until_))
        close(now, "the printer was hung up on");
    std::ranges::copy(conversation_.take_news(), std::back_inserter(news_));
    return std::exchange(news_, {});
}

void UsbPort::hear_of_changes(SteadyTime now) {
    if (ears_ && ears_->changed() && !channel_) next_look_ = now;
}

void UsbPort::look(SteadyTime now) {
    next_look_ = now + look_interval;
    try {
        channel_ = find_printer();
    } catch (const platform::UsbError& error) {
        return tell(error.what());
    }
    told_.clear();
    introduce();
    conversation_.connected(now);
}

// UsbError: there is none, or none that can be used, or more than one.
std::unique_ptr<platform::UsbChannel> UsbPort::find_printer() const {
    std::vector<platform::UsbPrinterDevice> devices = platform::list_usb_printers();
    std::erase_if(devices, [&](const auto& device) { return !fits(address_, device); });
    std::ranges::sort(devices, {},
                      [](const auto& device) { return device.device.port; });  // told alike each time
    if (devices.empty()) throw platform::UsbError("it is not plugged in");
    if (address_.serial.empty() && devices.size() > 1) throw platform::UsbError(two_fit(devices.back()));
    std::unique_ptr<platform::UsbChannel> found;
    std::string why_not = "a printer is plugged in, but with another serial number";
    for (const platform::UsbPrinterDevice& device : devices) {
        std::unique_ptr<platform::UsbChannel> channel;
        try {
            channel = open(device.device);
        } catch (const platform::UsbError& error) {
            why_not = error.what();
        }
        if (channel && found) throw platform::UsbError(two_fit(device));
        if (channel) found = std::move(channel);
    }
    if (!found) throw platform::UsbError(why_not);
    return found;
}

std::string UsbPort::two_fit(const platform::UsbPrinterDevice& one) const {
    UsbPrinter named = address_;
    named.port = one.device.port;
    return "two printers fit; name one by its serial number or its port, as in " +
           to_string(PortAddress{named});
}

// Nothing: another serial number.
std::unique_ptr<platform::UsbChannel> UsbPort::open(const platform::UsbDevice& device) const {
    auto channel = std::make_unique<platform::UsbChannel>(device);
    if (!address_.serial.empty() && channel->serial() != address_.serial) return nullptr;
    channel->claim();
    if (!channel->answers()) {
        const auto id = read_device_id(channel->device_id());
        std::string who = "it";
        if (id) who.append(" is ").append(describe(*id)).append(" and");
        throw platform::UsbError(
            who.append(" cannot answer, so nobody would know whether a ticket was printed"));
    }
    channel->start();
    return channel;
}

void UsbPort::introduce() {
    const auto id = read_device_id(channel_->device_id());
    if (!id) return;
    Introduced introduced{describe(*id), {}};
    if (speaks_another(*id, profile_))
        introduced.advice =
            "It says that it speaks another language than the profile: nothing may come out of it. ";
    const Profile* made_for_it = profile_for(*id);
    if (made_for_it && made_for_it != &profile_)
        introduced.advice.append("Its own profile is ").append(made_for_it->name).append(".");
    if (introduced == introduced_) return;  // found again after it was let go of
    introduced_ = introduced;
    news_.emplace_back(std::move(introduced));
}

void UsbPort::talk(SteadyTime now) {
    const std::string output = conversation_.take_output();
    if (!output.empty()) channel_->send(output);
    if (conversation_.take_hang_up()) hang_up(now);
}

void UsbPort::hang_up(SteadyTime now) {
    last_words_until_ = now + last_words;
}

void UsbPort::close(SteadyTime now, const std::string& why) {
    channel_.reset();
    last_words_until_.reset();
    next_look_ = now + again_after;
    conversation_.disconnected(now, why);
}

void UsbPort::tell(std::string why) {
    if (why == told_) return;
    told_ = why;
    news_.emplace_back(Trouble{std::move(why)});
}

}  // namespace okno::printer
