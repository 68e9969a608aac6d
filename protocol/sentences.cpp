#include "protocol/sentences.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <utility>

#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::protocol {

namespace {

struct Sentence {
    std::string_view code;
    std::string_view en;
    std::string_view ru;
};

// Each says what is wrong, then what to do. Codes are stable: programs rely on them.
constexpr std::array sentences{
    Sentence{
        "no_plan", "The hall has no plan yet. Start the dispatcher with a plan that passes okno plan check.",
        "У зала ещё нет плана. Запустите диспетчер с планом, который проходит проверку okno plan check."},
    Sentence{"plan_inconsistent",
             "The plan does not hang together. Check it with okno plan check and send it again.",
             "План содержит противоречия. Проверьте его командой okno plan check и отправьте снова."},
    Sentence{"plan_drops_waiting_service",
             "Visitors still wait for a service that the new plan leaves out. Serve or transfer them first.",
             "Посетители ещё ждут услугу, которой нет в новом плане. Сначала обслужите или переведите их."},
    Sentence{"plan_drops_occupied_window",
             "A window that the new plan leaves out is still in use. Close it first.",
             "Окно, которого нет в новом плане, ещё работает. Сначала закройте его."},
    Sentence{"unknown_service", "There is no such service in this hall. Please choose another one.",
             "В этом зале нет такой услуги. Пожалуйста, выберите другую."},
    Sentence{"unknown_language", "The hall does not speak this language. Please choose another one.",
             "Зал не говорит на этом языке. Пожалуйста, выберите другой."},
    Sentence{"unknown_window", "There is no such window in this hall. Check the window number.",
             "В этом зале нет такого окна. Проверьте номер окна."},
    Sentence{"unknown_ticket", "There is no such ticket, or its visit has ended. Check the number.",
             "Такого талона нет, или его обслуживание закончено. Проверьте номер."},
    Sentence{"unknown_reason", "The plan does not know this reason. Please choose one from the list.",
             "В плане нет такой причины. Пожалуйста, выберите причину из списка."},
    Sentence{"unknown_outcome", "The plan does not know this outcome. Please choose one from the list.",
             "В плане нет такого результата. Пожалуйста, выберите результат из списка."},
    Sentence{"outcome_required", "Please say how the service ended, then finish.",
             "Пожалуйста, укажите результат обслуживания, затем завершите его."},
    Sentence{"window_closed", "The window is closed. Open it first.", "Окно закрыто. Сначала откройте его."},
    Sentence{"window_already_open", "The window is already open. Close it first if somebody else takes over.",
             "Окно уже открыто. Сначала закройте его, если на смену пришёл другой сотрудник."},
    Sentence{"window_paused", "The window has a break. Resume work first.",
             "В окне перерыв. Сначала вернитесь к работе."},
    Sentence{"window_not_paused", "The window has no break: there is nothing to resume.",
             "В окне нет перерыва: возвращаться к работе не нужно."},
    Sentence{"visitor_at_window",
             "A visitor is already called to this window. Finish, transfer, park or report a no-show first.",
             "К этому окну уже приглашён посетитель. Сначала завершите обслуживание, переведите, отложите "
             "талон или отметьте неявку."},
    Sentence{"nobody_at_window", "Nobody is called to this window. Call the next visitor first.",
             "К этому окну никто не приглашён. Сначала вызовите следующего посетителя."},
    Sentence{"nobody_waiting", "Nobody waits for this window now.", "Сейчас к этому окну никто не ждёт."},
    Sentence{"ticket_not_waiting", "This visitor does not wait: the ticket is at a window or parked.",
             "Этот посетитель не ожидает: талон у окна или отложен."},
    Sentence{"ticket_not_parked", "This ticket is not parked. Call it by its number.",
             "Этот талон не отложен. Вызовите его по номеру."},
    Sentence{"ticket_at_window", "This visitor is at a window. Finish the service there.",
             "Этот посетитель у окна. Завершите обслуживание в этом окне."},
    Sentence{"service_already_started", "The service has already started. Finish, transfer or park it.",
             "Обслуживание уже начато. Завершите его, переведите посетителя или отложите талон."},
    Sentence{"recalls_used_up", "The visitor has been called as often as the plan allows. Report a no-show.",
             "Посетитель приглашён столько раз, сколько разрешает план. Отметьте неявку."},
    Sentence{"no_show_too_soon", "The visitor was called only a moment ago. Please wait a little.",
             "Посетителя пригласили только что. Пожалуйста, немного подождите."},
    Sentence{"destination_closed", "The window you chose is closed. Choose an open window or a service.",
             "Выбранное окно закрыто. Выберите открытое окно или услугу."},
    Sentence{
        "destination_unserved",
        "Nobody is at a window for this service now. Park the visitor until a window opens, or choose "
        "another service.",
        "Сейчас ни одно окно не вызовет посетителя по этой услуге. Отложите талон, пока окно не откроется, "
        "или выберите другую услугу."},
    Sentence{"destination_same_window", "The visitor is already at this window. Choose another one.",
             "Посетитель уже у этого окна. Выберите другое."},
    Sentence{"print_already_settled", "This ticket has already been printed.", "Этот талон уже напечатан."},
    Sentence{"service_closed",
             "Tickets for this service are not given out now. Please come during its opening hours.",
             "Сейчас талоны на эту услугу не выдаются. Пожалуйста, приходите в часы приёма."},
    Sentence{"service_full",
             "Everybody who waits for this service today keeps the windows busy until the end of the day. "
             "Please come when the hall opens next.",
             "Те, кто уже ждёт эту услугу, займут окна до конца рабочего дня. Пожалуйста, приходите к "
             "следующему открытию зала."},
    Sentence{
        "no_block_left",
        "All blocks of ticket numbers have been leased. The kiosk goes on, but gives no tickets while the "
        "dispatcher cannot be reached. Please tell the administrator.",
        "Все запасы номеров талонов уже выданы. Киоск работает, но не сможет выдавать талоны без связи с "
        "диспетчером. Пожалуйста, сообщите администратору."},
    Sentence{
        "foreign_block",
        "This number belongs to another kiosk's block, so the ticket could not become part of the queue. "
        "Please give the visitor a new ticket.",
        "Этот номер из запаса другого киоска, поэтому талон не попал в очередь. Пожалуйста, выдайте "
        "посетителю новый талон."},
    Sentence{"number_in_use",
             "Somebody else has a ticket with this number today. Please give the visitor a new ticket.",
             "Талон с этим номером сегодня уже выдан. Пожалуйста, выдайте посетителю новый талон."},
    Sentence{"nobody_calls_staff", "Nobody asks for staff at this kiosk now.",
             "У этого киоска сейчас никто не зовёт сотрудника."},
    Sentence{"unknown_device", "This hall has no such kiosk. Please choose one from the list.",
             "В этом зале нет такого киоска. Пожалуйста, выберите киоск из списка."},
    Sentence{
        "not_rateable",
        "No visit with this number has just ended, or it has been rated already. Please check the number.",
        "Недавно завершённого приёма с таким номером нет, или оценка уже поставлена. Пожалуйста, "
        "проверьте номер."},
    Sentence{"unknown_topic", "The plan does not know this topic. Please choose one from the list.",
             "В плане нет такой темы. Пожалуйста, выберите тему из списка."},
    Sentence{"reason_required", "Please say why: it is kept in the journal, and visitors do not see it.",
             "Пожалуйста, укажите причину: она сохранится в журнале, посетители её не увидят."},
    Sentence{"unfit_services",
             "A window serves at least one service, each named once and each one that its kind of window is "
             "for. Please choose again.",
             "Окно обслуживает хотя бы одну услугу, каждая указана один раз и подходит виду этого окна. "
             "Пожалуйста, выберите заново."},
    Sentence{"assignment_leaves_waiting",
             "There are visitors whom no open window would call then. Leave their service to this window, "
             "have another window opened, or confirm that you are sure.",
             "Ещё есть посетители, которых тогда не вызовет ни одно открытое окно. Оставьте их услугу этому "
             "окну, попросите открыть другое окно или подтвердите изменение."},
    Sentence{"service_closed_today",
             "No more tickets are given out for this service today. Please come on another day.",
             "Сегодня талоны на эту услугу больше не выдаются. Пожалуйста, приходите в другой день."},
    Sentence{
        "message_incomplete",
        "Please write the message in each language of the hall: every visitor should be able to read it.",
        "Пожалуйста, напишите сообщение на каждом языке зала, чтобы его мог прочитать каждый "
        "посетитель."},
    Sentence{"not_earlier",
             "This visitor already goes as early. Choose a longer head start, or call them by their number.",
             "Этот посетитель уже идёт не позже. Выберите большую фору или вызовите его по номеру."},
    Sentence{"outcome_not_forwarded",
             "Only an application that is forwarded has a reference. Choose another outcome or leave the "
             "reference out.",
             "Номер указывается только у переданного обращения. Выберите другой результат или уберите "
             "номер."},
    Sentence{"nobody_calls_manager", "Nobody at this window has called the manager today.",
             "Из этого окна сегодня не вызывали руководителя."},
    Sentence{"operator_elsewhere",
             "This operator is not at that window any more. Please choose them once more.",
             "Этого оператора больше нет за этим окном. Пожалуйста, выберите оператора ещё раз."},
    Sentence{"unknown_category", "The plan does not know this category. Please choose one from the list.",
             "В плане нет такой категории. Пожалуйста, выберите категорию из списка."},
    Sentence{"recall_too_soon",
             "The visitor was called only a moment ago. Please wait a little, then call once more.",
             "Посетителя пригласили только что. Пожалуйста, немного подождите и пригласите снова."},
    Sentence{"finish_too_soon",
             "The visitor was called, or the service started, only a moment ago. Serve the visitor first, or "
             "report a no-show.",
             "Посетителя пригласили или начали обслуживать только что. Сначала обслужите его или отметьте "
             "неявку."},
    Sentence{"last_window_for_waiting",
             "There are visitors whom no other open window would call. Serve them first, have another window "
             "opened, or confirm that you close.",
             "Ещё есть посетители, которых не вызовет ни одно другое открытое окно. Обслужите их, попросите "
             "открыть другое окно или подтвердите закрытие."},
    Sentence{"unknown_stage", "The plan does not know this stage. Please choose one from the list.",
             "В плане нет такого этапа обслуживания. Пожалуйста, выберите этап из списка."},
    Sentence{"service_not_started", "The service has not started yet. Start it first.",
             "Обслуживание ещё не начато. Сначала начните его."},
    Sentence{"stages_not_done",
             "The service is not in its last stage yet. Go through the stages, then finish.",
             "Пройдены ещё не все этапы обслуживания. Перейдите к последнему этапу, затем завершите "
             "обслуживание."},
    Sentence{"ticket_not_missed", "Nobody with this ticket is marked as absent. Check the number.",
             "По этому талону неявка не отмечена. Проверьте номер."},
    Sentence{"route_too_long",
             "This visit has as many further steps as it may have. Please finish one of them first.",
             "У этого визита уже столько дальнейших шагов, сколько возможно. Пожалуйста, сначала завершите "
             "один из них."},
    Sentence{"foreign_device", "A device may report only its own condition. Use the device's own key.",
             "Устройство может сообщать только о собственном состоянии. Используйте ключ этого устройства."},
    Sentence{"unknown_panic",
             "Nobody calls for help there, or it is over already. Look at the page once more.",
             "Оттуда не зовут на помощь, или тревога уже снята. Посмотрите на страницу ещё раз."},
    Sentence{"person_required", "Only a named person may do this. Log in at the console and do it there.",
             "Это может сделать только человек под своим именем. Войдите в пульт и повторите там."},
    Sentence{
        "bad_fingerprint",
        "A fingerprint has 16 letters and digits in groups of four. Please copy it again from the device.",
        "Отпечаток состоит из 16 букв и цифр, по четыре в группе. Перепишите его с устройства ещё раз."},
    Sentence{
        "bad_device_name",
        "A device's name has small Latin letters, digits, - and _, as in kiosk-2. Please choose another.",
        "Имя устройства состоит из строчных латинских букв, цифр, - и _, например kiosk-2. Выберите другое."},
    Sentence{"not_a_device_role",
             "From here only devices are let in. Other keys are made with okno keys add.",
             "Отсюда допускают только устройства. Другие ключи создаёт команда okno keys add."},
    Sentence{"device_name_taken",
             "Another device has this name. Lock that one out first, or choose another name.",
             "Это имя носит другое устройство. Сначала отзовите его ключ или выберите другое имя."},
    Sentence{"key_has_name", "The device with this fingerprint has been let in under another name or role.",
             "Устройство с этим отпечатком уже допущено под другим именем или с другой ролью."},
    Sentence{
        "key_revoked",
        "This key was locked out and never comes in again. Make a new one on the device: okno keys pair.",
        "Этот ключ отозван и больше не будет допущен. Создайте на устройстве новый: okno keys pair."},
    Sentence{"too_many_expected",
             "Eight devices are being waited for already. Start them, or try again in a quarter of an hour.",
             "Восемь устройств уже ожидаются. Включите их или повторите через четверть часа."},
    Sentence{"unknown_key", "No device of this name may come in. Please look at the page again.",
             "Устройство с таким именем не допущено. Посмотрите на страницу ещё раз."},
    Sentence{
        "key_protected",
        "This key has rights over the hall and is not a device's. It is taken away with okno keys revoke.",
        "Этот ключ управляет залом и принадлежит не устройству. Его отзывает команда okno keys revoke."},
    Sentence{
        "list_not_written",
        "The dispatcher could not write its list of devices. Its log tells why; mend that and try again.",
        "Диспетчер не смог записать список устройств. Причина указана в его журнале; устраните её и "
        "повторите."},
    Sentence{
        "no_backup_folder",
        "The dispatcher has no folder for backups. Start it with --backups and a folder on another disk.",
        "У диспетчера нет папки для копий. Запустите его с ключом --backups и папкой на другом диске."},
    Sentence{
        "panic_not_acknowledged",
        "Nobody has taken notice of this call for help yet. Acknowledge it first, then say that it is over.",
        "Эту тревогу ещё никто не принял. Сначала примите её, затем отметьте, что она окончена."},
    // Of the wire.
    Sentence{"malformed", "The message does not follow the protocol; see protocol/SPEC.md.",
             "Сообщение не соответствует протоколу, смотрите protocol/SPEC.md."},
    Sentence{"unknown_version", "The dispatcher speaks another version of the protocol. Update this program.",
             "Диспетчер использует другую версию протокола. Обновите эту программу."},
    Sentence{"too_long", "The message is longer than 256 KiB.", "Сообщение длиннее 256 КиБ."},
    Sentence{"unknown_kind", "The dispatcher knows no such command. Update this program.",
             "Диспетчер не знает такой команды. Обновите эту программу."},
    Sentence{"not_allowed", "This device may not do that. Ask the administrator for the right.",
             "Этому устройству это не разрешено. Обратитесь к администратору."},
    Sentence{"request_id_reused",
             "This request id was used for another request. Make a new id for each press.",
             "Этот номер запроса уже использован для другого запроса. Создайте новый номер."},
};

// One number and its noun. Russian nouns have three forms: 1 минуту, 2 минуты, 5 минут; 11 минут, 21 минуту.
struct Noun {
    std::string_view one;
    std::string_view few;
    std::string_view many;
};

std::string counted(std::int64_t number, const Noun& noun) {
    const bool teens = number / 10 % 10 == 1;
    const auto last = number % 10;
    const std::string_view form = last == 1 && !teens                ? noun.one
                                  : last >= 2 && last <= 4 && !teens ? noun.few
                                                                     : noun.many;
    return std::to_string(number) + ' ' + std::string(form);
}

std::string counted_in_english(std::int64_t number, std::string_view noun) {
    return std::to_string(number) + ' ' + std::string(noun) + (number == 1 ? "" : "s");
}

// Whole minutes, and hours when there are any. The sign is dropped.
std::string span(hall::Seconds time) {
    const std::int64_t minutes = std::abs(time.count()) / 60;
    if (minutes == 0) return "less than a minute";
    if (minutes < 60) return counted_in_english(minutes, "minute");
    const std::string hours = counted_in_english(minutes / 60, "hour");
    return minutes % 60 == 0 ? hours : hours + ' ' + counted_in_english(minutes % 60, "minute");
}

// In the accusative, as after «ждёт» and «на»: «21 минуту». The nominative differs in the noun's first form;
// the genitive, as after «вместо», has a first form of its own and one for all others.
enum class Case { nominative, genitive, accusative };
std::string span_in_russian(hall::Seconds time, Case noun_case) {
    const bool genitive = noun_case == Case::genitive;
    const Noun minute{noun_case == Case::nominative ? "минута"
                      : genitive                    ? "минуты"
                                                    : "минуту",
                      genitive ? "минут" : "минуты", "минут"};
    const Noun hour{genitive ? "часа" : "час", genitive ? "часов" : "часа", "часов"};
    const std::int64_t minutes = std::abs(time.count()) / 60;
    if (minutes == 0) return "меньше минуты";
    if (minutes < 60) return counted(minutes, minute);
    const std::string hours = counted(minutes / 60, hour);
    return minutes % 60 == 0 ? hours : hours + ' ' + counted(minutes % 60, minute);
}

// "9:05", as the clocks of the hall show it.
std::string clock_text(const hall::Zone& zone, hall::Timestamp at) {
    const auto local = hall::local_time(zone, at);
    const auto minutes =
        std::chrono::floor<std::chrono::minutes>(local - std::chrono::floor<std::chrono::days>(local));
    const std::string past = std::to_string(minutes.count() % 60);
    return std::to_string(minutes.count() / 60) + (past.size() == 1 ? ":0" : ":") + past;
}

std::pair<std::string, std::string> in_english_and_russian(const hall::CallReason& reason) {
    using hall::Why;
    const std::string time = span(reason.time);
    const std::string accusative = span_in_russian(reason.time, Case::accusative);
    const std::string at_most = std::to_string(reason.at_most);
    switch (reason.why) {
        case Why::longest_wait:
            return {"Waits longest of those you serve: " + time + '.',
                    "Ждёт дольше всех, кого обслуживает это окно: " + accusative + '.'};
        case Why::least_slack:
            return {"Can still be called within the norm of waiting: " + time + " left.",
                    "Ещё можно успеть в норматив ожидания: в запасе " +
                        span_in_russian(reason.time, Case::nominative) + '.'};
        case Why::long_wait:
            return {"Can still be spared a long wait: " + time + " left.",
                    "Ещё можно избавить от долгого ожидания: в запасе " +
                        span_in_russian(reason.time, Case::nominative) + '.'};
        case Why::service_turn:
            return {
                "It is this service's turn, and of those who can no longer be called in time this one waits "
                "longest: " +
                    time + '.',
                "Подошла очередь этой услуги; из тех, кого уже нельзя вызвать вовремя, ждёт дольше всех: " +
                    accusative + '.'};
        case Why::priority:
            if (reason.count == 0)
                return {"Priority: goes before others with a category.",
                        "Льготная категория: вызывается раньше других посетителей с льготами."};
            return {"Priority, " + std::to_string(reason.count) + " of at most " + at_most + " in a row.",
                    "Льготная категория: " + std::to_string(reason.count) + "-й подряд из не более чем " +
                        at_most + '.'};
        case Why::turn:
            return {"The turn of a visitor without priority, after " + at_most + " with: has waited " + time +
                        '.',
                    "Очередь посетителя без льготной категории после " +
                        counted(reason.at_most, {"льготного", "льготных", "льготных"}) + " подряд: ждёт " +
                        accusative + '.'};
        case Why::ceiling:
            return {"Has waited " + time + ": nobody may be called before somebody who has waited so long.",
                    "Ждёт уже " + accusative + ": того, кто ждёт так долго, никто не опережает."};
        case Why::sent_here:
            return {"Was sent to this very window.", "Посетитель направлен именно в это окно."};
        case Why::helping:
            return {"Your own queue is short: you help another one.",
                    "Очередь этого окна коротка: Вы помогаете другой очереди."};
        case Why::by_number:
            return {"Called by its number: the operator chose.", "Вызван по номеру: талон выбрал оператор."};
        case Why::parked:
            return {"A parked ticket, taken up again.", "Отложенный талон: обслуживание продолжается."};
    }
    return {};
}

}  // namespace

