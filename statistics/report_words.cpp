#include "statistics/report_words.hpp"

#include <array>
#include <cstdio>

#include "statistics/day_text.hpp"

namespace okno::statistics {

namespace {

void name_lines_in_russian(ReportWords& w) {
    w.language = "ru";
    w.report_on = "Отчёт о работе зала";
    w.summary = "Итоги";
    w.measure = "Показатель";
    w.value = "Значение";
    w.norm = "Норма";
    w.hall = "Зал";
    w.period = "Период";
    w.not_over = "период ещё не завершён";
    w.made = "Отчёт составлен";
    w.made_by = "Кем составлен";
    w.by_itself = "автоматически";
    w.number = "Учтено событий журнала, до номера";
    w.chain = "Контрольная сумма журнала на этом номере";
    w.tickets = "Талоны";
    w.issued = "Выдано";
    w.served = "Обслужено";
    w.abandoned = "Ушли сами";
    w.closed = "Закрыто залом";
    w.visit_wait = "Среднее полное ожидание посетителя";
    w.longest_visit_wait = "Наибольшее полное ожидание посетителя";
    w.waiting = "Ожидание";
    w.service = "Обслуживание";
    w.mean_wait = "Среднее ожидание";
    w.mean_service = "Среднее обслуживание";
    w.over_norm = "Ждали дольше нормы";
    w.within_norm = "Обслужены в пределах нормы ожидания";
    w.ratings_mean = "Средняя оценка посетителей";
    w.rated = "Поставлено оценок";
    w.kinds = "Виды окон";
    w.days = "По дням";
    w.hours = "По часам";
    w.services = "Услуги";
    w.windows = "Окна";
    w.people = "Сотрудники";
    w.outcomes = "Итоги обслуживания";
    w.categories = "Категории";
    w.ratings = "Оценки";
    w.forwarded = "Переданные обращения";
    w.definitions = "Определения";
    w.kind = "Вид окна";
    w.day = "День";
    w.hour = "Час выдачи талона";
    w.service_name = "Услуга";
    w.window = "Окно";
    w.person = "Сотрудник";
    w.outcome = "Итог обслуживания";
    w.category = "Категория";
    w.topic = "О чём";
}

void name_figures_in_russian(ReportWords& w) {
    w.count = "Всего";
    w.mean = "Среднее";
    w.median = "Медиана";
    w.median_of_all = "Медиана с учётом ушедших";
    w.p90 = "90 % не дольше";
    w.longest = "Наибольшее";
    w.share_over = "Дольше нормы";
    w.sl = "В пределах нормы, с учётом ушедших";
    w.left = "Ушли, не дождавшись";
    w.closed_short = "Закрыто залом";
    w.no_shows = "Неявки";
    w.idle = "Простой при очереди";
    w.idle_longest = "Самый долгий простой";
    w.total = "Итого";
    w.score = "Оценка";
    w.marks = "Количество";
    w.of_all = "Доля";
    w.all_services = "Все услуги";
    w.no_topic = "без темы";
    w.unnamed_person = "не назвался";
    w.no_outcome = "не указан";
    w.no_category = "без категории";
    w.no_kind = "вид не указан";
    w.reference = "Номер обращения";
    w.no_reference = "номер не записан";
    w.ticket = "Талон";
    w.accepted = "Принято";
    w.register_by = "Зарегистрировать до конца дня";
    w.answer_by = "Ответить до конца дня";
    w.term = "Слово";
    w.meaning = "Что это значит";
    w.chart_days = "Среднее ожидание и обслуживание по дням";
    w.chart_hours = "Талоны по часам выдачи";
    w.chart_services = "Среднее ожидание и обслуживание по услугам";
    w.chart_windows = "Обслужено окнами";
    w.chart_people = "Среднее обслуживание по сотрудникам";
    w.chart_ratings = "Сколько каких оценок";
    w.nobody = "За этот период данных нет.";
    w.approximate =
        "Талонов много, поэтому медианы и 90 % определены с точностью до 0,8 %; все остальные числа точные.";
}

void explain_in_russian(ReportWords& w) {
    w.terms = {
        {"День и час",
         "Местные дата и час выдачи талона: обслуживание после полуночи относится ко дню талона."},
        {"Ожидание",
         "От выдачи талона до первого вызова. Передача, возврат и откладывание начинают новое ожидание; "
         "полное "
         "ожидание посетителя — сумма всех."},
        {"Обслуживание",
         "От начала приёма (а если оно не отмечено — от вызова) до завершения, без перерывов."},
        {"Ушли сами",
         "Посетитель отменил талон или не подошёл после последнего вызова. Талоны, закрытые залом, считаются "
         "отдельно."},
        {"Среднее, медиана, 90 %",
         "Среднее — сумма, делённая на количество. Половина случаев не дольше медианы, девять из десяти — не "
         "дольше «90 %». До показа ничего не округляется."},
        {"Медиана с учётом ушедших",
         "Оценка Каплана — Мейера: тот, кто ушёл, ждал по меньшей мере столько. Среднее одних только "
         "обслуженных не помнит тех, кто не дождался. Пусто: больше половины не дождались."},
        {"Дольше нормы", "Доля случаев дольше нормы, действовавшей в тот момент. Норма — среднее за день."},
        {"В пределах нормы, с учётом ушедших",
         "SL(T) = обслуженные с ожиданием не дольше нормы T / (обслуженные + ушедшие, ждавшие дольше X). "
         "X задан в плане, иначе 5 с: "
         "кто ушёл раньше, тот не ждал."},
        {"Простой при очереди",
         "Окно открыто и свободно, хотя в очереди есть посетитель, которого оно может вызвать. Обе стороны "
         "видят "
         "это во время работы."},
        {"Оценки", "От 1 (очень плохо) до 5 (очень хорошо). Относятся к посещению, а не к сотруднику."},
        {"Переданные обращения",
         "Зал знает, до какого дня обращение нужно зарегистрировать и дать ответ; сделано ли это — в системе "
         "документооборота."},
        {"Контрольная сумма журнала",
         "Запишите её или сохраните этот отчёт: команда «okno journal check-head» покажет, что с тех пор в "
         "журнале "
         "ничего не изменили."},
    };
}

ReportWords russian() {
    ReportWords w;
    name_lines_in_russian(w);
    name_figures_in_russian(w);
    explain_in_russian(w);
    return w;
}

void name_lines_in_english(ReportWords& w) {
    w.language = "en";
    w.report_on = "Report on the hall";
    w.summary = "Summary";
    w.measure = "Measure";
    w.value = "Value";
    w.norm = "Norm";
    w.hall = "Hall";
    w.period = "Period";
    w.not_over = "this period is not over yet";
    w.made = "Report made";
    w.made_by = "Made by";
    w.by_itself = "by itself";
    w.number = "Events of the journal counted, up to number";
    w.chain = "Chain head of the journal at that number";
    w.tickets = "Tickets";
    w.issued = "Issued";
    w.served = "Served";
    w.abandoned = "Abandoned";
    w.closed = "Closed by the office";
    w.visit_wait = "Mean total wait of a visitor";
    w.longest_visit_wait = "Longest total wait of a visitor";
    w.waiting = "Wait";
    w.service = "Service";
    w.mean_wait = "Mean wait";
    w.mean_service = "Mean service";
    w.over_norm = "Waited longer than the norm";
    w.within_norm = "Served within the norm of waiting";
    w.ratings_mean = "Mean rating by visitors";
    w.rated = "Ratings given";
    w.kinds = "Kinds of windows";
    w.days = "By day";
    w.hours = "By hour";
    w.services = "Services";
    w.windows = "Windows";
    w.people = "Operators";
    w.outcomes = "Outcomes";
    w.categories = "Categories";
    w.ratings = "Ratings";
    w.forwarded = "Forwarded applications";
    w.definitions = "Definitions";
    w.kind = "Kind of window";
    w.day = "Day";
    w.hour = "Hour of issue";
    w.service_name = "Service";
    w.window = "Window";
    w.person = "Operator";
    w.outcome = "Outcome";
    w.category = "Category";
    w.topic = "About";
}

void name_figures_in_english(ReportWords& w) {
    w.count = "Number";
    w.mean = "Mean";
    w.median = "Median";
    w.median_of_all = "Median with those who left";
    w.p90 = "90 % within";
    w.longest = "Longest";
    w.share_over = "Over the norm";
    w.sl = "Within the norm, with those who left";
    w.left = "Left without a call";
    w.closed_short = "Closed by the office";
    w.no_shows = "No-shows";
    w.idle = "Idle beside a queue";
    w.idle_longest = "Longest idle stretch";
    w.total = "Total";
    w.score = "Rating";
    w.marks = "Number";
    w.of_all = "Share";
    w.all_services = "All services";
    w.no_topic = "no subject";
    w.unnamed_person = "not named";
    w.no_outcome = "not noted";
    w.no_category = "no category";
    w.no_kind = "kind not known";
    w.reference = "Reference";
    w.no_reference = "none recorded";
    w.ticket = "Ticket";
    w.accepted = "Accepted";
    w.register_by = "Register by the end of";
    w.answer_by = "Answer by the end of";
    w.term = "Word";
    w.meaning = "What it means";
    w.chart_days = "Mean wait and service by day";
    w.chart_hours = "Tickets by hour of issue";
    w.chart_services = "Mean wait and service by service";
    w.chart_windows = "Served by window";
    w.chart_people = "Mean service by operator";
    w.chart_ratings = "How many of which rating";
    w.nobody = "There is nothing to report for this period.";
    w.approximate =
        "There are many tickets, so medians and 90 % are up to 0.8 % off; all other numbers are exact.";
}

void explain_in_english(ReportWords& w) {
    w.terms = {
        {"Day and hour",
         "The local date and hour at which the ticket was issued: a service after midnight belongs to its "
         "ticket's "
         "day."},
        {"Wait",
         "From the issue to the first call. A transfer, a return or a park begins a new wait; the total wait "
         "of a "
         "visitor is the sum of them."},
        {"Service", "From the operator's start (without one, from the call) to the finish, without pauses."},
        {"Abandoned",
         "The visitor cancelled, or did not come after the last call. Tickets closed by the office are "
         "counted "
         "apart."},
        {"Mean, median, 90 %",
         "A mean is a sum divided by a count. Half of all took no longer than the median, nine of ten no "
         "longer "
         "than “90 %”. Nothing is rounded before it is shown."},
        {"Median with those who left",
         "Kaplan and Meier's estimate: who left had waited at least so long. A mean of the served alone "
         "forgets "
         "those who could not wait. Empty: more than half were never called."},
        {"Over the norm",
         "The share that took longer than the norm in force then. The norm is an average over the day."},
        {"Within the norm, with those who left",
         "SL(T) = served with a wait up to the norm T / (served + abandoned with a wait over X). X is the "
         "plan's, else 5 s: "
         "who left "
         "sooner did not wait."},
        {"Idle beside a queue",
         "The window is open and free although somebody waits whom it could call. Operator and manager see "
         "it while "
         "it happens."},
        {"Ratings", "From 1 (very bad) to 5 (very good). They belong to a visit, never to a person."},
        {"Forwarded applications",
         "The hall knows by which day an application must be registered and answered; whether it was is in "
         "the "
         "document system."},
        {"Chain head of the journal",
         "Write it down or keep this report: the command “okno journal check-head” shows that nothing in the "
         "journal "
         "was changed since."},
    };
}

ReportWords english() {
    ReportWords w;
    name_lines_in_english(w);
    name_figures_in_english(w);
    explain_in_english(w);
    return w;
}

constexpr std::array<const char*, 12> ru_months{"январь",   "февраль", "март",   "апрель",
                                                "май",      "июнь",    "июль",   "август",
                                                "сентябрь", "октябрь", "ноябрь", "декабрь"};
constexpr std::array<const char*, 12> ru_of_months{"января",   "февраля", "марта",  "апреля",
                                                   "мая",      "июня",    "июля",   "августа",
                                                   "сентября", "октября", "ноября", "декабря"};
constexpr std::array<const char*, 12> en_months{"January",   "February", "March",    "April",
                                                "May",       "June",     "July",     "August",
                                                "September", "October",  "November", "December"};
constexpr std::array<const char*, 4> roman{"I", "II", "III", "IV"};

}  // namespace

const ReportWords& words_of(ReportLanguage language) {
    static const ReportWords ru = russian();
    static const ReportWords en = english();
    return language == ReportLanguage::ru ? ru : en;
}

std::string day_text(hall::LocalDay day, ReportLanguage language) {
    const std::chrono::year_month_day date{day};
    const std::size_t month = static_cast<unsigned>(date.month()) - 1;
    const std::string number = std::to_string(static_cast<unsigned>(date.day())) + " ";
    const std::string year = " " + std::to_string(static_cast<int>(date.year()));
    return language == ReportLanguage::ru ? number + ru_of_months.at(month) + year + " г."
                                          : number + en_months.at(month) + year;
}

std::string short_day(hall::LocalDay day, ReportLanguage language) {
    if (language == ReportLanguage::en) return to_text(day);
    const std::chrono::year_month_day date{day};
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), "%02u.%02u.%04d", static_cast<unsigned>(date.day()) % 100,
                  static_cast<unsigned>(date.month()) % 100, static_cast<int>(date.year()) % 10000);
    return text.data();
}

