#include "console/outside/visitor_page.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace okno::console {

namespace {

struct Both {
    std::string_view ru;
    std::string_view en;
};

std::string in(Spoken spoken, const Both& text) {
    return std::string(spoken == Spoken::russian ? text.ru : text.en);
}

std::string_view code(Spoken spoken) {
    return spoken == Spoken::russian ? "ru" : "en";
}

std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            case '"':
                safe += "&quot;";
                break;
            default:
                safe += c;
        }
    return safe;
}

// The hall's own words, in the reader's language or the first there is.
std::string words_of_hall(const hall::Text& text, Spoken spoken) {
    const auto found = text.find(hall::Language{std::string(code(spoken))});
    if (found != text.end()) return escaped(found->second);
    return text.empty() ? std::string() : escaped(text.begin()->second);
}

std::string people(std::size_t count, Spoken spoken) {
    if (count == 0) return in(spoken, {"Вы следующий в очереди.", "You are next in the queue."});
    if (spoken == Spoken::english)
        return fmt::format("{} {} ahead of you.", count, count == 1 ? "person is" : "people are");
    const bool few = count % 10 >= 2 && count % 10 <= 4 && (count % 100 < 12 || count % 100 > 14);
    return fmt::format("Перед Вами {} {}.", count, few ? "человека" : "человек");
}

std::string wait(const std::optional<hall::Range>& range, Spoken spoken) {
    if (!range)
        return in(spoken, {"Сколько ждать, сейчас сказать нельзя.", "Nobody can tell the wait just now."});
    if (range->from_min == 0)
        return fmt::format(
            fmt::runtime(in(spoken, {"Ожидание: до {} минут.", "Estimated wait: up to {} minutes."})),
            range->to_min);
    return fmt::format(fmt::runtime(in(spoken, {"Ожидание: {}–{} минут.", "Estimated wait: {}–{} minutes."})),
                       range->from_min, range->to_min);
}

std::string clock(const hall::LocalTime& at) {
    const std::chrono::hh_mm_ss time{at - std::chrono::floor<std::chrono::days>(at)};
    return fmt::format("{}:{:02}", time.hours().count(), time.minutes().count());
}

std::string paragraph(std::string_view kind, const std::string& text) {
    return fmt::format("<p class=\"{}\">{}</p>\n", kind, text);
}

std::string at_window(const PublicTicket& ticket, Spoken spoken, const Both& text) {
    return fmt::format(fmt::runtime(in(spoken, text)), ticket.window ? ticket.window->value : 0);
}

std::string missed(const PublicTicket& ticket, Spoken spoken) {
    std::string text = paragraph(
        "now", in(spoken, {"Вас вызывали, но Вы не подошли.", "You were called, but you did not come."}));
    if (!ticket.return_until_local) return text;
    text += paragraph(
        "advice",
        fmt::format(fmt::runtime(in(
                        spoken, {"До {} Вы можете вернуться в очередь: обратитесь к любому сотруднику зала.",
                                 "Until {} you may come back into the queue: please speak to any member of "
                                 "the staff."})),
                    clock(*ticket.return_until_local)));
    if (!ticket.kiosk_calls_staff) return text;
    // The staff take a visitor back into the queue; the kiosk's part is to call them, by the name of its
    // button.
    return text +
           paragraph("advice", in(spoken, {"Никого нет рядом? Нажмите «Позвать сотрудника» на киоске, где "
                                           "выдают талоны: к Вам подойдут. Новый талон не нужен.",
                                           "Nobody near you? Touch “Call staff” on the kiosk that issues "
                                           "tickets: somebody will come to you. You do not need a new "
                                           "ticket."}));
}

struct Face {
    int score;
    std::string_view mouth;  // of an SVG path in a square of 24
    Both name;
};

constexpr std::array<Face, 5> faces{{{1, "M7 17.5q5-5 10 0", {"Очень плохо", "Very bad"}},
                                     {2, "M8 16.8q4-2.4 8 0", {"Плохо", "Bad"}},
                                     {3, "M8 16h8", {"Средне", "So-so"}},
                                     {4, "M8 15.2q4 2.6 8 0", {"Хорошо", "Good"}},
                                     {5, "M7 14.5q5 5.5 10 0", {"Отлично", "Very good"}}}};

