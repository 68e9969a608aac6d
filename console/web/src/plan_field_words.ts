// Names of the plan's sections and fields, as the form shows them.
type Dictionary = Record<string, string>;

export const field_ru = {
  sections: {
    hall: 'Зал', service: 'Услуги', window: 'Окна', kind: 'Виды окон, нормы и часы', group: 'Группы услуг', category: 'Льготные категории', calling: 'Вызов и порядок',
    ordering: 'Порядок очереди', closing: 'Начало и конец дня', finishing: 'Завершение приёма', parking: 'Отложенные посетители', forwarding: 'Сроки переданных обращений',
    outcome: 'Итоги приёма', pause_reason: 'Причины перерыва', stage: 'Этапы приёма', slip: 'Талон, оценки, помощь', rating: 'Оценки посетителей', panic: 'Вызов помощи',
    topic: 'Темы оценок', area: 'Части зала', board: 'Табло', kiosk: 'Терминалы', device: 'Устройства', staff: 'Таблички с именами', panic_zone: 'Места вызова помощи',
  } as Dictionary,
  section_hints: {
    kind: 'Норма — среднее за день. Часы действуют для всех услуг этого вида окон, если у услуги нет своих.',
    service: 'Порядок услуг — порядок плиток на терминале. Код для программ не меняйте: по нему ведётся статистика.',
    window: 'Номер — тот, что написан над окном.',
    board: 'Размеры экрана и расстояние до дальнего места: по ним проверяется, хватит ли высоты букв.',
    calling: 'Длительности пишутся так: 90s, 20m, 1h30m. Пустое поле — правило не действует.',
  } as Dictionary,
  fields: {
    name: 'Название', id: 'Код для программ', zone: 'Часовой пояс', languages: 'Языки', group: 'Группа', kind: 'Вид окна', letter: 'Буква талона', code: 'Код на терминале', icon: 'Знак на плитке',
    usual: 'Обычная длительность', 'norm.wait': 'Норма ожидания', 'norm.service': 'Норма приёма', online: 'Адрес, где услугу можно получить без визита', schedule: 'Часы работы', special: 'Особые дни',
    documents: 'Нужные документы (для оператора)', links: 'Ссылки (для оператора)', phrases: 'Готовые фразы (для оператора)', knowledge_base: 'Адрес в базе знаний', number: 'Номер', area: 'Часть зала',
    push: 'Автовызов через', services: 'Принимает', helps: 'Помогает, когда своя очередь мала', head_start: 'Преимущество', missed_after: 'Неявка через', no_show_not_before: 'Отметка «не пришёл» не раньше',
    recalls_at_most: 'Повторных вызовов не больше', recall_not_before: 'Повторный вызов не раньше', finish_not_before: '«Завершить» не раньше', return_within: 'Вернуться можно в течение', return_behind: 'После возврата — за стольких',
    policy: 'Кого вызывать', long_wait: 'Долгое ожидание', ceiling: 'Предел ожидания', priority_in_a_row: 'Льготных подряд', helps_when_waiting: 'Помогать, пока своих не больше', prepare: 'Подготовка до открытия', latest_end: 'Закончить после закрытия за',
    when_full: 'Если не успеть', outcome_required: 'Итог обязателен', stages_required: 'Этапы обязательны', remind_after: 'Напомнить через', register_within: 'Зарегистрировать за', answer_within: 'Ответить за', forwarded: 'Обращение передаётся дальше',
    at_most: 'Не дольше', people_ahead: 'Сколько человек впереди', wait: 'Сколько ждать', large_print: 'Крупный шрифт', second_language: 'Второй язык', logo: 'Логотип (PNG)', qr: 'Адрес страницы талона в QR-коде', within: 'Оценить можно в течение',
    escalate_after: 'Без ответа сообщить дальше через', colour: 'Цвет', sign: 'Знак', diagonal: 'Диагональ, дюймы', farthest_seat: 'Дальнее место, м', size: 'Размер, точки', rows: 'Строк вызовов', playlist: 'Показывать плейлист',
    bottom: 'Нижний край от пола, мм', details: 'Подробности перед талоном', login: 'Имя для входа', position: 'Должность', window: 'Окно', 'staff.name': 'Имя и фамилия',
  } as Dictionary,
  hints: { usual: 'например 5m', push: 'например 20s; пусто — вызывает оператор', 'norm.wait': 'например 20m', 'norm.service': 'например 10m', head_start: 'например 15m', languages: 'через запятую; первый — основной', size: 'например 1920x1080' } as Dictionary,
  options: {
    norm: 'по норме', arrival: 'в порядке прихода', go_on: 'продолжать', warn: 'предупреждать', stop: 'не выдавать талоны', blue: 'синий', orange: 'оранжевый', green: 'зелёный', yellow: 'жёлтый', pink: 'розовый', white: 'белый',
  } as Dictionary,
  add: { service: 'Добавить услугу', window: 'Добавить окно', kind: 'Добавить вид окон', group: 'Добавить группу', category: 'Добавить категорию', device: 'Добавить устройство' } as Dictionary,
  add_entry: 'Добавить', add_row: 'Добавить строку', add_day: 'Добавить день', remove: 'Удалить', lift: 'Выше', all_of_kind: 'все услуги своего вида', own_hours: 'свои, а не вида окна',
  weekdays: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'], hours: 'Часы', day: 'День', address: 'Адрес', number_sign: '№ ',
  hours_hint: 'Например 09:00-13:00, 14:00-18:00; «closed» или пусто — закрыто.', days_hint: 'Праздники и короткие дни вместо обычных часов; «closed» — закрыто.',
};

