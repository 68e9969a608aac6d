#include "printer/ticket_slip.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace okno::printer {

namespace {

using namespace std::chrono;

struct Words {
    std::string_view language;
    std::string_view your_number;
    std::string_view copy;
    std::array<std::string_view, 12> months;
    std::string_view day_format;  // day, month, year
    std::string_view nobody_ahead;
    std::string (*people_ahead)(std::size_t);
    std::string_view wait_up_to;  // minutes
    std::string_view wait_between;
    std::string_view please_wait;
    std::string_view thanks;
};

std::string russian_people_ahead(std::size_t people) {
    const bool teens = people % 100 / 10 == 1;
    const bool few = people % 10 >= 2 && people % 10 <= 4 && !teens;
    return fmt::format("Перед Вами {} {}.", people, few ? "человека" : "человек");
}

std::string english_people_ahead(std::size_t people) {
    if (people == 1) return "There is 1 person ahead of you.";
    return fmt::format("There are {} people ahead of you.", people);
}

constexpr std::array words{
    Words{"ru",
          "Ваш номер",
          "КОПИЯ",
          {"января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября",
           "ноября", "декабря"},
          "{} {} {} г.",
          "Перед Вами никого нет.",
          &russian_people_ahead,
          "Примерное ожидание: до {}\u00A0минут.",
          "Примерное ожидание: {}–{}\u00A0минут.",
          "Пожалуйста, ожидайте. Вас\u00A0пригласят к\u00A0окну по\u00A0этому\u00A0номеру.",
          "Спасибо!"},
    Words{"en",
          "Your number",
          "COPY",
          {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"},
          "{} {} {}",
          "There is nobody ahead of you.",
          &english_people_ahead,
          "Estimated wait: up to {}\u00A0minutes.",
          "Estimated wait: {}–{}\u00A0minutes.",
          "Please wait. We\u00A0will call you to\u00A0a\u00A0window by\u00A0this\u00A0number.",
          "Thank you!"},
};

const Words* find_words(const hall::Language& language) {
    const auto it = std::find_if(words.begin(), words.end(),
                                 [&](const Words& each) { return each.language == language.value; });
    return it == words.end() ? nullptr : &*it;
}

const Words& words_for(const hall::Language& language, const hall::Plan& plan) {
    if (const Words* own = find_words(language)) return *own;
    for (const hall::Language& other : plan.languages)
        if (const Words* theirs = find_words(other)) return *theirs;
    return words.back();
}

// The first other language of the hall, for whoever picked the wrong one at the kiosk.
const Words* second_words(const Words& first, const hall::Plan& plan) {
    for (const hall::Language& other : plan.languages)
        if (const Words* theirs = find_words(other); theirs && theirs != &first) return theirs;
    return nullptr;
}

std::string in_both(const Words& first, const Words* second, std::string_view Words::*words_of) {
    std::string text(first.*words_of);
    if (second) text.append("  ·  ").append(second->*words_of);
    return text;
}

struct Local {
    year_month_day day;
    hh_mm_ss<hall::Milliseconds> time;
};

Local local(const hall::Ticket& ticket, const hall::Plan& plan) {
    const hall::LocalTime at = hall::local_time(plan.zone, ticket.taken);
    const auto day = floor<days>(at);
    return {year_month_day{day}, hh_mm_ss{at - day}};
}

std::string day_text(const year_month_day& day, const Words& spoken) {
    const auto month = spoken.months.at(static_cast<unsigned>(day.month()) - 1);
    return fmt::format(fmt::runtime(spoken.day_format), static_cast<unsigned>(day.day()), month,
                       static_cast<int>(day.year()));
}

// A range ends at five minutes at least, so the plural is always right.
std::string wait_text(const hall::Range& wait, const Words& spoken) {
    if (wait.from_min == 0) return fmt::format(fmt::runtime(spoken.wait_up_to), wait.to_min);
    return fmt::format(fmt::runtime(spoken.wait_between), wait.from_min, wait.to_min);
}

struct Queue {
    std::optional<std::size_t> people_ahead;
    std::optional<hall::Range> wait;
};

// What the visitor waits for and how long, in one language.
void add_matter(Slip& slip, const hall::Ticket& ticket, const hall::Plan& plan,
                const hall::Language& language, const Queue& queue, TextSize service_size) {
    const Words& spoken = words_for(language, plan);
    const auto add = [&](Block block) { slip.blocks.push_back(std::move(block)); };
    if (const hall::Service* service = hall::find(plan, ticket.service))
        add(Paragraph{hall::in(service->name, language, plan), service_size, Weight::semibold});
    add(Gap{35});
    if (queue.people_ahead) {
        add(Paragraph{*queue.people_ahead == 0 ? std::string(spoken.nobody_ahead)
                                               : spoken.people_ahead(*queue.people_ahead),
                      TextSize::normal, Weight::semibold});
        add(Gap{15});
    }
    if (queue.wait) {
        add(Paragraph{wait_text(*queue.wait, spoken), TextSize::normal});
        add(Gap{15});
    }
    add(Paragraph{std::string(spoken.please_wait), TextSize::normal});
}

std::string qr_address(std::string address, const std::string& id) {
    const std::size_t place = address.find(hall::qr_place);
    if (place != std::string::npos) address.replace(place, hall::qr_place.size(), id);
    return address;
}

}  // namespace

Slip ticket_slip(const hall::Ticket& ticket, const hall::Plan& plan, std::size_t people_ahead,
                 std::optional<hall::Range> wait, const SlipExtras& extras) {
    const hall::SlipTemplate& wanted = plan.slip;
    const Words& spoken = words_for(ticket.language, plan);
    const Words* second = second_words(spoken, plan);
    const auto [day, time] = local(ticket, plan);
    const Queue queue{wanted.people_ahead ? std::optional(people_ahead) : std::nullopt,
                      wanted.wait ? wait : std::nullopt};

    Slip slip{ticket.language.value, wanted.large_print, {}};
    const auto add = [&](Block block) { slip.blocks.push_back(std::move(block)); };
    if (extras.logo) {
        add(Picture{*extras.logo});
        add(Gap{20});
    }
    add(Paragraph{hall::in(plan.hall, ticket.language, plan), TextSize::normal, Weight::semibold});
    add(Gap{20});
    add(Rule{});
    add(Gap{50});
    if (extras.issue == Issue::copy) {
        add(Paragraph{in_both(spoken, second, &Words::copy), TextSize::large, Weight::bold});
        add(Gap{40});
    }
    add(Paragraph{in_both(spoken, second, &Words::your_number), TextSize::small});
    add(Gap{40});
    add(Headline{to_string(ticket.number)});
    add(Gap{50});
    add_matter(slip, ticket, plan, ticket.language, queue, TextSize::large);
    if (wanted.second_language && wanted.second_language != ticket.language) {
        add(Gap{30});
        add(Rule{});
        add(Gap{30});
        add_matter(slip, ticket, plan, *wanted.second_language, queue, TextSize::normal);
    }
    if (!wanted.qr.empty() && !extras.id.empty()) {
        add(Gap{20});
        add(QrCode{qr_address(wanted.qr, extras.id)});
    }
    if (!wanted.note.empty()) {
        add(Gap{20});
        add(Paragraph{hall::in(wanted.note, ticket.language, plan), TextSize::normal});
    }
    add(Gap{40});
    add(Rule{});
    add(Gap{15});
    add(Ends{day_text(day, spoken), fmt::format("{:02}:{:02}", time.hours().count(), time.minutes().count()),
             TextSize::small, Weight::regular});
    add(Gap{20});
    add(Paragraph{std::string(spoken.thanks), TextSize::small, Weight::semibold});
    return slip;
}

std::string job_name(const hall::Ticket& ticket, const hall::Plan& plan, Issue issue) {
    const auto [day, time] = local(ticket, plan);
    return fmt::format("{:04}-{:02}-{:02}_{:02}{:02}{:02}_{}{}", static_cast<int>(day.year()),
                       static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       to_string(ticket.number), issue == Issue::copy ? "_copy" : "");
}

}  // namespace okno::printer
