// The inside of a USB receipt printer: the virtual printer behind the kernel's printer gadget.
//
//     gadget-printer PAPER-FOLDER          reads /dev/g_printer0: what the host sent; writes the answers
//
// Told on standard input, a line each:
//   fault WORD 0|1         see VirtualPrinter
//   deaf 0|1               reads nothing more
// Tells on standard output:
//   begun                  the first bytes of a job
//   page WxH BYTES US      one for each cut, also a PNG in the folder; its bytes have come in so many
//   microseconds
//
// Linux only: Documentation/usb/gadget_printer.rst.
#include <fcntl.h>
#include <linux/usb/g_printer.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <thread>

#include "printer/png.hpp"
#include "printer/virtual_printer.hpp"

namespace {

constexpr std::size_t read_at_once = 8192;
constexpr int opening_tries = 100;
constexpr ssize_t question_at_most = 32;  // bytes; more at a time belong to a job

class Insides {
  public:
    explicit Insides(std::filesystem::path paper) : paper_(std::move(paper)) {
        // Just plugged in, it takes a moment until the gadget is there.
        for (int tries = 0; device_ < 0 && tries < opening_tries; ++tries) {
            if (tries > 0) std::this_thread::sleep_for(std::chrono::milliseconds{100});
            device_ = ::open("/dev/g_printer0", O_RDWR | O_NONBLOCK);
        }
        if (device_ < 0) throw std::runtime_error(std::string("/dev/g_printer0: ") + std::strerror(errno));
        tell_port_status();
    }

    void run() {
        while (true) {
            std::array<pollfd, 2> wait{
                {{device_, static_cast<short>(deaf_ ? 0 : POLLIN), 0}, {0, POLLIN, 0}}};
            ::poll(wait.data(), wait.size(), -1);
            if (!deaf_ && (wait[0].revents & POLLIN) != 0) take();
            if ((wait[1].revents & (POLLIN | POLLHUP)) != 0) {
                std::string line;
                if (!std::getline(std::cin, line)) return;
                obey(std::istringstream(line));
            }
        }
    }

  private:
    void take() {
        std::array<char, read_at_once> bytes{};
        const ssize_t size = ::read(device_, bytes.data(), bytes.size());
        if (size <= 0) return;
        if (job_bytes_ == 0 && size > question_at_most) {
            job_since_ = std::chrono::steady_clock::now();
            std::cout << "begun" << std::endl;
        }
        if (job_bytes_ > 0 || size > question_at_most) job_bytes_ += static_cast<std::size_t>(size);
        job_read_ = std::chrono::steady_clock::now();
        machine_.feed({bytes.data(), static_cast<std::size_t>(size)});
        answer();
    }

    void answer() {
        const std::string answers = machine_.take_answers();
        // The host may have gone in the meantime; then nobody waits for the answer.
        if (!answers.empty() && ::write(device_, answers.data(), answers.size()) < 0)
            std::cout << "unheard" << std::endl;
        for (const auto& page : machine_.take_pages()) {
            std::ofstream(paper_ / (std::to_string(++pages_) + ".png"), std::ios::binary)
                << okno::printer::png(page, profile_);
            tell(page);
        }
    }

    void tell(const okno::printer::Raster& page) {
        const auto took = std::chrono::duration_cast<std::chrono::microseconds>(job_read_ - job_since_);
        std::cout << "page " << page.width_dots() << 'x' << page.height_dots() << ' ' << job_bytes_ << ' '
                  << took.count() << std::endl;
        job_bytes_ = 0;
    }

    void obey(std::istringstream line) {
        std::string order, word;
        line >> order >> word;
        if (order == "deaf") {
            deaf_ = word == "1";
            return;
        }
        auto faults = machine_.faults();
        int on = 0;
        line >> on;
        faults.*okno::printer::fault_named(word).value() = on != 0;
        machine_.set_faults(faults);
        tell_port_status();
        answer();
    }

    void tell_port_status() const {
        const unsigned char status = machine_.faults().paper_end ? PRINTER_PAPER_EMPTY | PRINTER_SELECTED
                                                                 : PRINTER_NOT_ERROR | PRINTER_SELECTED;
        ::ioctl(device_, GADGET_SET_PRINTER_STATUS, status);
    }

    const okno::printer::Profile& profile_ = *okno::printer::find_profile("epson-tm-t88v");
    okno::printer::VirtualPrinter machine_{profile_.width_dots};
    std::filesystem::path paper_;
    int device_ = -1;
    int pages_ = 0;
    bool deaf_ = false;
    std::size_t job_bytes_ = 0;
    std::chrono::steady_clock::time_point job_since_, job_read_;
};

}  // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        std::cerr << "usage: gadget-printer PAPER-FOLDER\n";
        return 2;
    }
    try {
        Insides(arguments[1]).run();
        return 0;
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return 1;
    }
}
