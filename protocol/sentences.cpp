#include "protocol/sentences.hpp"

#include <algorithm>
#include <array>

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
    Sentence{"destination_same_window", "The visitor is already at this window. Choose another one.",
             "Посетитель уже у этого окна. Выберите другое."},
    Sentence{"print_already_settled", "This ticket has already been printed.", "Этот талон уже напечатан."},
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

}  // namespace

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
