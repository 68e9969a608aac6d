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
    {Complaint::blocked, "blocked", 403, "Ваш доступ закрыт. Обратитесь к администратору.",
     "Your access is blocked. Please ask the administrator."},
    {Complaint::must_change_password, "must_change_password", 403,
     "Сначала смените пароль: этот знает не только Вы.",
     "Please choose a new password first: you are not the only one who knows this one."},
    {Complaint::first_start, "first_start", 401,
     "В пульте ещё нет пользователей. Создайте администратора с помощью одноразового кода.",
     "The console has no users yet. Create the administrator with the one-time code."},
    {Complaint::first_start_over, "first_start_over", 409,
     "Первый запуск уже завершён: пользователи есть. Войдите под своим именем.",
     "The first start is over: there are users. Please log in with your name."},
    {Complaint::wrong_code, "wrong_code", 401,
     "Код не подходит. Он записан в файле, путь к которому указан в журнале пульта; перенесите его без "
     "ошибок.",
     "The code does not fit. It stands in the file that the console's log names; please copy it exactly."},
    {Complaint::wrong_old_password, "wrong_old_password", 403,
     "Нынешний пароль не подходит. Проверьте раскладку клавиатуры и попробуйте снова.",
     "The present password does not fit. Check the keyboard layout and try again."},
    {Complaint::password_short, "password_short", 400,
     "Пароль слишком короткий. Нужно не меньше 12 букв, цифр или знаков; подойдут несколько слов.",
     "The password is too short. It needs at least 12 letters, digits or signs; a few words will do."},
    {Complaint::password_long, "password_long", 400, "Пароль слишком длинный. Сократите его.",
     "The password is too long. Please shorten it."},
    {Complaint::password_same, "password_same", 400,
     "Новый пароль такой же, как нынешний. Придумайте другой.",
     "The new password is the same as the present one. Please choose another."},
    {Complaint::password_is_name, "password_is_name", 400,
     "Пароль не должен состоять из имени для входа. Придумайте другой.",
     "The password must not be made of the log-in name. Please choose another."},
    {Complaint::password_common, "password_common", 400,
     "Этот пароль угадывают одним из первых. Придумайте другой.",
     "This password is among the first that are guessed. Please choose another."},
    {Complaint::wrong_pin, "wrong_pin", 401,
     "Имя или ПИН-код не подходят. После пяти ошибок ПИН-код отключается: тогда войдите с паролем.",
     "The name or the PIN does not fit. After five mistakes a PIN is disabled: then log in with the "
     "password."},
    {Complaint::pin_malformed, "pin_malformed", 400, "ПИН-код состоит из шести цифр.",
     "A PIN has six digits."},
    {Complaint::pin_common, "pin_common", 400,
     "Этот ПИН-код легко угадать. Придумайте другой: не подряд и не из одинаковых цифр.",
     "This PIN is easily guessed. Please choose another: no row of digits and not the same ones."},
    {Complaint::password_needed, "password_needed", 403,
     "В этом браузере сегодня ещё никто не входил с паролем. Войдите с паролем.",
     "Nobody has logged in with a password at this browser today. Please log in with your password."},
    {Complaint::password_needed_for_pin, "password_needed_for_pin", 403,
     "Чтобы задать ПИН-код, войдите с паролем.", "To set a PIN, please log in with your password."},
    {Complaint::bad_user_name, "bad_user_name", 400,
     "Имя для входа состоит из строчных латинских букв, цифр и знаков . _ - (не больше 32) и начинается с "
     "буквы "
     "или цифры.",
     "A log-in name has small Latin letters, digits and . _ - (at most 32), and begins with a letter or "
     "digit."},
    {Complaint::user_exists, "user_exists", 409, "Пользователь с таким именем уже есть. Выберите другое имя.",
     "There is a user of this name already. Please choose another name."},
    {Complaint::unknown_user, "unknown_user", 404, "Такого пользователя уже нет. Обновите страницу.",
     "This user does not exist any more. Reload the page."},
    {Complaint::last_administrator, "last_administrator", 409,
     "Это последний действующий администратор. Сначала назначьте ещё одного.",
     "This is the last administrator who can log in. Please make another one first."},
    {Complaint::window_needed, "window_needed", 400, "Оператору нужно окно. Укажите его номер.",
     "An operator needs a window. Please enter its number."},
    {Complaint::window_not_needed, "window_not_needed", 400,
     "Окно бывает только у оператора. Уберите номер окна.",
     "Only an operator has a window. Please leave the number out."},
    {Complaint::number_right_needed, "number_right_needed", 403,
     "Вызывать по номеру может оператор, которому это разрешено. Обратитесь к администратору.",
     "Calling by number has to be granted to an operator. Please ask the administrator."},
    {Complaint::number_right_not_needed, "number_right_not_needed", 400,
     "Вызов по номеру разрешают только операторам: руководитель может вызывать так всегда.",
     "Calling by number is granted to operators only: a manager always may."},
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
    {Complaint::act_needs_reason, "act_needs_reason", 400,
     "Укажите причину: она останется в журнале рядом с вашим именем.",
     "Please give the reason: it stays in the journal beside your name."},
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
    {Complaint::report_failed, "report_failed", 500,
     "Отчёт составить не удалось. Повторите через минуту; если не поможет, сообщите администратору: причина "
     "записана в журнале пульта.",
     "The report could not be made. Try again in a minute; if it does not help, tell the administrator: the "
     "reason "
     "stands in the console's log."},
    {Complaint::no_such_report, "no_such_report", 404, "Такого отчёта в папке нет. Обновите страницу.",
     "There is no such report in the folder. Reload the page."},
    {Complaint::archive_busy, "archive_busy", 503,
     "Статистику сейчас читают другие. Подождите несколько секунд и повторите; за меньший период ответ "
     "придёт "
     "быстрее.",
     "Others are reading the statistics just now. Wait a few seconds and try again; a shorter period is "
     "answered sooner."},
    {Complaint::archive_away, "archive_away", 503,
     "Базу статистики сейчас не прочитать. Зал работает, и ничего не потеряно: повторите через минуту. Если "
     "не "
     "поможет, попросите администратора создать её заново: okno statistics rebuild.",
     "The statistics database cannot be read just now. The hall goes on, and nothing is lost: try again in a "
     "minute. If it does not help, ask the administrator to make it anew: okno statistics rebuild."},
    {Complaint::bad_period, "bad_period", 400,
     "Такого периода нет. Первый день не может быть позже последнего, годы — с 2000 по 2199, весь период — "
     "не "
     "длиннее десяти лет.",
     "There is no such period. Its first day cannot be after its last, years are from 2000 to 2199, and it "
     "cannot be longer than ten years."},
    {Complaint::unknown_visit, "unknown_visit", 404,
     "В статистике нет такого талона. Обновите список и выберите талон снова.",
     "The statistics have no such ticket. Renew the list and choose the ticket again."},
    {Complaint::plan_not_here, "plan_not_here", 409,
     "Здесь план не изменить: пульт запущен без файла плана. Запустите его с параметром --plan.",
     "The plan cannot be changed here: the console was started without its file. Start it with --plan."},
    {Complaint::plan_has_mistakes, "plan_has_mistakes", 400,
     "В плане есть ошибки, поэтому он не введён в действие. Исправьте их и повторите.",
     "The plan has mistakes, so it has not been adopted. Mend them and try again."},
    {Complaint::plan_too_large, "plan_too_large", 413,
     "План слишком большой. Сократите его: например, уберите прошедшие особые дни.",
     "The plan is too large. Shorten it: remove special days that are over, for example."},
    {Complaint::plan_changed, "plan_changed", 409,
     "Пока Вы работали, план изменил другой администратор, и его изменения не потеряны. Сравните свой текст "
     "с новым планом "
     "и повторите.",
     "Another administrator changed the plan while you worked, and that change is kept. Compare your text "
     "with the new "
     "plan, then try again."},
    {Complaint::plan_changed_by_hand, "plan_changed_by_hand", 409,
     "Пока Вы работали, файл плана изменили вручную. Сравните свой текст с ним и повторите.",
     "The plan's file was changed by hand while you worked. Compare your text with it, then try again."},
    {Complaint::plan_waits, "plan_waits", 409,
     "Своего дня уже ждёт другая версия плана: в этот день она заменит то, что Вы вводите сейчас.",
     "Another version of the plan already waits for its day: on that day it replaces what you adopt now."},
    {Complaint::plan_nothing_waits, "plan_nothing_waits", 409,
     "Отложенной версии плана больше нет: она введена в действие или отозвана.",
     "No version of the plan waits any more: it was adopted or withdrawn."},
    {Complaint::plan_day_past, "plan_day_past", 400,
     "Этот день уже наступил. Выберите более поздний или введите план в действие сейчас.",
     "That day has begun already. Choose a later one, or adopt the plan now."},
    {Complaint::plan_needs_reason, "plan_needs_reason", 400, "Напишите, зачем меняется план.",
     "Please write why the plan is changed."},
    {Complaint::plan_version_gone, "plan_version_gone", 404, "Такой версии плана нет. Обновите страницу.",
     "There is no such version of the plan. Reload the page."},
    {Complaint::plan_unreadable, "plan_unreadable", 409,
     "Текст плана не читается как TOML, поэтому через форму его не изменить. Исправьте ошибку в тексте.",
     "The text does not read as TOML, so the form cannot change it. Mend the mistake in the text."},
    {Complaint::plan_place_gone, "plan_place_gone", 409,
     "Такого места в плане больше нет. Обновите страницу.",
     "The plan has no such place any more. Reload the page."},
    {Complaint::plan_too_intricate, "plan_too_intricate", 409,
     "Это место плана записано так, что через форму его не изменить. Измените его в тексте.",
     "This place of the plan is written in a way the form cannot change. Please change it in the text."},
    {Complaint::playlist_not_here, "playlist_not_here", 409,
     "Здесь экраны не изменить: пульт запущен без их папки. Запустите его с параметром --playlist.",
     "The screens cannot be changed here: the console was started without their folder. Start it with "
     "--playlist."},
    {Complaint::playlist_full, "playlist_full", 409,
     "Карточек уже 200, больше экраны не показывают. Сначала удалите ненужные.",
     "There are 200 cards already, and the boards show no more. Remove some first."},
    {Complaint::card_wrong, "card_wrong", 400, "Такую карточку показывать нельзя.",
     "Such a card cannot be shown."},
    {Complaint::card_changed, "card_changed", 409,
     "Карточку уже изменил кто-то другой. Страница обновлена; повторите изменение.",
     "Somebody else has changed this card. The page is up to date now; please try again."},
    {Complaint::card_gone, "card_gone", 404, "Такой карточки больше нет. Обновите страницу.",
     "This card does not exist any more. Reload the page."},
    {Complaint::picture_wrong, "picture_wrong", 400,
     "Это не картинка PNG или JPEG, она повреждена или в ней больше 16 миллионов точек.",
     "This is no PNG or JPEG picture, or it is damaged, or it has more than 16 million pixels."},
    {Complaint::picture_too_large, "picture_too_large", 413,
     "Файл картинки больше 6 МБ. Уменьшите её: экрану хватает 1920 точек в ширину.",
     "The picture's file is larger than 6 MB. Make it smaller: 1,920 pixels of width are enough for a "
     "board."},
    {Complaint::nothing_removed, "nothing_removed", 409, "Возвращать нечего: эта карточка уже на месте.",
     "There is nothing to bring back: that card is in its place."},
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

protocol::Refusal complain_period_too_long(std::int64_t tickets, std::int64_t at_most) {
    const std::string issued = std::to_string(tickets), most = std::to_string(at_most);
    return refusal("period_too_long",
                   "За этот период выдано талонов: " + issued +
                       ". По одному их можно просмотреть не больше " + most + ". Выберите период короче.",
                   "In this period " + issued + " tickets were issued. One by one at most " + most +
                       " can be looked through. Please choose a shorter period.");
}

int http_status(const protocol::Refusal& said) {
    if (said.code == "too_many_attempts" || said.code == "too_often") return 429;
    for (const Words& each : all)
        if (each.code == said.code) return each.status;
    return 409;
}

}  // namespace okno::console
