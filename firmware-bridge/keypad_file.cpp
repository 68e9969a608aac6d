#include "firmware-bridge/keypad_file.hpp"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <set>
#include <sstream>

#include "alarm/event.hpp"
#include "plan/nearest_word.hpp"
#include "plan/strict_table.hpp"

namespace okno::bridge {

namespace {

using plan::Complaints;
using plan::Critic;
using plan::StrictTable;
using plan::Word;

constexpr int window_at_most = 9999;
constexpr int id_at_most = 0xffff;
constexpr int interface_at_most = 31;
constexpr int report_bytes_at_most = 64;  // one packet of a full-speed device
constexpr int milliseconds_at_most = 5000;
constexpr std::uint8_t first_usage = 0x04;  // below: no key, and the keyboard's own errors
constexpr std::uint8_t last_usage = 0xe7;   // above: nothing on a boot keyboard
constexpr const char* a_usage = "a usage from 0x04 to 0xe7, as 0x28 for Enter";

class KeypadReader {
  public:
    explicit KeypadReader(Critic& critic) : critic_(critic) {}

    std::vector<Keypad> read(const toml::table& document);

  private:
    void read_keypad(StrictTable& table);
    void read_panic(StrictTable& table);
    void read_name(StrictTable& table, Keypad& keypad);
    void read_zone(StrictTable& table, std::string_view key, Keypad& keypad);
    void read_chord(StrictTable& table, std::string_view key, Keypad& keypad);
    std::set<std::uint8_t> usages(const std::vector<Word>& words);
    void read_panic_layout(StrictTable& table, Keypad& keypad);
    void read_device(StrictTable& table, Keypad& keypad);
    void read_timing(StrictTable& table, Timing& timing);
    void read_layout(StrictTable& table, Keypad& keypad);
    KeyboardKeys keyboard_keys(StrictTable& keys);
    ButtonReport button_report(StrictTable& table, std::vector<StrictTable>& buttons, bool panic);
    Button button(StrictTable& table, const ButtonReport& report, bool panic);
    std::optional<Action> action(const std::optional<Word>& word);
    void refuse_twins(const StrictTable& table, const Keypad& keypad);

    Critic& critic_;
    std::vector<Keypad> keypads_;
};

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

// "0x28"
std::optional<std::uint8_t> usage_from(std::string_view text) {
    if (text.size() != 4 || !text.starts_with("0x")) return std::nullopt;
    unsigned usage = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), usage, 16);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (usage < first_usage || usage > last_usage) return std::nullopt;
    return static_cast<std::uint8_t>(usage);
}

std::vector<Keypad> KeypadReader::read(const toml::table& document) {
    StrictTable root(document, "the file", critic_);
    for (StrictTable& table : root.tables("keypad", "the keypad")) read_keypad(table);
    for (StrictTable& table : root.tables("panic", "the panic button")) read_panic(table);
    root.refuse_other_keys();
    return std::move(keypads_);
}

void KeypadReader::read_keypad(StrictTable& table) {
    Keypad keypad;
    read_name(table, keypad);
    keypad.window.value = static_cast<int>(table.whole_number("window", 1, window_at_most, true).value_or(0));
    read_device(table, keypad);
    read_timing(table, keypad.timing);
    read_layout(table, keypad);
    if (table.has("panic_chord") || table.has("zone")) {
        read_zone(table, "zone", keypad);
        read_chord(table, "panic_chord", keypad);
    }
    table.refuse_other_keys();
    refuse_twins(table, keypad);
    keypads_.push_back(std::move(keypad));
}

// A device of its own whose keys call for help and do nothing else.
void KeypadReader::read_panic(StrictTable& table) {
    Keypad button;
    read_name(table, button);
    read_zone(table, "zone", button);
    read_device(table, button);
    read_panic_layout(table, button);
    table.refuse_other_keys();
    refuse_twins(table, button);
    keypads_.push_back(std::move(button));
}

void KeypadReader::read_name(StrictTable& table, Keypad& keypad) {
    const auto name = table.word("name", "a name for the log");
    if (!name) return;
    keypad.name = name->text;
    if (name->text.empty()) critic_.complain(name->where, "name = \"\": this is empty", "a name for the log");
    for (const Keypad& other : keypads_)
        if (other.name == keypad.name)
            critic_.complain(name->where, name->shown() + ": another keypad has this name",
                             "a name of its own");
}

