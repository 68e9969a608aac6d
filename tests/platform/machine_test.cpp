// Which computer a disk is in, by a tree that looks like sysfs.
#include <doctest/doctest.h>

#include <fstream>

#include "platform/machine.hpp"
#include "tests/fakes/temporary_folder.hpp"

using okno::fakes::TemporaryFolder;
using okno::platform::machine_word;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text << '\n';
}

// A card on a bus, as sysfs shows it: the device is a link into the tree of devices.
void plug(const fs::path& root, const std::string& bus, const std::string& name, const std::string& address,
          const std::string& assigned = "0") {
    const fs::path device = root / "sys/devices" / bus / name;
    fs::create_directories(device);
    write(root / "sys/class/net" / name / "address", address);
    write(root / "sys/class/net" / name / "addr_assign_type", assigned);
    fs::create_symlink(device, root / "sys/class/net" / name / "device");
}

}  // namespace

TEST_CASE("a computer is known by its network cards and its disks") {
    const TemporaryFolder computer;
    plug(computer.path(), "pci0", "eth0", "52:54:00:00:00:01");
    write(computer / "sys/block/sda/device/serial", "S1");
    const std::string word = machine_word(computer.path());
    CHECK(word.size() == 22);
    CHECK(machine_word(computer.path()) == word);
    SUBCASE("another card is another computer") {
        write(computer / "sys/class/net/eth0/address", "52:54:00:00:00:02");
        CHECK(machine_word(computer.path()) != word);
    }
    SUBCASE("so is another disk") {
        write(computer / "sys/block/sda/device/serial", "S2");
        CHECK(machine_word(computer.path()) != word);
    }
    SUBCASE("what is plugged in by USB, made by software or has no device does not count") {
        plug(computer.path(), "pci0/usb1", "usb-net", "52:54:00:00:00:03");
        plug(computer.path(), "pci0", "random", "52:54:00:00:00:04", "3");
        write(computer / "sys/class/net/lo/address", "00:00:00:00:00:00");
        write(computer / "etc/machine-id", "0123");
        CHECK(machine_word(computer.path()) == word);
    }
}

TEST_CASE("a computer without a card and a disk of its own is known by its machine id") {
    const TemporaryFolder one;
    const TemporaryFolder other;
    write(one / "etc/machine-id", "0123");
    write(other / "etc/machine-id", "4567");
    CHECK(machine_word(one.path()) == machine_word(one.path()));
    CHECK(machine_word(one.path()) != machine_word(other.path()));
}
