// Every text of the page, in Russian and English. The browser's language decides first; a choice is remembered.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Condition, Language, Mode, Role, Text } from './model';

const ru = {
  console: 'Пульт',
  log_in: 'Войти',
  log_in_title: 'Вход в пульт',
  log_out: 'Выйти',
  name: 'Имя для входа',
  password: 'Пароль',
  logging_in: 'Проверяем…',
  fill_both: 'Введите имя и пароль.',
  language: 'Язык',
  window: 'Окно',
  close_message: 'Закрыть сообщение',
  line_lost: 'Нет связи с сервером. Показано последнее известное состояние; связь восстановится сама.',
  blind: 'Нет связи с диспетчером зала. Показано последнее известное состояние; действия временно недоступны.',
  connecting: 'Подключаемся к залу…',
  unknown_window: 'В плане зала нет этого окна. Обратитесь к администратору.',
  role: { operator: 'Оператор', manager: 'Руководитель', guard: 'Охрана', auditor: 'Наблюдатель' } as Record<Role, string>,

  open: 'Открыто',
  closed: 'Закрыто',
  paused: 'Перерыв',
  free: 'Свободно',
  called: 'Вызван',
  serving: 'Идёт приём',

  window_closed_title: 'Окно закрыто',
  window_closed_hint: 'Откройте окно, когда будете готовы принимать посетителей.',
  window_paused_title: 'Перерыв',
  window_paused_hint: 'Продолжите работу, когда вернётесь.',
  window_free_title: 'Окно свободно',
  window_free_hint: 'Вызовите следующего посетителя.',
  next_is: 'Следующий в очереди:',
  nobody_title: 'Очереди нет',
  nobody_hint: 'Новый посетитель появится здесь сразу.',
  since_call: 'с последнего вызова',
  since_start: 'идёт приём',
  norm: 'норма',
  until_call: 'От талона до вызова',
  calls_made: 'Повторных вызовов',
  of: 'из',
  speaks: 'Язык талона',
  note: 'Передан с пояснением',
  thank: 'Посетитель ждал дольше нормы. Поблагодарите его за ожидание.',
  missed_in: 'Неявка отметится сама через',
  why: 'Почему именно этот посетитель',
  category: 'Льготная категория',
  then: 'Далее',
  back_at_window: 'возвращается в окно',
  stage: 'Этап приёма',
  calls_itself: 'Автовызов',
  calls_in: 'Вызов произойдёт сам через',
  mode: { closed: 'Зал закрыт', preparing: 'Подготовка к открытию', open: 'Зал открыт', closing: 'Приём заканчивается' } as Record<Mode, string>,
  opens: 'открытие в',

  call_next: 'Вызвать следующего',
  open_window: 'Открыть окно',
  resume_window: 'Продолжить работу',
  start_service: 'Начать приём',
  finish_service: 'Завершить приём',
  recall: 'Вызвать ещё раз',
  report_no_show: 'Не пришёл',
  transfer_ticket: 'Передать',
  park_ticket: 'Отложить',
  add_step: 'Добавить шаг',
  return_ticket: 'Вернулся',
  pause_window: 'Перерыв',
  close_window: 'Закрыть окно',
  resume_ticket: 'Вернуть',
  left: 'осталось',
  space: 'Пробел',

  queue: 'Моя очередь',
  waiting_now: { one: 'ждёт', other: 'ждут' },
  queue_empty: 'Никто не ждёт.',
  still_to_wait: 'Ждать:',
  up_to: 'до',
  only_here: 'только к Вам',
  and_more: 'и ещё',
  parked: 'Отложенные',
  remind_in: 'напомнить через',
  reminded: 'Напоминание: посетитель ждёт',
  missed: 'Не пришли на вызов',
  missed_hint: 'ещё может вернуться',
  my_day: 'Мой день',
  visits: 'принято',
  mean_wait: 'Ожидание, среднее',
  mean_service: 'Приём, среднее',

  transfer_title: 'Куда передать посетителя?',
  to_service: 'В очередь услуги',
  to_window: 'В окно',
  reason_transfer: 'Пояснение для коллеги',
  reason_park: 'Почему отложен',
  optional: 'необязательно',
  park_title: 'Отложить посетителя',
  park_hint: 'Посетитель сохранит талон. Вы сможете вернуть его из списка отложенных.',
  remind: 'Напомнить через',
  minutes: 'мин',
  and_back: 'и затем обратно ко мне',
  add_step_title: 'Какая услуга понадобится ещё?',
  add_step_hint: 'Когда Вы завершите приём, посетитель встанет в очередь этой услуги с тем же талоном.',
  close_title: 'Закрыть окно?',
  close_hint: 'Ждут посетители, которых сейчас не обслуживает ни одно другое окно:',
  close_ask: 'Если окно закрыть, их некому будет вызвать. Предупредите руководителя зала.',
  pause_title: 'Причина перерыва',
  finish_title: 'Чем завершился приём?',
  no_outcome: 'Без итога',
  cancel: 'Отмена',
  no_window_open: 'Других открытых окон нет.',

  overview: 'Обзор зала',
  back_to_overview: 'К обзору зала',
  issued: 'Выдано талонов',
  served: 'Принято',
  abandoned: 'Ушли, не дождавшись',
  waiting_total: 'Ждут сейчас',
  today: 'Сегодня',
  windows: 'Окна',
  windows_open: 'Открыто окон',
  longest_wait: 'Дольше всех ждёт',
  longest: 'Дольше всех',
  mean_wait_today: 'Среднее ожидание сегодня',
  mean_service_today: 'Средний приём сегодня',
  measured: 'измерено',
  over_norm: 'дольше нормы',
  no_data: 'данных пока нет',
  queue_by_service: 'Очередь по услугам',
  service_name: 'Услуга',
  waiting_column: 'Ждут',
  expected_wait: 'Новому посетителю ждать',
  state: 'Состояние',
  person: 'Оператор',
  visitor: 'Посетитель',
  time: 'Время',
  idle: 'Простой сегодня',
  advice: 'Совет',
  readiness: 'Готовность зала',
  all_ready: 'Всё готово.',
  missing: 'Не хватает',
  nobody_at_window: 'никого нет на месте',
  condition: {
    ready: 'готово', paper_low: 'бумага заканчивается', no_paper: 'нет бумаги', cover_open: 'открыта крышка',
    faulty: 'неисправность', away: 'не отвечает',
  } as Record<Condition, string>,
  open_page_of_window: 'Открыть пульт окна',
  nobody: '—',
  nobody_waits: 'Сейчас никто не ждёт.',
  look_only: 'Только просмотр',
};