std::string time_text(hall::LocalTime time, ReportLanguage language) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const auto minutes = static_cast<int>(std::chrono::floor<std::chrono::minutes>(time - day).count());
    std::array<char, 16> text{};
    std::snprintf(text.data(), text.size(), " %02d:%02d", minutes / 60 % 24, minutes % 60);
    return short_day(day, language) + text.data();
}

std::string period_text(const Period& period, ReportLanguage language) {
    const bool ru = language == ReportLanguage::ru;
    const std::chrono::year_month_day first{period.days.first};
    const std::size_t month = static_cast<unsigned>(first.month()) - 1;
    const std::string year = std::to_string(static_cast<int>(first.year()));
    switch (period.kind) {
        case PeriodKind::day:
            return day_text(period.days.first, language);
        case PeriodKind::month:
            return (ru ? ru_months.at(month) : en_months.at(month)) + (" " + year) + (ru ? " г." : "");
        case PeriodKind::quarter:
            return ru ? roman.at(month / 3) + (" квартал " + year) + " г."
                      : "Quarter " + std::to_string(month / 3 + 1) + " of " + year;
        case PeriodKind::year:
            return ru ? year + " год" : year;
        case PeriodKind::days:
            break;
    }
    return short_day(period.days.first, language) + " – " + short_day(period.days.last, language);
}

}  // namespace okno::statistics
