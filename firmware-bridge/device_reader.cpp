#include "firmware-bridge/device_reader.hpp"

#include <algorithm>
#include <charconv>

#include "plan/logged.hpp"
#include "plan/nearest_word.hpp"

namespace okno::bridge {

namespace {

using plan::logged;
using plan::StrictTable;
using plan::Word;

constexpr int id_at_most = 0xffff;
constexpr int interface_at_most = 31;

// "1-2.3": a bus, and the ports from there.
bool is_port(std::string_view text) {
    std::size_t numbers = 0;
    const char* at = text.data();
    const char* const end = at + text.size();
    while (true) {
        int number = 0;
        const auto [rest, error] = std::from_chars(at, end, number);
        if (error != std::errc{} || number < 1) return false;
        ++numbers;
        if (rest == end) return numbers > 1;
        if (*rest != (numbers == 1 ? '-' : '.')) return false;
        at = rest + 1;
    }
}

}  // namespace

std::string DeviceReader::read_name(StrictTable& table) {
    const auto name = table.word("name", logged("a name for the log"));
    if (!name) return {};
    if (name->text.empty())
        critic_.complain(name->where, logged("name = \"\": this is empty"), logged("a name for the log"));
    if (std::find(names_.begin(), names_.end(), name->text) != names_.end())
        critic_.complain(name->where, logged(name->shown() + ": another device has this name"),
                         logged("a name of its own"));
    names_.push_back(name->text);
    return name->text;
}

DeviceAddress DeviceReader::read_address(StrictTable& table, const std::string& name) {
    DeviceAddress address;
    address.vendor = static_cast<std::uint16_t>(table.whole_number("vid", 0, id_at_most, true).value_or(0));
    address.product = static_cast<std::uint16_t>(table.whole_number("pid", 0, id_at_most, true).value_or(0));
    if (const auto serial = table.optional_word("serial", logged("a serial number")))
        address.serial = serial->text;
    const std::string a_port = "a bus and its ports, as in \"1-2.3\"";
    if (const auto port = table.optional_word("port", logged(a_port))) {
        if (!is_port(port->text))
            critic_.complain(port->where, logged(port->shown() + ": this is no port"), logged(a_port));
        address.port = port->text;
    }
    if (const auto interface = table.whole_number("interface", 0, interface_at_most, false))
        address.interface = static_cast<int>(*interface);
    refuse_twins(table, address);
    known_.push_back({name, address});
    return address;
}

std::optional<std::size_t> DeviceReader::keyword(const std::optional<Word>& word,
                                                 const std::vector<std::string>& words,
                                                 const std::string& found) {
    if (!word) return std::nullopt;
    const auto at = std::find(words.begin(), words.end(), word->text);
    if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
    critic_.complain(word->where, logged(word->shown() + ": " + found),
                     logged("one of " + plan::list_of(words)), plan::nearest_word(word->text, words));
    return std::nullopt;
}

// Two descriptions that one device could fit: which window it belongs to would be an accident.
void DeviceReader::refuse_twins(const StrictTable& table, const DeviceAddress& address) {
    if (!table.has("vid") || !table.has("pid")) return;
    for (const Known& other : known_) {
        const bool apart =
            other.address.interface && address.interface && *other.address.interface != *address.interface;
        if (!apart && could_share(other.address, address))
            critic_.complain(table.where("vid"),
                             logged("the same device would fit \"" + other.name + "\", too"),
                             logged("a serial or a port in both, and different ones"));
    }
}

}  // namespace okno::bridge