std::string rating(Spoken spoken, const std::string& word) {
    std::string form = fmt::format(
        "<form class=\"rating\" method=\"post\" "
        "action=\"/t/{}/rating?lang={}\">\n<fieldset>\n<legend>{}</legend>\n",
        word, code(spoken), in(spoken, {"Как Вас обслужили?", "How was the service?"}));
    for (const Face& face : faces)
        form += fmt::format(
            "<button name=\"score\" value=\"{}\"><svg viewBox=\"0 0 24 24\" aria-hidden=\"true\"><circle "
            "cx=\"12\" "
            "cy=\"12\" r=\"10\"/><path d=\"M8.5 9v.5M15.5 9v.5{}\"/></svg><span>{}</span></button>\n",
            face.score, face.mouth, in(spoken, face.name));
    return form + "</fieldset>\n</form>\n";
}

std::string body_of(const PublicTicket& ticket, Spoken spoken, const std::string& word) {
    switch (ticket.stage) {
        case PublicStage::waiting:
            return paragraph("now", people(ticket.people_ahead.value_or(0), spoken)) +
                   paragraph("wait", wait(ticket.wait, spoken)) +
                   paragraph("advice",
                             in(spoken,
                                {"Мы вызовем Вас к окну: следите за этой страницей, табло и объявлениями.",
                                 "We will call you to a window: watch this page, the boards, and listen."}));
        case PublicStage::called:
            return paragraph("call",
                             at_window(ticket, spoken,
                                       {"Подойдите к\u00a0окну\u00a0{}", "Please go to window\u00a0{}"})) +
                   paragraph("advice", in(spoken, {"Вас ждут.", "You are expected there."}));
        case PublicStage::serving:
            return paragraph("now", at_window(ticket, spoken,
                                              {"Вас обслуживают в\u00a0окне\u00a0{}.",
                                               "You are being served at window\u00a0{}."}));
        case PublicStage::parked:
            return paragraph("now", in(spoken, {"Ваш талон отложен.", "Your ticket is put aside."})) +
                   paragraph("advice",
                             in(spoken, {"Когда будете готовы, вернитесь к окну, где Вас обслуживали.",
                                         "When you are ready, return to the window that served you."}));
        case PublicStage::missed:
            return missed(ticket, spoken);
        case PublicStage::served:
        case PublicStage::ended:
            return paragraph("now", in(spoken, {"Посещение завершено. Спасибо, что пришли!",
                                                "Your visit is over. Thank you for coming!"})) +
                   (ticket.rateable ? rating(spoken, word) : std::string());
    }
    return {};
}

// Whoever may be called soon looks more often; a visit that is over does not change any more.
int next_look_s(const PublicTicket& ticket) {
    if (ticket.stage == PublicStage::ended) return 0;
    if (ticket.stage == PublicStage::served) return ticket.rateable ? 60 : 0;
    const bool far = ticket.stage == PublicStage::waiting && ticket.people_ahead.value_or(0) > 3;
    return far ? 10 : 4;
}

std::string_view stage_name(PublicStage stage) {
    constexpr std::array<std::string_view, 7> names{"waiting", "called", "serving", "parked",
                                                    "missed",  "served", "ended"};
    return names.at(static_cast<std::size_t>(stage));
}