const en: typeof ru = {
  console: 'Console',
  log_in: 'Log in',
  log_in_title: 'Log in to the console',
  log_out: 'Log out',
  name: 'Log-in name',
  password: 'Password',
  logging_in: 'Checking…',
  fill_both: 'Please enter a name and a password.',
  language: 'Language',
  window: 'Window',
  close_message: 'Close the message',
  line_lost: 'The server cannot be reached. You see what was last known; the link comes back by itself.',
  blind: 'The hall’s dispatcher cannot be reached. You see what was last known; nothing can be done just now.',
  connecting: 'Connecting to the hall…',
  unknown_window: 'The hall’s plan has no such window. Please ask the administrator.',
  role: { operator: 'Operator', manager: 'Manager', guard: 'Guard', auditor: 'Observer' } as Record<Role, string>,

  open: 'Open',
  closed: 'Closed',
  paused: 'On a break',
  free: 'Free',
  called: 'Called',
  serving: 'Serving',

  window_closed_title: 'The window is closed',
  window_closed_hint: 'Open it when you are ready to receive visitors.',
  window_paused_title: 'On a break',
  window_paused_hint: 'Please go on when you are back.',
  window_free_title: 'The window is free',
  window_free_hint: 'Please call the next visitor.',
  next_is: 'Next in the queue:',
  nobody_title: 'Nobody is waiting',
  nobody_hint: 'A new visitor appears here at once.',
  since_call: 'since the last call',
  since_start: 'serving',
  norm: 'norm',
  until_call: 'From ticket to call',
  calls_made: 'Repeated calls',
  of: 'of',
  speaks: 'Language of the ticket',
  note: 'Transferred with a note',
  thank: 'This visitor waited longer than the norm. Please thank them for waiting.',
  missed_in: 'Counts as a no-show by itself in',
  why: 'Why this visitor',
  category: 'Priority category',
  then: 'Then',
  back_at_window: 'back at window',
  stage: 'Stage of the service',
  calls_itself: 'Calls by itself',
  calls_in: 'Calls by itself in',
  mode: { closed: 'The hall is closed', preparing: 'Preparing to open', open: 'The hall is open', closing: 'Closing' } as Record<Mode, string>,
  opens: 'opens at',

  call_next: 'Call next',
  open_window: 'Open the window',
  resume_window: 'Go on',
  start_service: 'Start service',
  finish_service: 'Finish service',
  recall: 'Call again',
  report_no_show: 'Did not come',
  transfer_ticket: 'Transfer',
  park_ticket: 'Park',
  add_step: 'Add a step',
  return_ticket: 'Is back',
  pause_window: 'Break',
  close_window: 'Close window',
  resume_ticket: 'Call back',
  left: 'left',
  space: 'Space',

  queue: 'My queue',
  waiting_now: { one: 'waiting', other: 'waiting' },
  queue_empty: 'Nobody is waiting.',
  still_to_wait: 'To wait:',
  up_to: 'up to',
  only_here: 'for you only',
  and_more: 'and more:',
  parked: 'Parked',
  remind_in: 'reminder in',
  reminded: 'Reminder: the visitor is waiting',
  missed: 'Did not come',
  missed_hint: 'may still come back',
  my_day: 'My day',
  visits: 'served',
  mean_wait: 'Wait, average',
  mean_service: 'Service, average',

  transfer_title: 'Where to send the visitor?',
  to_service: 'To the queue of a service',
  to_window: 'To a window',
  reason_transfer: 'A note for your colleague',
  reason_park: 'Why parked',
  optional: 'optional',
  park_title: 'Park the visitor',
  park_hint: 'The visitor keeps the ticket. You can call them back from the parked list.',
  remind: 'Remind me in',
  minutes: 'min',
  and_back: 'and then back to me',
  add_step_title: 'Which service is needed besides?',
  add_step_hint: 'When you finish, the visitor joins the queue of that service with the same ticket.',
  close_title: 'Close the window?',
  close_hint: 'Visitors wait whom no other window serves now:',
  close_ask: 'If you close it nobody will call them. Please tell the manager of the hall.',
  pause_title: 'Reason for the break',
  finish_title: 'How did the service end?',
  no_outcome: 'No outcome',
  cancel: 'Cancel',
  no_window_open: 'No other window is open.',

  overview: 'Hall overview',
  back_to_overview: 'To the hall overview',
  issued: 'Tickets issued',
  served: 'Served',
  abandoned: 'Left unserved',
  waiting_total: 'Waiting now',
  today: 'Today',
  windows: 'Windows',
  windows_open: 'Windows open',
  longest_wait: 'Longest wait',
  longest: 'Longest',
  mean_wait_today: 'Average wait today',
  mean_service_today: 'Average service today',
  measured: 'measured',
  over_norm: 'over the norm',
  no_data: 'no figures yet',
  queue_by_service: 'Queue by service',
  service_name: 'Service',
  waiting_column: 'Waiting',
  expected_wait: 'A new visitor waits',
  state: 'State',
  person: 'Operator',
  visitor: 'Visitor',
  time: 'Time',
  idle: 'Idle today',
  advice: 'Advice',
  readiness: 'Readiness of the hall',
  all_ready: 'Everything is ready.',
  missing: 'Missing',
  nobody_at_window: 'nobody is there',
  condition: {
    ready: 'ready', paper_low: 'paper is running low', no_paper: 'no paper', cover_open: 'the cover is open',
    faulty: 'out of order', away: 'does not answer',
  } as Record<Condition, string>,
  open_page_of_window: 'Open the console of window',
  nobody: '—',
  nobody_waits: 'Nobody is waiting just now.',
  look_only: 'View only',
};

