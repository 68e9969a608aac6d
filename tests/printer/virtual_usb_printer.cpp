// A USB receipt printer that is not there: the virtual printer behind a mock bus (tests/fakes/mock_usb.h).
//
//     umockdev-wrapper virtual-usb-printer PAPER-FOLDER PROGRAM ARGUMENT...
//
// Told on standard input, a line each:                Tells on standard output:
//   plug MODEL PORT [seized]   see `models`             pid N              the program's
//   unplug PORT                                         PORT claimed | busy | reading | given back
//   fault WORD 0|1    the faults of VirtualPrinter        PORT page WxH      one for each cut, also a PNG
//   mood WORD         well; nak: takes nothing;         PORT operation X   what was done besides bands
//                     stall; babble: answers nonsense;
//                     mute: never answers
//   vanish N          pulls the plug after N more bytes PORT vanished
//   seize PORT 0|1    another program has it (as with   exit N             the program's end
//                     `seized`)
//   (end of input: SIGTERM to the program)
//
// Faults, moods and `vanish` are about the printer plugged in last.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "printer/png.hpp"
#include "printer/virtual_printer.hpp"
#include "tests/fakes/mock_usb.h"

namespace {

using okno::printer::VirtualPrinter;

constexpr std::uint8_t printer_class = 7;
constexpr std::uint8_t vendor_class = 0xff;
constexpr std::size_t bulk_packet = 64;

struct Model {
    const char* name;
    std::uint16_t vendor;
    std::uint16_t product;
    std::uint8_t interface_class;
    bool answers;
    const char* serial;
    const char* id = "";  // of IEEE 1284, without its length
    const char* profile = "epson-tm-t88v";
};
constexpr std::array models{
    Model{"epson", 0x04b8, 0x0202, printer_class, true, "J5XF000001",
          "MFG:EPSON;CMD:ESC/POS;MDL:TM-T88V;CLS:PRINTER;"},
    Model{"epson-2", 0x04b8, 0x0202, printer_class, true, "J5XF000002"},
    // UB-U interface boards call themselves a maker's own device.
    Model{"epson-vendor", 0x04b8, 0x0202, vendor_class, true, "J5XF000003"},
    Model{"star", 0x0519, 0x0003, printer_class, true, "2600115", "MFG:Star;CMD:STAR;MDL:TSP143;CLS:PRINTER;",
          "star-tsp100"},
    Model{"one-way", 0x0519, 0x0003, printer_class, false, "STAR1", "MFG:Star;CMD:STAR;MDL:TSP143;"},
};

void tell(const std::string& line) {
    std::cout << line << std::endl;
}

struct Printer {
    const Model& model;
    std::string port;
    std::filesystem::path paper;
    std::array<const char*, 4> texts;
    std::vector<std::uint8_t> configuration;
    MockUsbDevice device{};
    const okno::printer::Profile& profile = *okno::printer::find_profile(model.profile);
    VirtualPrinter paper_machine{profile.width_dots, profile.speech};
    std::string mood = "well";
    std::string answers;
    std::size_t operations_told = 0;
    long vanish_after = -1;
    bool vanished = false;
    int pages = 0;

    Printer(const Model& its_model, std::string its_port, std::filesystem::path its_paper)
        : model(its_model),
          port(std::move(its_port)),
          paper(std::move(its_paper)),
          texts{"", "Okno", "Virtual receipt printer", model.serial} {
        const std::uint8_t endpoints = model.answers ? 2 : 1;
        const auto total = static_cast<std::uint8_t>(18 + 7 * endpoints);
        configuration = {9, 2,           total, 0, 1,         1,
                         0, 0x80,        50,  //
                         9, 4,           0,     0, endpoints, model.interface_class,
                         1, 2,           0,     7, 5,         0x02,
                         2, bulk_packet, 0,     0};
        if (model.answers) configuration.insert(configuration.end(), {7, 5, 0x81, 2, bulk_packet, 0, 0});
        const std::array<std::uint8_t, 18> descriptor{18,
                                                      1,
                                                      0,
                                                      2,
                                                      0,
                                                      0,
                                                      0,
                                                      64,
                                                      static_cast<std::uint8_t>(model.vendor),
                                                      static_cast<std::uint8_t>(model.vendor >> 8),
                                                      static_cast<std::uint8_t>(model.product),
                                                      static_cast<std::uint8_t>(model.product >> 8),
                                                      0,
                                                      1,
                                                      1,
                                                      2,
                                                      3,
                                                      1};
        std::copy(descriptor.begin(), descriptor.end(), device.device);
        device.configuration = configuration.data();
        device.configuration_length = configuration.size();
        device.texts = texts.data();
        device.text_count = static_cast<int>(texts.size());
        device.speed = 12;
        device.context = this;
        device.control = [](void* context, const std::uint8_t* setup, std::uint8_t* bytes) {
            return static_cast<Printer*>(context)->control(setup, bytes);
        };
        device.take = [](void* context, std::uint8_t, const std::uint8_t* bytes, std::size_t length) {
            return static_cast<Printer*>(context)->take(bytes, length);
        };
        device.give = [](void* context, std::uint8_t, std::uint8_t* bytes, std::size_t room) {
            return static_cast<Printer*>(context)->give(bytes, room);
        };
        device.told = [](void* context, const char* what) {
            tell(static_cast<Printer*>(context)->port + ' ' + what);
        };
    }

