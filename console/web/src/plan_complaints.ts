// A complaint of the plan's reader as a sentence. The reader speaks English; the forms it uses most are said in Russian
// here, the rest is shown as it is: it names the very words of the file.
import type { Language } from './model';
import type { PlanComplaint } from './plan_model';

const found_ru: [RegExp, string][] = [
  [/^(.*): there is no such time zone$/, '$1: такого часового пояса нет'],
  [/^(.*): there is no such service group$/, '$1: такой группы услуг нет'],
  [/^(.*): there is no such window kind$/, '$1: такого вида окон нет'],
  [/^(.*): there is no such service$/, '$1: такой услуги нет'],
  [/^(.*): there is no such .*$/, '$1: такого значения нет'],
  [/^(.*): this is not a duration$/, '$1: это не длительность'],
  [/^(.*): this is not a day$/, '$1: это не дата'],
  [/^(.*): this is not a language$/, '$1: это не код языка'],
  [/^(.*): this text is empty$/, '$1: текст пуст'],
  [/^(.*): this text is too long$/, '$1: текст слишком длинный'],
  [/^(.*): this text has a tab or a line break$/, '$1: в тексте есть табуляция или перенос строки'],
  [/^(.*): this cannot be an id$/, '$1: так код называться не может'],
  [/^(.*): this cannot start a ticket's number$/, '$1: с этого номер талона начинаться не может'],
  [/^(.*): this is no address a browser could open$/, '$1: такой адрес браузер не откроет'],
  [/^(.*): this window serves it anyway, it need not help$/, '$1: окно и так принимает эту услугу'],
  [/^(.*): this service is named twice$/, '$1: услуга названа дважды'],
  [/^(.*): no window serves this service$/, '$1: эту услугу не принимает ни одно окно'],
  [/^(.*): no service belongs to this group$/, '$1: в этой группе нет услуг'],
  [/^(.*): the window would serve nobody$/, '$1: окно никого не приняло бы'],
  [/^(.*): out of range$/, '$1: вне допустимых пределов'],
  [/^(.*): this is a text$/, '$1: это текст'],
  [/^(.*): this is a whole number$/, '$1: это целое число'],
  [/^(.*): this .* is already defined on line (\d+)$/, '$1: это уже есть в строке $2'],
  [/^(.*): the closing time is not after the opening time$/, '$1: закрытие не позже открытия'],
  [/^(.*): this service needs a window of kind "(.*)", this one is a "(.*)"$/, '$1: услуге нужно окно вида «$2», а это «$3»'],
  [/^.* has no key "(.*)"$/, 'здесь ключ «$1»: он лишний или его не хватает'],
  [/^the schedule opens on no day$/, 'по этому расписанию не открыто ни в один день'],
  [/^the plan has no (.*)$/, 'в плане ничего нет: $1'],
];

export function complaintText(complaint: PlanComplaint, language: Language): string {
  const { expected, nearest } = complaint;
  if (language === 'en')
    return `${complaint.found}${expected ? `; expected ${expected}` : ''}.${nearest ? ` Did you mean “${nearest}”?` : ''}`;
  const rule = found_ru.find(([pattern]) => pattern.test(complaint.found));
  const found = rule ? complaint.found.replace(rule[0], rule[1]) : complaint.found;
  return `${found}.${expected ? ` Нужно: ${expected}.` : ''}${nearest ? ` Может быть, «${nearest}»?` : ''}`;
}
