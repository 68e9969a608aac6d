#include "printer/ticket_slip.hpp"

#include <fmt/format.h>

#include <functional>

#include "words/dates.hpp"
#include "words/words.hpp"

namespace okno::printer {

namespace {

using namespace std::chrono;

// A language the slip can be printed in, and where to look for a text that it lacks.
using Spoken = words::Languages;

// Its own words, else those of the hall's first language that has some.
Spoken spoken_for(const hall::Language& language, const hall::Plan& plan) {
    Spoken spoken{language.value};
    for (const hall::Language& other : plan.languages) spoken.push_back(other.value);
    std::erase_if(spoken, [](const std::string& each) { return !words::speaks(each); });
    if (spoken.empty()) spoken = {"en"};
    return spoken;
}

// The first other language of the hall, for whoever picked the wrong one at the kiosk.
std::optional<Spoken> second_to(const Spoken& first, const hall::Plan& plan) {
    for (const hall::Language& other : plan.languages)
        if (words::speaks(other.value) && other.value != first.front()) return spoken_for(other, plan);
    return std::nullopt;
}

std::string in_both(const Spoken& first, const std::optional<Spoken>& second,
                    const std::function<std::string(const Spoken&)>& say) {
    std::string text = say(first);
    if (second) text.append("  ·  ").append(say(*second));
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

std::string day_text(const year_month_day& day, const Spoken& spoken) {
    return words::filled(
        words::text(spoken, "{date} {year}"),
        {{"date", words::date(spoken, day)}, {"year", std::to_string(static_cast<int>(day.year()))}});
}

std::string people_text(std::size_t people, const Spoken& spoken) {
    if (people == 0) return words::text(spoken, "Nobody is ahead of you.");
    return words::plural(spoken, "{count} person is ahead of you.", "{count} people are ahead of you.",
                         people);
}

// A range ends at five minutes at least and always at a multiple of five: one form of the word will do.
std::string wait_text(const hall::Range& wait, const Spoken& spoken) {
    const auto say = [&](const char* english) { return words::text(spoken, english); };
    const std::string range =
        words::filled(wait.from_min == 0 ? say("up to {to}\u00a0minutes") : say("{from}–{to}\u00a0minutes"),
                      {{"from", std::to_string(wait.from_min)}, {"to", std::to_string(wait.to_min)}});
    return words::filled(say("Estimated wait: {range}"), {{"range", range}}) + ".";
}

struct Queue {
    std::optional<std::size_t> people_ahead;
    std::optional<hall::Range> wait;
};

// What the visitor waits for and how long, in one language.
void add_matter(Slip& slip, const hall::Ticket& ticket, const hall::Plan& plan,
                const hall::Language& language, const Queue& queue, TextSize service_size) {
    const Spoken spoken = spoken_for(language, plan);
    const auto add = [&](Block block) { slip.blocks.push_back(std::move(block)); };
    if (const hall::Service* service = hall::find(plan, ticket.service))
        add(Paragraph{hall::in(service->name, language, plan), service_size, Weight::semibold});
    add(Gap{35});
    if (queue.people_ahead) {
        add(Paragraph{people_text(*queue.people_ahead, spoken), TextSize::normal, Weight::semibold});
        add(Gap{15});
    }
    if (queue.wait) {
        add(Paragraph{wait_text(*queue.wait, spoken), TextSize::normal});
        add(Gap{15});
    }
    add(Paragraph{
        words::text(spoken,
                    "Please wait. We\u00a0will call you to\u00a0a\u00a0window by\u00a0this\u00a0number."),
        TextSize::normal});
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
    const Spoken spoken = spoken_for(ticket.language, plan);
    const std::optional<Spoken> second = second_to(spoken, plan);
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
        add(Paragraph{in_both(spoken, second, [](const Spoken& in) { return words::text(in, "COPY"); }),
                      TextSize::large, Weight::bold});
        add(Gap{40});
    }
    add(Paragraph{in_both(spoken, second, [](const Spoken& in) { return words::text(in, "Your number"); }),
                  TextSize::small});
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
    add(Paragraph{words::text(spoken, "Thank you!"), TextSize::small, Weight::semibold});
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