hall::Text reason_of_call(const hall::CallReason& reason) {
    auto [english, russian] = in_english_and_russian(reason);
    return {{{"en"}, std::move(english)}, {{"ru"}, std::move(russian)}};
}

hall::Text advice_sentence(const hall::Advice& advice, const hall::Plan& plan) {
    const hall::WindowKind* kind = hall::find(plan, advice.kind);
    if (!kind) return {};
    const std::string window = advice.open ? std::to_string(advice.open->value) : std::string{};
    const std::string at = clock_text(plan.zone, advice.breaks);
    std::string english = "The average wait for “" + hall::in(kind->name, {"en"}, plan) +
                          "” will pass its norm of " + span(kind->norm.wait) + " at " + at + ". ";
    std::string russian = "Среднее ожидание («" + hall::in(kind->name, {"ru"}, plan) +
                          "») превысит норму в " + span_in_russian(kind->norm.wait, Case::accusative) +
                          " в " + at + ". ";
    if (!advice.open) {
        english += "None of the closed windows would help.";
        russian += "Ни одно из закрытых окон уже не поможет.";
    } else if (advice.avoids) {
        english += "Opening window " + window + " avoids it.";
        russian += "Откройте окно " + window + ": тогда норма сохранится.";
    } else {
        english += "Opening window " + window + " helps: the average of the day becomes " +
                   span(advice.then) + " instead of " + span(advice.average) + '.';
        russian += "Откройте окно " + window + ": тогда среднее за день составит " +
                   span_in_russian(advice.then, Case::accusative) + " вместо " +
                   span_in_russian(advice.average, Case::genitive) + '.';
    }
    return {{{"en"}, std::move(english)}, {{"ru"}, std::move(russian)}};
}

Refusal refusal(hall::Rejection rejection) {
    return refusal(hall::to_string(rejection));
}

Refusal refusal(std::string_view code, std::string_view detail) {
    const auto it = std::find_if(sentences.begin(), sentences.end(),
                                 [&](const Sentence& sentence) { return sentence.code == code; });
    Refusal refusal{std::string(code), {}};
    if (it == sentences.end()) return refusal;
    const std::string more = detail.empty() ? std::string{} : " (" + std::string(detail) + ")";
    refusal.sentence[{"en"}] = std::string(it->en) + more;
    refusal.sentence[{"ru"}] = std::string(it->ru) + more;
    return refusal;
}

Reply refused(const RequestId& id, const Refusal& refusal) {
    return {id, false, to_json(refusal).dump()};
}

Json to_json(const Refusal& refusal) {
    return {{"code", refusal.code}, {"sentence", to_json(refusal.sentence)}};
}

Refusal refusal_from_json(const Json& json) {
    const Fields fields(json, "refusal");
    return {fields.text("code"), text_at(fields, "sentence")};
}

}  // namespace okno::protocol