export type Words = typeof ru;
const words: Record<Language, Words> = { ru, en };
const plurals = { ru: new Intl.PluralRules('ru'), en: new Intl.PluralRules('en') };

const remembered = 'okno.language';

export function firstLanguage(): Language {
  try {
    const kept = localStorage.getItem(remembered);
    if (kept === 'ru' || kept === 'en') return kept;
  } catch {
    // Storage may be forbidden; the browser's language serves.
  }
  return navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en';
}

export function remember(language: Language): void {
  document.documentElement.lang = language;
  try {
    localStorage.setItem(remembered, language);
  } catch {
    // Not remembered then.
  }
}

export interface Speech {
  language: Language;
  words: Words;
  say: (text: Text) => string; // a text of the hall; "" when there is none
  count: (number: number, forms: Counted) => string; // the form that goes with the number
  choose: (language: Language) => void;
}

// «1 ждёт», «21 ждёт», «2 ждут», «11 ждут».
export interface Counted {
  one: string;
  other: string;
}

export function speech(language: Language, choose: (language: Language) => void): Speech {
  return {
    language,
    words: words[language],
    say: (text) => text[language] ?? text['ru'] ?? Object.values(text)[0] ?? '',
    count: (number, forms) => (plurals[language].select(number) === 'one' ? forms.one : forms.other),
    choose,
  };
}

export const SpeechContext = createContext<Speech>(speech('ru', () => undefined));
export const useSpeech = (): Speech => useContext(SpeechContext);
