#include <iostream>

#include "tools/command.hpp"
#include "tools/key_folder.hpp"

namespace okno::tools {

namespace {

void tell(const std::string& name, const std::string& role, KeyChange change) {
    std::cout << name << (role.empty() ? "" : " (" + role + ")") << ": ";
    switch (change) {
        case KeyChange::made:
            std::cout << "a new key was made\n";
            break;
        case KeyChange::kept:
            std::cout << "the key it has is kept\n";
            break;
        case KeyChange::kept_revoked:
            std::cout << "not authorized, left so; to let it in again: okno keys add\n";
            break;
    }
}

int init(const std::string& folder) {
    tell("dispatcher", "", init_dispatcher(folder));
    tell("visitors", "", init_visitors(folder));
    for (const Device& device : demo_devices()) tell(device.name, device.role, init_device(folder, device));
    return 0;
}

int add(const std::string& folder, const Device& device) {
    if (const std::string sentence = why_not(device); !sentence.empty()) {
        std::cerr << sentence << '\n';
        return 1;
    }
    tell(device.name, device.role, add_device(folder, device));
    return 0;
}

int pair(const std::string& folder, const std::string& name, const std::string& dispatcher_key) {
    if (const std::string sentence = why_not({name, std::string{roles.front()}}); !sentence.empty()) {
        std::cerr << sentence << '\n';
        return 1;
    }
    const Paired paired = pair_device(folder, name, dispatcher_key);
    tell(name, "", paired.change);
    std::cout
        << "fingerprint: " << paired.fingerprint << "\nNow start the program of this device with --name "
        << name
        << ". On the console's page of devices the\nadministrator lets it in under this very name, after "
           "comparing the fingerprint.\n";
    return 0;
}

int revoke(const std::string& folder, const std::string& name) {
    if (!revoke_device(folder, name)) {
        std::cerr << '"' << name << "\" is not authorized in " << folder << "; nothing was changed.\n";
        return 1;
    }
    std::cout << name << ": revoked; the dispatcher refuses it within a second\n";
    return 0;
}

}  // namespace

void add_keys_command(CLI::App& okno, Flags& flags, Action& chosen) {
    CLI::App* keys = okno.add_subcommand("keys", "Who may connect to the dispatcher");
    keys->require_subcommand(1);
    const auto command = [&](const char* name, const char* what) {
        CLI::App* added = keys->add_subcommand(name, what);
        added->add_option("folder", flags.keys, "The folder of keys")->required();
        return added;
    };

    command(
        "init",
        "Make the keys of the dispatcher, of the QR codes and of a hall's first devices; what exists is kept")
        ->callback([&flags, &chosen] { chosen = [&flags] { return init(flags.keys); }; });

    CLI::App* add_command = command("add", "Let a device in: make its key, or change its role");
    add_command->add_option("name", flags.device.name, "The device: kiosk-2")->required();
    add_command->add_option("role", flags.device.role, "What it is: kiosk, display, printer, ...")
        ->required();
    add_command->callback([&flags, &chosen] { chosen = [&flags] { return add(flags.keys, flags.device); }; });

    CLI::App* pair_command =
        command("pair", "On a new device: make its own keys and tell the fingerprint to let it in by");
    pair_command->add_option("name", flags.device.name, "The device: kiosk-2")->required();
    pair_command->add_option("--dispatcher", flags.dispatcher_key,
                             "The dispatcher's public key, as the page of devices shows it");
    pair_command->callback([&flags, &chosen] {
        chosen = [&flags] { return pair(flags.keys, flags.device.name, flags.dispatcher_key); };
    });

    CLI::App* revoke_command = command("revoke", "Lock a device out");
    revoke_command->add_option("name", flags.device.name, "The device")->required();
    revoke_command->callback(
        [&flags, &chosen] { chosen = [&flags] { return revoke(flags.keys, flags.device.name); }; });
}

}  // namespace okno::tools