// The guard company sends somebody to a zone: two buttons in one would be one place to it.
void KeypadReader::read_zone(StrictTable& table, std::string_view key, Keypad& keypad) {
    Panic panic;
    panic.zone = static_cast<int>(table.whole_number(key, 1, alarm::zone_at_most, true).value_or(0));
    if (const auto hold = table.whole_number("hold_ms", 0, milliseconds_at_most, false))
        panic.hold = std::chrono::milliseconds{*hold};
    for (const Keypad& other : keypads_)
        if (panic.zone != 0 && other.panic && other.panic->zone == panic.zone)
            critic_.complain(table.where(key),
                             std::string{key} + " = " + std::to_string(panic.zone) + ": \"" + other.name +
                                 "\" has this zone",
                             "a zone of its own");
    keypad.panic = panic;
}

// Two keys at once, so that no single slip calls the guard.
void KeypadReader::read_chord(StrictTable& table, std::string_view key, Keypad& keypad) {
    const std::string two_keys = "two keys, as [\"0x54\", \"0x55\"]";
    const auto words = table.optional_words(key, two_keys);
    if (!words) {
        if (!table.has(key)) critic_.complain(table.where(), "the keypad has a zone and no chord", two_keys);
        return;
    }
    const auto chord = usages(*words);
    auto* const keyboard = std::get_if<KeyboardKeys>(&keypad.layout);
    if (chord.size() != 2 || words->size() != 2)
        critic_.complain(table.where(key), std::string{key} + ": this is no chord", two_keys);
    else if (!keyboard)
        critic_.complain(table.where(key), std::string{key} + ": this is a pad of buttons",
                         "a [[panic]] button, or keys = {...}");
    else
        keyboard->panic_chord = chord;
}

std::set<std::uint8_t> KeypadReader::usages(const std::vector<Word>& words) {
    std::set<std::uint8_t> found;
    for (const Word& word : words)
        if (const auto usage = usage_from(word.text))
            found.insert(*usage);
        else
            critic_.complain(word.where, word.shown() + ": this is no key of a keyboard", a_usage);
    return found;
}

void KeypadReader::read_panic_layout(StrictTable& table, Keypad& keypad) {
    std::vector<StrictTable> buttons = table.tables("button", "the button");
    const int layouts = int{!buttons.empty()} + int{table.has("keys")} + int{table.has("chord")};
    if (layouts != 1) {
        for (const std::string_view key : {"keys", "chord"}) table.know(key);
        critic_.complain(table.where(), "the panic button has " + std::to_string(layouts) + " layouts",
                         "keys = [...], or chord = [...], or tables [[panic.button]]");
    } else if (!buttons.empty()) {
        keypad.layout = button_report(table, buttons, true);
    } else if (table.has("chord")) {
        keypad.layout = KeyboardKeys{};
        read_chord(table, "chord", keypad);
    } else if (const auto words = table.optional_words("keys", "a list of keys, as [\"0x28\"]")) {
        KeyboardKeys keyboard;
        for (const std::uint8_t usage : usages(*words)) keyboard.keys.emplace(usage, Action::panic);
        if (words->empty())
            critic_.complain(table.where("keys"), "the panic button has no keys", "at least one key");
        keypad.layout = keyboard;
    }
}

void KeypadReader::read_device(StrictTable& table, Keypad& keypad) {
    keypad.vendor = static_cast<std::uint16_t>(table.whole_number("vid", 0, id_at_most, true).value_or(0));
    keypad.product = static_cast<std::uint16_t>(table.whole_number("pid", 0, id_at_most, true).value_or(0));
    if (const auto serial = table.optional_word("serial", "a serial number")) keypad.serial = serial->text;
    const std::string a_port = "a bus and its ports, as in \"1-2.3\"";
    if (const auto port = table.optional_word("port", a_port)) {
        if (!is_port(port->text)) critic_.complain(port->where, port->shown() + ": this is no port", a_port);
        keypad.port = port->text;
    }
    if (const auto interface = table.whole_number("interface", 0, interface_at_most, false))
        keypad.interface = static_cast<int>(*interface);
}

void KeypadReader::read_timing(StrictTable& table, Timing& timing) {
    const auto read = [&](std::string_view key, std::chrono::milliseconds& duration) {
        if (const auto number = table.whole_number(key, 0, milliseconds_at_most, false))
            duration = std::chrono::milliseconds{*number};
    };
    read("minimum_interval_ms", timing.minimum_interval);
    read("chord_window_ms", timing.chord_window);
}

void KeypadReader::read_layout(StrictTable& table, Keypad& keypad) {
    auto keys = table.optional_table("keys", "the key list", "a table as { 0x28 = \"call_next\" }");
    std::vector<StrictTable> buttons = table.tables("button", "the button");
    if (!buttons.empty() && !table.has("keys")) {
        keypad.layout = button_report(table, buttons, false);
    } else if (!buttons.empty()) {
        critic_.complain(table.where("keys"), "the keypad has both keys and buttons",
                         "either keys = {...} or tables [[keypad.button]]");
    } else if (keys) {
        keypad.layout = keyboard_keys(*keys);
    } else if (!table.has("keys") && !table.has("button")) {
        critic_.complain(table.where(), "the keypad has no keys",
                         "either keys = {...} or tables [[keypad.button]]");
    }
}

