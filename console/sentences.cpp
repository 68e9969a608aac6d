#include "console/sentences.hpp"

#include <cassert>
#include <string>

namespace okno::console {

namespace {

struct Words {
    Complaint complaint;
    std::string_view code;
    int status;
    std::string_view ru;
    std::string_view en;
};

constexpr Words all[] = {
    {Complaint::not_logged_in, "not_logged_in", 401,
     "Вы не вошли в систему или сеанс завершён. Войдите снова.",
     "You are not logged in, or the session has ended. Please log in again."},
    {Complaint::wrong_password, "wrong_password", 401,
     "Имя или пароль не подходят. Проверьте раскладку клавиатуры и попробуйте снова.",
     "The name or the password does not fit. Check the keyboard layout and try again."},
    {Complaint::busy, "busy", 503,
     "Сейчас входит слишком много людей. Подождите несколько секунд и повторите.",
     "Too many people are logging in just now. Wait a few seconds and try again."},
    {Complaint::foreign_page, "foreign_page", 403,
     "Запрос пришёл не со страницы пульта. Обновите страницу и повторите действие.",
     "The request did not come from the console's own page. Reload the page and try again."},
    {Complaint::foreign_name, "foreign_name", 403,
     "Пульт не открывается по этому имени. Откройте его на этом компьютере по адресу 127.0.0.1 или "
     "localhost.",
     "The console does not answer to this name. On this computer, open it as 127.0.0.1 or localhost."},
    {Complaint::not_allowed, "not_allowed", 403,
     "Ваша роль этого не позволяет. Обратитесь к руководителю зала.",
     "Your role does not allow this. Please ask the manager of the hall."},
    {Complaint::other_window, "other_window", 403, "Это другое окно. Вы можете управлять только своим окном.",
     "That is another window. You may only act at your own window."},
    {Complaint::reason_required, "reason_required", 400,
     "Укажите, почему талон выдаёт сотрудник: выберите причину или напишите её.",
     "Please say why a member of the staff issues the ticket: choose a reason or write it."},
    {Complaint::malformed, "malformed", 400,
     "Запрос составлен неверно. Обновите страницу; если это повторится, сообщите администратору.",
     "The request is malformed. Reload the page; if it happens again, tell the administrator."},
    {Complaint::too_large, "too_large", 413, "Запрос слишком большой. Сократите текст и повторите.",
     "The request is too large. Shorten the text and try again."},
    {Complaint::not_found, "not_found", 404, "Такой страницы нет. Проверьте адрес.",
     "There is no such page. Check the address."},
    {Complaint::dispatcher_away, "dispatcher_away", 503,
     "Нет связи с диспетчером зала. Подождите: связь восстановится сама, затем повторите действие.",
     "The hall's dispatcher cannot be reached. Wait: the link comes back by itself, then try again."},
    {Complaint::no_answer, "no_answer", 504,
     "Диспетчер не ответил вовремя. Посмотрите на экран: если ничего не изменилось, повторите действие.",
     "The dispatcher did not answer in time. Look at the page: if nothing has changed, try again."},
    {Complaint::request_id_reused, "request_id_reused", 409,
     "Этот номер запроса уже занят другим действием. Обновите страницу и повторите.",
     "This request id already belongs to another action. Reload the page and try again."},
    {Complaint::too_many_pages, "too_many_pages", 503,
     "Пульт открыт слишком много раз. Закройте лишние вкладки.",
     "The console is open too many times. Close the tabs you do not need."},
    {Complaint::own_failure, "own_failure", 500,
     "В пульте произошла ошибка. Повторите действие; если не поможет, сообщите администратору.",
     "The console has failed at this. Try again; if it does not help, tell the administrator."},
    {Complaint::wrong_key, "wrong_key", 401,
     "Ключ программного доступа не указан или не подходит. Передайте его в заголовке \"Authorization: Bearer "
     "…\"; новый "
     "ключ выдаёт администратор.",
     "The key of the API is missing or does not fit. Send it in the header \"Authorization: Bearer …\"; the "
     "administrator issues a new one."},
    {Complaint::scope_missing, "scope_missing", 403,
     "Этот ключ не даёт такого доступа. Попросите администратора добавить его ключу.",
     "This key does not open that. Ask the administrator to add it to the key."},
    {Complaint::unknown_service, "unknown_service", 404,
     "Такой услуги в зале нет. Возьмите код услуги из ответа /api/v1/hall.",
     "The hall has no such service. Take the id of a service from the answer of /api/v1/hall."},
    {Complaint::unknown_ticket, "unknown_ticket", 404,
     "Такого талона нет. Проверьте адрес: он напечатан на талоне в виде QR-кода.",
     "There is no such ticket. Check the address: it is printed on the slip as a QR code."},
    {Complaint::not_rateable, "not_rateable", 409,
     "Оценить это посещение уже нельзя: оно оценено или прошло слишком много времени.",
     "This visit can no longer be rated: it has been rated, or too much time has passed."},
    {Complaint::hall_unknown, "hall_unknown", 503,
     "О зале ещё ничего не известно: пульт только что запущен или нет связи с диспетчером. Повторите через "
     "несколько секунд.",
     "Nothing is known of the hall yet: the console has just started, or its dispatcher cannot be reached. "
     "Try again "
     "in a few seconds."},
};

const Words& words(Complaint complaint) {
    for (const Words& each : all)
        if (each.complaint == complaint) return each;
    assert(false && "every complaint has its words");
    return all[0];
}

protocol::Refusal refusal(std::string_view code, std::string ru, std::string en) {
    return {std::string(code),
            {{hall::Language{"ru"}, std::move(ru)}, {hall::Language{"en"}, std::move(en)}}};
}

}  // namespace

protocol::Refusal complain(Complaint complaint) {
    const Words& said = words(complaint);
    return refusal(said.code, std::string(said.ru), std::string(said.en));
}

protocol::Refusal complain(Complaint complaint, std::string_view detail) {
    const Words& said = words(complaint);
    const std::string tail = " (" + std::string(detail) + ")";
    return refusal(said.code, std::string(said.ru) + tail, std::string(said.en) + tail);
}

protocol::Refusal complain_too_many_attempts(std::chrono::seconds wait) {
    const std::string seconds = std::to_string(wait.count());
    return refusal("too_many_attempts",
                   "Слишком много неудачных попыток входа. Попробуйте снова через " + seconds + " с.",
                   "Too many failed attempts to log in. Try again in " + seconds + " s.");
}

protocol::Refusal complain_too_often(std::chrono::seconds wait) {
    const std::string seconds = std::to_string(wait.count());
    return refusal("too_often", "Слишком много запросов. Повторите через " + seconds + " с.",
                   "Too many requests. Try again in " + seconds + " s.");
}

int http_status(const protocol::Refusal& said) {
    if (said.code == "too_many_attempts" || said.code == "too_often") return 429;
    for (const Words& each : all)
        if (each.code == said.code) return each.status;
    return 409;
}

}  // namespace okno::console