    // GET_DEVICE_ID alone; its length counts itself.
    int control(const std::uint8_t* setup, std::uint8_t* bytes) const {
        if (setup[0] != 0xA1 || setup[1] != 0 || *model.id == '\0') return -EPIPE;
        const std::string id(model.id);
        const auto length = static_cast<std::uint16_t>(id.size() + 2);
        const auto room = static_cast<std::size_t>(setup[6] | setup[7] << 8);
        const std::string all =
            std::string{static_cast<char>(length >> 8), static_cast<char>(length & 0xFF)} + id;
        std::copy_n(all.begin(), std::min(all.size(), room), bytes);
        return static_cast<int>(std::min(all.size(), room));
    }

    long take(const std::uint8_t* bytes, std::size_t length) {
        if (mood == "nak" || vanished) return -EAGAIN;
        if (mood == "stall") return -EPIPE;
        if (vanish_after >= 0 && static_cast<std::size_t>(vanish_after) <= length) {
            length = static_cast<std::size_t>(vanish_after);
            vanished = true;
            tell(port + " vanished");
        } else if (vanish_after >= 0) {
            vanish_after -= static_cast<long>(length);
        }
        paper_machine.feed({reinterpret_cast<const char*>(bytes), length});
        answers += paper_machine.take_answers();
        tell_work();
        return static_cast<long>(length);
    }

    long give(std::uint8_t* bytes, std::size_t room) {
        if (mood == "mute") answers.clear();
        if (mood == "babble") answers = std::string(16, '\xff');
        if (answers.empty()) return -EAGAIN;
        const std::size_t length = std::min(answers.size(), room);
        std::copy_n(answers.begin(), length, bytes);
        answers.erase(0, length);
        return static_cast<long>(length);
    }

    void tell_work() {
        const auto& operations = paper_machine.operations();
        for (; operations_told < operations.size(); ++operations_told)
            if (!operations[operations_told].starts_with("raster ") &&
                !operations[operations_told].starts_with("skip "))
                tell(port + " operation " + operations[operations_told]);
        for (const auto& page : paper_machine.take_pages()) {
            const auto file = paper / (port + '-' + std::to_string(++pages) + ".png");
            std::ofstream(file, std::ios::binary) << okno::printer::png(page, profile);
            tell(port + " page " + std::to_string(page.width_dots()) + 'x' +
                 std::to_string(page.height_dots()));
        }
    }

    void set_fault(const std::string& word, bool on) {
        auto faults = paper_machine.faults();
        faults.*okno::printer::fault_named(word).value() = on;
        paper_machine.set_faults(faults);
        answers += paper_machine.take_answers();
        tell_work();
    }
};

class Lab {
  public:
    explicit Lab(std::filesystem::path paper) : paper_(std::move(paper)) {}

    void obey(std::istringstream line) {
        std::string order, word;
        line >> order >> word;
        if (order == "plug") return plug(word, line);
        if (order == "unplug") return mock_usb_unplug(bus_, word.c_str());
        int number = 0;
        if (order == "seize" && line >> number) return mock_usb_seize(bus_, word.c_str(), number);
        mock_usb_lock();
        Printer& printer = *printers_.back();
        if (order == "mood")
            printer.mood = word;
        else if (order == "fault" && line >> number)
            printer.set_fault(word, number != 0);
        else if (order == "vanish")
            printer.vanish_after = std::stol(word);
        mock_usb_unlock();
    }

    MockUsbBus* bus() { return bus_; }

  private:
    void plug(const std::string& model, std::istringstream& line) {
        std::string port, seized;
        line >> port >> seized;
        const auto known =
            std::find_if(models.begin(), models.end(), [&](const Model& each) { return each.name == model; });
        if (known == models.end()) throw std::runtime_error("no such model: " + model);
        // Kept to the end: the bus wants it.
        printers_.push_back(std::make_unique<Printer>(*known, port, paper_));
        mock_usb_plug(bus_, &printers_.back()->device, port.c_str(), seized == "seized");
    }

    std::filesystem::path paper_;
    MockUsbBus* bus_ = mock_usb_bus();
    std::vector<std::unique_ptr<Printer>> printers_;
};

}  // namespace

int main(int count, char** arguments) {
    if (count < 3) {
        std::cerr << "usage: umockdev-wrapper virtual-usb-printer PAPER-FOLDER PROGRAM ARGUMENT...\n";
        return 2;
    }
    Lab lab(arguments[1]);
    const pid_t pid = mock_usb_start(arguments + 2);
    tell("pid " + std::to_string(pid));
    for (std::string line; std::getline(std::cin, line);) lab.obey(std::istringstream(line));
    tell("exit " + std::to_string(mock_usb_end(pid)));
    _exit(0);  // the mock bus may wait for ever for the program's last descriptors
}