KeyboardKeys KeypadReader::keyboard_keys(StrictTable& keys) {
    KeyboardKeys found;
    for (const Word& key : keys.keys()) {
        const auto usage = usage_from(key.text);
        if (!usage) critic_.complain(key.where, key.shown() + ": this is no key of a keyboard", a_usage);
        const auto meaning = action(keys.word(key.text, "what the key means"));
        if (!usage || !meaning) continue;
        if (!found.keys.emplace(*usage, *meaning).second)
            critic_.complain(key.where, key.shown() + ": this key has a meaning already", "each key once");
    }
    if (keys.keys().empty()) critic_.complain(keys.where(), "the keypad has no keys", "at least one key");
    return found;
}

ButtonReport KeypadReader::button_report(StrictTable& table, std::vector<StrictTable>& buttons, bool panic) {
    ButtonReport report;
    report.bytes = static_cast<std::size_t>(
        table.whole_number("report_bytes", 1, report_bytes_at_most, true).value_or(0));
    if (const auto id = table.whole_number("report_id", 1, 255, false))
        report.id = static_cast<std::uint8_t>(*id);
    for (StrictTable& each : buttons) report.buttons.push_back(button(each, report, panic));
    return report;
}

Button KeypadReader::button(StrictTable& table, const ButtonReport& report, bool panic) {
    Button button;
    const int first_byte = report.id ? 1 : 0;
    const int last_byte = report.bytes == 0 ? report_bytes_at_most - 1 : static_cast<int>(report.bytes) - 1;
    button.byte =
        static_cast<std::size_t>(table.whole_number("byte", first_byte, last_byte, true).value_or(0));
    const auto bit = table.whole_number("bit", 0, 7, true);
    button.bit = static_cast<unsigned>(bit.value_or(0));
    button.action =
        panic ? Action::panic : action(table.word("action", "what the button means")).value_or(Action{});
    table.refuse_other_keys();
    for (const Button& other : report.buttons)
        if (bit && other.byte == button.byte && other.bit == button.bit)
            critic_.complain(table.where("bit"),
                             "bit = " + std::to_string(button.bit) + ": another button has it",
                             "each bit once");
    return button;
}

std::optional<Action> KeypadReader::action(const std::optional<Word>& word) {
    if (!word) return std::nullopt;
    const auto action = action_from(word->text);
    if (!action)
        critic_.complain(word->where, word->shown() + ": no key can mean this",
                         "one of " + plan::list_of(action_words()),
                         plan::nearest_word(word->text, action_words()));
    return action;
}

// Two descriptions that one device could fit: which window it calls to would be an accident.
void KeypadReader::refuse_twins(const StrictTable& table, const Keypad& keypad) {
    const auto same = [](const auto& a, const auto& b) { return !a || !b || *a == *b; };
    for (const Keypad& other : keypads_)
        if (table.has("vid") && table.has("pid") && other.vendor == keypad.vendor &&
            other.product == keypad.product && same(other.serial, keypad.serial) &&
            same(other.port, keypad.port) && same(other.interface, keypad.interface))
            critic_.complain(table.where("vid"),
                             "the same device would fit keypad \"" + other.name + "\", too",
                             "a serial or a port in both, and different ones");
}

tl::unexpected<Complaints> refuse_file(const std::string& file, std::string found) {
    return tl::make_unexpected(Complaints{{file, 0, 0, std::move(found), "keypads in TOML", {}}});
}

}  // namespace

tl::expected<std::vector<Keypad>, Complaints> read_keypads(const std::filesystem::path& file) {
    if (std::filesystem::is_directory(file)) return refuse_file(file.string(), "this is a folder");
    std::ifstream in(file);
    if (!in) return refuse_file(file.string(), std::string{"cannot be read ("} + std::strerror(errno) + ')');
    std::ostringstream text;
    text << in.rdbuf();
    return read_keypads_text(text.str(), file.string());
}

tl::expected<std::vector<Keypad>, Complaints> read_keypads_text(std::string_view text,
                                                                const std::string& name) {
    Critic critic{name};
    try {
        const toml::table document = toml::parse(text, std::string_view{name});
        std::vector<Keypad> keypads = KeypadReader{critic}.read(document);
        if (critic.content()) return keypads;
    } catch (const toml::parse_error& error) {
        critic.complain(error.source(), std::string{error.description()}, "TOML 1.0");
    }
    return tl::make_unexpected(critic.take());
}

}  // namespace okno::bridge
