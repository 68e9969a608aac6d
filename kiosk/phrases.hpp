// The kiosk's own words, in English; words/po says them in each language. Names of services come from the
// plan, refusals stand in kiosk/refusals; everything else a visitor reads is here. What a language has no
// words for is said in the hall's own, and failing that in English.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "hall/forecast.hpp"
#include "hall/ids.hpp"
#include "hall/plan.hpp"
#include "hall/time.hpp"
#include "words/words.hpp"

namespace okno::kiosk {

struct Phrases {
    std::string touch_to_begin;
    std::string take_ticket;
    std::string opening_hours;
    std::string today;
    std::vector<std::string> weekdays;  // Monday first, short
    std::string choose_group;
    std::string choose_service;
    // "{moment}": "tomorrow at 9:00".
    std::string hall_closed;
    std::string hall_closing;  // no more tickets; those who have one are served
    std::string hall_opens;
    std::string closed;
    std::string opens;
    std::string tickets_again;
    std::string no_tickets;    // on a tile
    std::string closed_today;  // on a tile, and above the text
    std::string closed_today_text;
    std::string may_not_manage;  // on a tile
    std::string full;
    std::string full_text;
    std::string full_nobody_text;
    std::string warned;
    std::string many_wait_text;
    std::string nobody_works_text;
    std::string warned_text;
    std::string come_then;
    std::string take_anyway;
    std::string choose_category;
    std::string category_text;
    std::string no_category;
    std::string waiting_now;  // "{count}"
    std::string nobody_waiting;
    std::string wait;          // "{range}"
    std::string wait_unknown;  // while the kiosk is alone
    std::string online;        // of a service that can be had without a visit
    std::string scan_code;
    std::string find_by_number;
    std::string service_number;
    std::string service_number_how;
    std::string unknown_service;
    std::string erase;
    std::string find;
    std::string call_staff;
    std::string calling_staff;
    std::string staff_called;
    std::string staff_called_text;
    std::string staff_coming;
    std::string staff_coming_text;
    std::string staff_failed;
    std::string staff_failed_text;
    std::string write_down;
    std::string write_down_text;
    std::string ticket_code;  // over the QR code of a ticket without paper
    std::string rate_visit;
    std::string visit_number;
    std::string visit_number_how;
    std::string unknown_visit;
    std::string choose_visit;
    std::string how_was_it;
    std::string no_names;
    std::vector<std::string> scores;  // very good first
    std::string choose_topic;
    std::string may_skip;
    std::string skip;
    std::string thanks;
    std::string thanks_text;
    std::string not_rated;
    std::string not_rated_text;
    std::string back;
    std::string home;
    std::string previous;
    std::string next;
    std::string done;
    std::string proceed;
    std::string taking;
    std::string taking_text;
    std::string taking_lost_text;
    std::string wait_for_call;
    std::string you_are_next;
    std::string called_to_window;  // "{window}"
    std::string printing;
    std::string take_paper;
    std::string print_trouble;
    std::string not_printed_now;  // said before a ticket is taken
    std::string refused;
    std::string unclear_answer;
    std::string still_there;
    std::string still_there_text;
    std::string connecting;
    std::string connecting_text;
    std::string lost;
    std::string lost_text;
    std::string name_tag;  // above the name and the fingerprint of a kiosk that nobody has let in yet
    std::string aids;      // the button
    std::string aids_question;
    std::string aids_how;
    std::string large_letters;
    std::string high_contrast;
    std::string lower_controls;
    std::string simple_words;
    std::string on;
    std::string off;
    std::string louder;
    std::string quieter;
    std::string faster;
    std::string slower;
};

// Russian in simple words is "ru@simple": what is said otherwise stands in a catalogue of its own.
hall::Language in_simple_words(const hall::Language& language);
bool has_simple_words(const hall::Language& language);

// The languages to look in for `language`.
words::Languages languages_for(const hall::Language& language, const hall::Plan& plan);

// All that the hall speaks; before there is a plan, everything the kiosk can.
std::vector<hall::Language> languages_of(const hall::Plan& plan);
// A screen that speaks to everybody says everything in so many of them; there is no room for more.
std::vector<hall::Language> first_languages_of(const hall::Plan& plan);

const Phrases& phrases(const hall::Language& language, const hall::Plan& plan);

// "Перед Вами 21 человек.", "5 people are ahead of you."
std::string people_ahead_of_you(const hall::Language& language, const hall::Plan& plan, std::size_t people);
// "Возврат в начало через 21 секунду."
std::string back_to_start_in(const hall::Language& language, const hall::Plan& plan,
                             std::chrono::seconds left);

// "Примерное ожидание: 15–25 минут", "Estimated wait: up to 5 minutes".
std::string expected_wait(const hall::Language& language, const hall::Plan& plan, const hall::Range& wait);
// The same beside a queue: "15–25 мин", "up to 5 min".
std::string short_wait(const hall::Language& language, const hall::Plan& plan, const hall::Range& wait);

// `pattern` with the moment in its place: "Откроется завтра в 9:00.", "Opens on Monday at 9:00."; "" when
// there is no such moment.
std::string with_moment(const std::string& pattern, const hall::Language& language, const hall::Plan& plan,
                        hall::Timestamp now, std::optional<hall::Timestamp> moment);

// The language's name for itself: "Русский"; its code in capitals when unknown.
std::string own_name(const hall::Language& language);

}  // namespace okno::kiosk