export const field_en: typeof field_ru = {
  sections: {
    hall: 'Hall', service: 'Services', window: 'Windows', kind: 'Kinds, norms and hours', group: 'Groups of services', category: 'Priority categories', calling: 'Calling and order',
    ordering: 'Order of the queue', closing: 'Begin and end of the day', finishing: 'End of a service', parking: 'Parked visitors', forwarding: 'Deadlines of forwarded applications',
    outcome: 'Outcomes', pause_reason: 'Reasons of a pause', stage: 'Stages of a service', slip: 'Ticket, ratings, help', rating: "Visitors' ratings", panic: 'Calls for help',
    topic: 'Topics of ratings', area: 'Areas', board: 'Boards', kiosk: 'Kiosks', device: 'Devices', staff: 'Nameplates', panic_zone: 'Places of calls for help',
  },
  section_hints: {
    kind: 'A norm is an average over the day. The hours hold for all services of this kind of window that have none of their own.',
    service: 'The order of the services is that of the tiles on the kiosk. Do not change the code for programs: the statistics count by it.',
    window: 'The number is the one painted above the window.',
    board: 'The size of the screen and the farthest seat tell whether the letters are high enough.',
    calling: 'Durations are written like this: 90s, 20m, 1h30m. An empty field: the rule does not hold.',
  },
  fields: {
    name: 'Name', id: 'Code for programs', zone: 'Time zone', languages: 'Languages', group: 'Group', kind: 'Kind of window', letter: 'Letter of the ticket', code: 'Code at the kiosk', icon: 'Sign on the tile',
    usual: 'Usual duration', 'norm.wait': 'Norm of waiting', 'norm.service': 'Norm of service', online: 'Address where it can be had without a visit', schedule: 'Opening hours', special: 'Special days',
    documents: 'Documents needed (for the operator)', links: 'Links (for the operator)', phrases: 'Ready phrases (for the operator)', knowledge_base: 'Address in the knowledge base', number: 'Number', area: 'Area',
    push: 'Calls by itself after', services: 'Serves', helps: 'Helps while its own queue is short', head_start: 'Head start', missed_after: 'Missed after', no_show_not_before: '“Did not come” not before',
    recalls_at_most: 'Recalls at most', recall_not_before: 'Recall not before', finish_not_before: '“Finished” not before', return_within: 'May come back within', return_behind: 'Then waits behind so many',
    policy: 'Who is called', long_wait: 'Long wait', ceiling: 'Ceiling of a wait', priority_in_a_row: 'With priority in a row', helps_when_waiting: 'Help while at most so many own wait', prepare: 'Preparation before opening', latest_end: 'Done after closing within',
    when_full: 'When it will not do', outcome_required: 'An outcome is required', stages_required: 'The stages are required', remind_after: 'Remind after', register_within: 'Register within', answer_within: 'Answer within', forwarded: 'The application goes on to others',
    at_most: 'At most', people_ahead: 'How many people are ahead', wait: 'How long to wait', large_print: 'Large print', second_language: 'Second language', logo: 'Logo (PNG)', qr: "Address of the ticket's page in the QR code", within: 'May be rated within',
    escalate_after: 'Unanswered, tell others after', colour: 'Colour', sign: 'Sign', diagonal: 'Diagonal, inches', farthest_seat: 'Farthest seat, m', size: 'Size, pixels', rows: 'Rows of calls', playlist: 'Show the playlist',
    bottom: 'Lower edge above the floor, mm', details: 'Details before the ticket', login: 'Log-in name', position: 'Position', window: 'Window', 'staff.name': 'Name',
  },
  hints: { usual: 'such as 5m', push: 'such as 20s; empty: the operator calls', 'norm.wait': 'such as 20m', 'norm.service': 'such as 10m', head_start: 'such as 15m', languages: "with commas; the first is the hall's own", size: 'such as 1920x1080' },
  options: {
    norm: 'by the norm', arrival: 'in order of arrival', go_on: 'go on', warn: 'warn', stop: 'issue no tickets', blue: 'blue', orange: 'orange', green: 'green', yellow: 'yellow', pink: 'pink', white: 'white',
  },
  add: { service: 'Add a service', window: 'Add a window', kind: 'Add a kind of window', group: 'Add a group', category: 'Add a category', device: 'Add a device' },
  add_entry: 'Add', add_row: 'Add a row', add_day: 'Add the day', remove: 'Remove', lift: 'Up', all_of_kind: 'all services of its kind', own_hours: 'of its own, not those of its kind',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], hours: 'Hours', day: 'Day', address: 'Address', number_sign: 'No. ',
  hours_hint: 'Such as 09:00-13:00, 14:00-18:00; “closed” or empty: closed.', days_hint: 'Holidays and short days in place of the usual hours; “closed”: closed.',
};