std::string page(Spoken spoken, const std::string& title, const std::string& hall,
                 const std::string& ask_again, const std::string& inside) {
    const Spoken other = spoken == Spoken::russian ? Spoken::english : Spoken::russian;
    return fmt::format(
        R"(<!doctype html>
<html lang="{0}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>{1}</title>
<link rel="stylesheet" href="/visit.css">
<script src="/visit.js" defer></script>
<noscript><meta http-equiv="refresh" content="15"></noscript>
</head>
<body>
<header><p>{2}</p><nav aria-label="{3}"><a href="?lang={4}" lang="{4}" hreflang="{4}">{5}</a></nav></header>
<main>
<div id="ticket" aria-live="polite"{6}>{7}</div>
<p id="lost" role="alert" hidden>{8}</p>
</main>
</body>
</html>
)",
        code(spoken), title, hall, in(spoken, {"Язык", "Language"}), code(other),
        other == Spoken::russian ? "Русский" : "English", ask_again, inside,
        in(spoken, {"Нет связи. Страница обновится сама, как только связь появится; следите за табло.",
                    "No connection. The page refreshes by itself as soon as there is one; please watch the "
                    "boards."}));
}

}  // namespace

Spoken spoken_to(std::string_view lang, std::string_view accept_language) {
    if (lang == "ru") return Spoken::russian;
    if (lang == "en") return Spoken::english;
    double russian = 0;
    double english = 0;
    while (!accept_language.empty()) {
        const auto comma = accept_language.find(',');
        std::string_view item = accept_language.substr(0, comma);
        accept_language =
            comma == std::string_view::npos ? std::string_view{} : accept_language.substr(comma + 1);
        while (item.starts_with(' ')) item.remove_prefix(1);
        double weight = 1;
        if (const auto q = item.find(";q="); q != std::string_view::npos)
            std::from_chars(item.data() + q + 3, item.data() + item.size(), weight);
        if (item.starts_with("ru") && weight > russian) russian = weight;
        if (item.starts_with("en") && weight > english) english = weight;
    }
    return english > russian ? Spoken::english : Spoken::russian;
}

std::string visitor_part(const PublicTicket& ticket, Spoken spoken, const std::string& word) {
    std::string part = fmt::format("<section class=\"{}\" data-next=\"{}\">\n", stage_name(ticket.stage),
                                   next_look_s(ticket));
    if (ticket.number)
        part += fmt::format("<h1><span>{}</span> <b>{}</b></h1>\n", in(spoken, {"Ваш номер", "Your number"}),
                            escaped(hall::to_string(*ticket.number)));
    else
        part += fmt::format("<h1 class=\"plain\">{}</h1>\n", in(spoken, {"Ваше посещение", "Your visit"}));
    if (const std::string service = words_of_hall(ticket.service_name, spoken); !service.empty())
        part += paragraph("service", service);
    part += body_of(ticket, spoken, word);
    if (ticket.blind)
        part += paragraph("blind",
                          in(spoken, {"Сейчас нет связи с залом: сведения могли устареть. Следите за табло.",
                                      "The hall cannot be reached just now: this may be out of date. Please "
                                      "watch the boards."}));
    return part + "</section>";
}

std::string visitor_page(const PublicTicket& ticket, Spoken spoken, const std::string& word) {
    const std::string hall = words_of_hall(ticket.hall, spoken);
    const std::string title = ticket.number ? escaped(hall::to_string(*ticket.number)) + " · " + hall : hall;
    return page(spoken, title, hall, fmt::format(" data-address=\"/t/{}/now?lang={}\"", word, code(spoken)),
                visitor_part(ticket, spoken, word));
}

std::string visitor_thanks(const PublicTicket& ticket, Spoken spoken, const std::string&) {
    const std::string hall = words_of_hall(ticket.hall, spoken);
    return page(spoken, hall, hall, "",
                "<section>\n<h1 class=\"plain\">" + in(spoken, {"Ваше посещение", "Your visit"}) + "</h1>\n" +
                    paragraph("now", in(spoken, {"Спасибо за Вашу оценку!", "Thank you for your rating!"})) +
                    "</section>");
}

std::string visitor_complaint(const protocol::Refusal& refusal, Spoken spoken) {
    const std::string title = in(spoken, {"Талон посетителя", "A visitor's ticket"});
    return page(spoken, title, title, "",
                "<section>\n<h1 class=\"plain\">" + in(spoken, {"Не получилось", "That did not work"}) +
                    "</h1>\n" + paragraph("now", words_of_hall(refusal.sentence, spoken)) + "</section>");
}

}  // namespace okno::console
