#include "firmware-bridge/keypad_reader.hpp"

#include <charconv>

#include "alarm/event.hpp"
#include "plan/logged.hpp"
#include "plan/nearest_word.hpp"

namespace okno::bridge {

namespace {

using plan::logged;
using plan::StrictTable;
using plan::Word;

constexpr int window_at_most = 9999;
constexpr int report_bytes_at_most = 64;  // one packet of a full-speed device
constexpr int milliseconds_at_most = 5000;
constexpr std::uint8_t first_usage = 0x04;  // below: no key, and the keyboard's own errors
constexpr std::uint8_t last_usage = 0xe7;   // above: nothing on a boot keyboard
constexpr const char* a_usage = "a usage from 0x04 to 0xe7, as 0x28 for Enter";
constexpr const char* a_destination = "a service, as \"payment\", or the number of a window";

// "0x28"
std::optional<std::uint8_t> usage_from(std::string_view text) {
    if (text.size() != 4 || !text.starts_with("0x")) return std::nullopt;
    unsigned usage = 0;
    const auto [end, error] = std::from_chars(text.data() + 2, text.data() + text.size(), usage, 16);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    if (usage < first_usage || usage > last_usage) return std::nullopt;
    return static_cast<std::uint8_t>(usage);
}

}  // namespace

Keypad KeypadReader::read_keypad(StrictTable& table) {
    Keypad keypad;
    keypad.name = device_.read_name(table);
    keypad.window.value = static_cast<int>(table.whole_number("window", 1, window_at_most, true).value_or(0));
    keypad.device = device_.read_address(table, keypad.name);
    read_timing(table, keypad.timing);
    read_layout(table, keypad);
    read_lamps(table, keypad);
    if (table.has("panic_chord") || table.has("zone")) {
        read_zone(table, "zone", keypad);
        read_chord(table, "panic_chord", keypad);
    }
    table.refuse_other_keys();
    return keypad;
}

Keypad KeypadReader::read_panic(StrictTable& table) {
    Keypad button;
    button.name = device_.read_name(table);
    read_zone(table, "zone", button);
    button.device = device_.read_address(table, button.name);
    read_panic_layout(table, button);
    table.refuse_other_keys();
    return button;
}

// The guard company sends somebody to a zone: two buttons in one would be one place to it.
void KeypadReader::read_zone(StrictTable& table, std::string_view key, Keypad& keypad) {
    Panic panic;
    panic.zone = static_cast<int>(table.whole_number(key, 1, alarm::zone_at_most, true).value_or(0));
    if (const auto hold = table.whole_number("hold_ms", 0, milliseconds_at_most, false))
        panic.hold = std::chrono::milliseconds{*hold};
    const auto [known, fresh] = zones_.emplace(panic.zone, keypad.name);
    if (panic.zone != 0 && !fresh)
        critic_.complain(table.where(key),
                         logged(std::string{key} + " = " + std::to_string(panic.zone) + ": \"" +
                                known->second + "\" has this zone"),
                         logged("a zone of its own"));
    keypad.panic = panic;
}

// Two keys at once, so that no single slip calls the guard.
void KeypadReader::read_chord(StrictTable& table, std::string_view key, Keypad& keypad) {
    const std::string two_keys = "two keys, as [\"0x54\", \"0x55\"]";
    const auto words = table.optional_words(key, logged(two_keys));
    if (!words) {
        if (!table.has(key))
            critic_.complain(table.where(), logged("the keypad has a zone and no chord"), logged(two_keys));
        return;
    }
    const auto chord = usages(*words);
    auto* const keyboard = std::get_if<KeyboardKeys>(&keypad.layout);
    if (chord.size() != 2 || words->size() != 2)
        critic_.complain(table.where(key), logged(std::string{key} + ": this is no chord"), logged(two_keys));
    else if (!keyboard)
        critic_.complain(table.where(key), logged(std::string{key} + ": this is a pad of buttons"),
                         logged("a [[panic]] button, or keys = {...}"));
    else
        keyboard->panic_chord = chord;
}

std::set<std::uint8_t> KeypadReader::usages(const std::vector<Word>& words) {
    std::set<std::uint8_t> found;
    for (const Word& word : words)
        if (const auto usage = usage_from(word.text))
            found.insert(*usage);
        else
            critic_.complain(word.where, logged(word.shown() + ": this is no key of a keyboard"),
                             logged(a_usage));
    return found;
}

void KeypadReader::read_panic_layout(StrictTable& table, Keypad& keypad) {
    std::vector<StrictTable> buttons = table.tables("button", logged("the button"));
    const int layouts = int{!buttons.empty()} + int{table.has("keys")} + int{table.has("chord")};
    if (layouts != 1) {
        for (const std::string_view key : {"keys", "chord"}) table.know(key);
        critic_.complain(table.where(),
                         logged("the panic button has " + std::to_string(layouts) + " layouts"),
                         logged("keys = [...], or chord = [...], or tables [[panic.button]]"));
    } else if (!buttons.empty()) {
        keypad.layout = button_report(table, buttons, true);
    } else if (table.has("chord")) {
        keypad.layout = KeyboardKeys{};
        read_chord(table, "chord", keypad);
    } else if (const auto words = table.optional_words("keys", logged("a list of keys, as [\"0x28\"]"))) {
        KeyboardKeys keyboard;
        for (const std::uint8_t usage : usages(*words)) keyboard.keys.emplace(usage, Action::panic);
        if (words->empty())
            critic_.complain(table.where("keys"), logged("the panic button has no keys"),
                             logged("at least one key"));
        keypad.layout = keyboard;
    }
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
    auto keys =
        table.optional_table("keys", logged("the key list"), logged("a table as { 0x28 = \"call_next\" }"));
    std::vector<StrictTable> buttons = table.tables("button", logged("the button"));
    if (!buttons.empty() && !table.has("keys")) {
        keypad.layout = button_report(table, buttons, false);
    } else if (!buttons.empty()) {
        critic_.complain(table.where("keys"), logged("the keypad has both keys and buttons"),
                         logged("either keys = {...} or tables [[keypad.button]]"));
    } else if (keys) {
        keypad.layout = keyboard_keys(*keys);
    } else if (!table.has("keys") && !table.has("button")) {
        critic_.complain(table.where(), logged("the keypad has no keys"),
                         logged("either keys = {...} or tables [[keypad.button]]"));
    }
}

KeyboardKeys KeypadReader::keyboard_keys(StrictTable& keys) {
    KeyboardKeys found;
    for (const Word& key : keys.keys()) {
        const auto usage = usage_from(key.text);
        if (!usage)
            critic_.complain(key.where, logged(key.shown() + ": this is no key of a keyboard"),
                             logged(a_usage));
        const auto meaning = meaning_of_key(keys, key);
        if (!usage || !meaning) continue;
        if (!found.keys.emplace(*usage, *meaning).second)
            critic_.complain(key.where, logged(key.shown() + ": this key has a meaning already"),
                             logged("each key once"));
    }
    if (keys.keys().empty())
        critic_.complain(keys.where(), logged("the keypad has no keys"), logged("at least one key"));
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
        panic ? Action::panic
              : action(table, table.word("action", logged("what the button means"))).value_or(Action{});
    table.refuse_other_keys();
    for (const Button& other : report.buttons)
        if (bit && other.byte == button.byte && other.bit == button.bit)
            critic_.complain(table.where("bit"),
                             logged("bit = " + std::to_string(button.bit) + ": another button has it"),
                             logged("each bit once"));
    return button;
}

// "call_next", or a table that says more: { action = "transfer_ticket", to = "payment" }
std::optional<Action> KeypadReader::meaning_of_key(StrictTable& keys, const Word& key) {
    const std::string expected = "what the key means";
    if (!keys.has_table(key.text)) return action(keys, keys.word(key.text, logged(expected)));
    auto table = keys.table(key.text, logged("the key"), logged(expected));
    const auto meaning = action(*table, table->word("action", logged(expected)));
    table->refuse_other_keys();
    return meaning;
}

// What the verb needs beside it stands in the same table; a table of keys has no room for it.
std::optional<Action> KeypadReader::action(StrictTable& table, const std::optional<Word>& word) {
    if (!word) return std::nullopt;
    const auto verb = verb_from(word->text);
    if (!verb) {
        critic_.complain(word->where, logged(word->shown() + ": no key can mean this"),
                         logged("one of " + plan::list_of(verb_words())),
                         plan::nearest_word(word->text, verb_words()));
        return std::nullopt;
    }
    const Needs needs = needs_of(*verb);
    const bool alone = word->key != "action";
    if (alone && (needs.to == Says::necessarily || needs.reason == Says::necessarily)) {
        critic_.complain(word->where, logged(word->shown() + ": this alone says too little"),
                         logged("a table as { action = \"" + word->text + "\", " +
                                (needs.to == Says::necessarily ? "to" : "reason") + " = ... }"));
        return std::nullopt;
    }
    Action action{*verb};
    if (alone) return action;
    if (needs.to != Says::nothing) action.to = destination(table, *word, needs.to);
    if (needs.reason == Says::necessarily) {
        if (const auto reason = table.word("reason", logged("a pause reason of the plan")))
            action.reason = reason->text;
    } else if (needs.reason == Says::optionally) {
        if (const auto reason = table.optional_word("reason", logged("a few words")))
            action.reason = reason->text;
    }
    return action;
}

std::optional<hall::Destination> KeypadReader::destination(StrictTable& table, const Word& verb, Says says) {
    if (!table.has("to")) {
        table.know("to");
        if (says == Says::necessarily)
            critic_.complain(verb.where, logged(verb.shown() + ": nobody knows where to"),
                             logged("a key \"to\" beside it: " + std::string{a_destination}));
        return std::nullopt;
    }
    if (table.has_whole_number("to")) {
        const auto window = table.whole_number("to", 1, window_at_most, true);
        return hall::WindowId{static_cast<int>(window.value_or(0))};
    }
    const auto service = table.word("to", logged(a_destination));
    if (!service) return std::nullopt;
    if (service->text.empty())
        critic_.complain(service->where, logged("to = \"\": this is empty"), logged(a_destination));
    return hall::ServiceId{service->text};
}

void KeypadReader::read_lamps(StrictTable& table, Keypad& keypad) {
    std::vector<StrictTable> lamps = table.tables("lamp", logged("the lamp"));
    const bool keyboard = std::holds_alternative<KeyboardKeys>(keypad.layout);
    if (lamps.empty()) return;
    LampReport report;
    report.bytes = 1;
    if (!keyboard) {
        report.bytes = static_cast<std::size_t>(
            table.whole_number("lamp_bytes", 1, report_bytes_at_most, true).value_or(report_bytes_at_most));
        if (const auto id = table.whole_number("lamp_report_id", 1, 255, false))
            report.id = static_cast<std::uint8_t>(*id);
    }
    for (StrictTable& each : lamps) {
        Lamp found = lamp(each, report, keyboard);
        for (const Lamp& other : report.lamps)
            if (other.byte == found.byte && other.bit == found.bit)
                critic_.complain(each.where(), logged("another lamp is there already"),
                                 logged("each lamp once"));
        report.lamps.push_back(std::move(found));
    }
    keypad.lamps = std::move(report);
}

Lamp KeypadReader::lamp(StrictTable& table, const LampReport& report, bool keyboard) {
    Lamp found;
    if (keyboard) {
        const auto led = device_.keyword(table.word("led", logged("a lamp of a keyboard")),
                                         keyboard_led_words(), "no keyboard has this lamp");
        found.bit = static_cast<unsigned>(led.value_or(0));
    } else {
        const int first_byte = report.id ? 1 : 0;
        const int last_byte = static_cast<int>(report.bytes) - 1;
        found.byte = static_cast<std::size_t>(
            table.whole_number("byte", first_byte, last_byte, true).value_or(first_byte));
        found.bit = static_cast<unsigned>(table.whole_number("bit", 0, 7, true).value_or(0));
    }
    found.on = signs(table, "on");
    found.blink = signs(table, "blink");
    if (!table.has("on") && !table.has("blink"))
        critic_.complain(table.where(), logged("the lamp is never lit"),
                         logged("on = [...], or blink = [...], or both"));
    table.refuse_other_keys();
    return found;
}

std::set<Sign> KeypadReader::signs(StrictTable& table, std::string_view key) {
    std::set<Sign> found;
    for (const Word& word :
         table.optional_words(key, logged("a list as [\"waiting\"]")).value_or(std::vector<Word>{}))
        if (const auto sign = device_.keyword(word, sign_words(), "no lamp can tell this"))
            found.insert(static_cast<Sign>(*sign));
    return found;
}

}  // namespace okno::bridge
