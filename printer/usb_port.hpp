// A receipt printer on USB, by libusb: found by hot-plug events and, for systems without udev, by a look each
// second; taken from the kernel's usblp; talked to like any ESC/POS printer (`conversation.hpp`). Whatever
// goes wrong with the device (unplugged, stalls, floods, somebody else has it) lets go of it, and it is
// looked for again.
#pragma once

#include <memory>
#include <optional>

#include "platform/usb_channel.hpp"
#include "printer/conversation.hpp"
#include "printer/port.hpp"
#include "printer/port_address.hpp"

namespace okno::printer {

// Whether a device may be the one meant, as far as that shows from outside (a serial number does not).
bool fits(const UsbPrinter& address, const platform::UsbPrinterDevice& device);

class UsbPort : public Port {
  public:
    // `profile` must outlive the port.
    UsbPort(UsbPrinter address, const Profile& profile, SteadyTime now);

    std::string name() const override { return to_string(PortAddress{address_}); }
    bool free() const override { return conversation_.free(); }
    void print(Job job, SteadyTime now) override;

    std::vector<Watched> watched() const override;
    SteadyTime next_work() const override;
    std::vector<PortNews> work(SteadyTime now) override;

  private:
    void hear_of_changes(SteadyTime now);
    void look(SteadyTime now);
    std::unique_ptr<platform::UsbChannel> find_printer() const;
    std::string two_fit(const platform::UsbPrinterDevice& one) const;
    std::unique_ptr<platform::UsbChannel> open(const platform::UsbDevice& device) const;
    void introduce();
    void talk(SteadyTime now);
    void hang_up(SteadyTime now);
    void close(SteadyTime now, const std::string& why);
    void tell(std::string why);

    const UsbPrinter address_;
    const Profile& profile_;
    Conversation conversation_;
    std::unique_ptr<platform::UsbHotplug> ears_;  // empty: this system tells nothing
    std::unique_ptr<platform::UsbChannel> channel_;
    SteadyTime next_look_;
    std::optional<SteadyTime> last_words_until_;  // hung up on: what is on its way may still go
    SteadyTime worked_at_;
    std::string told_;
    Introduced introduced_;
    std::vector<PortNews> news_;
};

}  // namespace okno::printer
