// A change of the plan as a sentence.
import type { Language, Text } from './model';
import type { PlanChange } from './plan_model';
import { planWords } from './plan_words';
import type { Speech } from './words';
import { tongue } from './words';

// Minutes may have a fraction; a window or a code is written without gaps between its digits.
const numberText = (value: number, language: Language): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1, useGrouping: false }).format(value);

export function changeText(change: PlanChange, speech: Speech): string {
  const words = planWords[speech.language];
  const number = (of: number): string => numberText(of, speech.language);
  const value = (of: PlanChange['was'] | undefined): string => {
    if (of === null || of === undefined) return words.nothing;
    if (change.code === 'board_arrow' && of !== change.name) return words.options[String(of)] ?? String(of);
    if (typeof of === 'string') return of === '' ? words.nothing : of;
    if (typeof of === 'number') return number(of);
    if (typeof of['wait'] === 'number') return `${number(of['wait'])}/${number(Number(of['service']))}`;
    return speech.say(of as Text);
  };
  const hours = (of: PlanChange['was']): string => (of === '' ? words.day_off : value(of));
  const isHours = change.code === 'hours' || change.code.startsWith('day_');
  const more = change.more.map((each) =>
    typeof each === 'object' ? speech.say(each) : change.code === 'hours' ? words.weekdays[Number(each)] ?? '' : String(each)).join(', ');
  const name = change.code.startsWith('language_') ? tongue(String(change.name), speech.language) : value(change.name);
  return (words.changes[change.code] ?? change.code)
    .replace('{name}', () => name)
    .replace('{was}', () => (isHours ? hours(change.was) : value(change.was)))
    .replace('{now}', () => (isHours ? hours(change.now) : value(change.now)))
    .replace('{more}', () => more);
}
