#include "platform/machine.hpp"

#include <fstream>
#include <set>
#include <system_error>

#include "platform/keyed_word.hpp"

namespace okno::platform {

namespace {

namespace fs = std::filesystem;

// Not a secret: it only keeps the serial numbers themselves out of the journal.
constexpr const char* salt = "okno machine word";

std::string first_line(const fs::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

template <class Visit>
void each_entry(const fs::path& folder, const Visit& visit) {
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(folder, failed)) visit(entry.path());
}

bool is_on_usb(const fs::path& device) {
    std::error_code failed;
    return fs::canonical(device, failed).string().find("/usb") != std::string::npos;
}

}  // namespace

std::string machine_word(const fs::path& root) {
    std::set<std::string> names;
    each_entry(root / "sys/class/net", [&](const fs::path& card) {
        std::error_code failed;
        if (!fs::exists(card / "device", failed) || is_on_usb(card / "device")) return;
        // 3: given by software (a random address of a wireless card); the burnt-in one is 0.
        if (first_line(card / "addr_assign_type") == "0") names.insert("net " + first_line(card / "address"));
    });
    each_entry(root / "sys/block", [&](const fs::path& disk) {
        if (is_on_usb(disk / "device")) return;
        for (const char* name : {"device/serial", "device/wwid"})
            if (const std::string serial = first_line(disk / name); !serial.empty())
                names.insert("disk " + serial);
    });
    if (names.empty()) names.insert("id " + first_line(root / "etc/machine-id"));
    std::string all;
    for (const std::string& name : names) all += name + '\n';
    return keyed_word(salt, all);
}

}  // namespace okno::platform
