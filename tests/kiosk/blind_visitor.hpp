// A visitor who sees nothing and has four keys: hears what the kiosk says, and counts the keys.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kiosk/speech.hpp"
#include "tests/kiosk/kiosk_visit.hpp"

namespace okno::kiosk_test {

struct Blind {
    Kiosk kiosk;
    Speech speech{};
    std::string heard{};
    std::vector<Utterance> said{};
    int keys = 0;
    std::optional<Unsettled> taken{};

    explicit Blind(const hall::Plan& plan = example_plan()) : kiosk(plan) {}

    void listen() {
        const Utterances told = speech.tell(kiosk.screen());
        if (told.empty()) return;
        heard.clear();
        for (const Utterance& each : told) heard += each.text + " ";
        said = told;
    }
    std::string press(ui::Key key) {
        kiosk.wait(1s);
        listen();
        heard.clear();
        ++keys;
        const Orders orders =
            kiosk.flow.press(key, kiosk.hall.state(), protocol::make_request_id(kiosk.now.wall), kiosk.now);
        for (const Order& order : orders)
            if (const auto* take = std::get_if<Take>(&order)) taken = take->touch;
        listen();
        return heard;
    }
    bool hears(const std::string& words) const { return heard.find(words) != std::string::npos; }
    // Moves on until it hears `words`; false when it has come round.
    bool find(const std::string& words) {
        for (int moves = 0; moves < 20 && !hears(words); ++moves) press(ui::Key::next);
        return hears(words);
    }
    // From the welcome, in Russian, to the touch that asks for a ticket.
    void take_a_ticket() {
        press(ui::Key::ear);
        press(ui::Key::select);
        REQUIRE(find("Начисления и платежи"));
        press(ui::Key::select);
        REQUIRE(find("Возврат переплаты"));
        press(ui::Key::select);
        REQUIRE(taken);
    }
};

}  // namespace okno::kiosk_test
