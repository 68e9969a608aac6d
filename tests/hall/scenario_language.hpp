// The language of tests/scenarios/*.scenario: a dialogue between people, devices and the hall.
//
//   scenario = { line LF } ;
//   line     = "#" ... | "" | "hall" ( "open" | "closed" | "empty" | PLAN ) | "next day" | step ;
//   step     = HH:MM:SS who [wish] "->" answer ;
//   who      = "kiosk" | "printer" | "visitor" | "administrator" | "bridge" | "guard" | "reception" | "other"
//   | "window" N | "clock"
//   | "board" | "ticket"
//            NUMBER
//   wish     = "take" SERVICE [LANGUAGE | "for" CATEGORY]  kiosk
//            | "report" NUMBER PRINT                        printer
//            | "lease" MACHINE | "staff"                    kiosk
//            | "merge" NUMBER SERVICE "taken" TIME "lease" TIME "on" MACHINE [ "instead of" NUMBER ]   kiosk
//            | "take" SERVICE [ "at" DEVICE ] [ "because" words ] | "coming" DEVICE   reception
//            | "cancel" NUMBER | "return" NUMBER            visitor
//            | "rate" NUMBER SCORE TOPIC                    visitor
//            | DEVICE "is" CONDITION                        any
//            | "help at" ZONE [ "press" N ]                 bridge, window N
//            | "told" ZONE "press" N [ "accepted" ]         bridge
//            | "acknowledge" ZONE | "over" ZONE | "mistake" ZONE | "test"   guard
//            | "test passed" | "test failed"                bridge
//            | "adopt" PLAN                                 administrator; names of tests/hall/small_hall.hpp
//            | "open" | "pause" REASON | "resume" | "close" [ "anyway" ] | "call next" | "call" NUMBER |
//            "recall" | "start" | "finish" [OUTCOME] | "no-show" | "transfer to" ( SERVICE [ "and back" ] |
//            "window" N ) [ "because" words ] | "add step" SERVICE [ "and back" ] | "stage" STAGE | "park" [
//            "remind after" MINUTES ] [ "because" words ] | "resume" NUMBER   window
//   answer   = fact { ", " fact } | "nothing" | "refused" CODE
//
// "hall" comes first: open (the default) has the plan and all windows open; closed has the plan and nobody at
// a window; empty has no plan; PLAN is open by another plan. "board" and "ticket" ask without changing: what
// is shown, and how many are ahead.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "hall/commands.hpp"
#include "hall/events.hpp"
#include "hall/state.hpp"

namespace okno::test {

struct Step {
    int line = 0;
    hall::LocalDay day{};
    hall::Seconds time{};
    std::vector<std::string> who;   // "window" "3"
    std::vector<std::string> wish;  // "call" "next"
    std::string answer;
};

struct Scenario {
    std::string hall = "open";
    std::vector<Step> steps;
};

// Throws std::invalid_argument with the line when the text is not in the language.
Scenario parse_scenario(const std::string& text);

// Numbers as people say them, of all tickets ever issued in this scenario.
using Issued = std::map<std::string, hall::TicketId>;

hall::Command command_of(const Step& step, const Issued& issued);
std::string told(const hall::Fact& fact, const std::map<hall::TicketId, std::string>& numbers);
std::string told_board(const hall::State& state);

}  // namespace okno::test
