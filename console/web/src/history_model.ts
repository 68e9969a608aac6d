// What the routes of the past answer (console/history_routes.hpp), and the days of a period. Durations in
// milliseconds; days "2026-03-02" and clocks "2026-03-02T09:15:07" are the hall's own, never the browser's.
import type { Language, Refusal, Text } from './model';

export interface Sum { n: number; sum_ms: number; max_ms: number; over: number }
export interface Spread extends Sum { median_ms: number; p90_ms: number }
export interface Line {
  name: string;
  wait: Spread;
  service: Spread;
  left: Sum;
  closed: Sum;
  missed: Sum;
  served_wait: Sum;
  abandoned_wait: Sum;
  median_of_all_ms: number | null;
}
export interface Lines { exact: boolean; lines: Line[] }
export type Names = Record<'services' | 'kinds' | 'outcomes' | 'categories' | 'topics' | 'pauses' | 'stages', Record<string, Text>> & { windows: Record<string, string> };
export interface Frame {
  names: Names;
  today: string;
  zone: string;
  x_ms: number;
  tickets_at_most: number;
  known: { first: string; last: string } | null;
}
export interface Summary {
  issued: number; served: number; cancelled: number; lost: number; expired: number;
  visit_wait: Sum;
  exact: boolean;
  hall: Line;
  kinds: Line[];
  norms: Record<string, { wait_ms: number; service_ms: number }>;
}
export interface Load {
  cells: { weekday: number; hour: number; issued: number; wait: Sum }[];
  staff: { weekday: number; hour: number; working_ms: number; paused_ms: number }[];
  days: Record<string, number>; // of each weekday, on how many somebody came
}
export interface Bars { bar_min: number; bars: number[] }
export interface CalendarDay { day: string; kind: string; wait: Sum; service: Sum; wait_norm_ms: number | null; service_norm_ms: number | null }
export interface RatingCount { service: string; topic: string; score: number; n: number }
export interface Idle { windows: { name: string; idle: Sum }[]; people: { name: string; idle: Sum }[] }
export interface Promises { services: { service: string; n: number; held: number; sooner: number; later: number; heard: number }[]; issued: number }
export interface Found {
  ticket: number; number: string; day: string; issued: string; service: string; kind: string; window: number; person: string;
  category: string; took_ms: number; norm_ms: number | null; ended: string;
}
export interface FoundPage { count: number; tickets: Found[]; page: number }
export interface LifeLeg {
  began: string; service: string; kind: string; since: string; called: string | null; window: number; called_by: string; person: string;
  recalls: number; started: string | null; ended: string | null; ended_at: string | null; reason: string | null; outcome: string;
  only_at: number | null; wait_norm_ms: number | null; service_norm_ms: number | null; wait_ms: number | null; service_ms: number | null;
}
export type LifeEvent = { kind: string; clock: string; device?: string; person?: string; number_in_journal: number } & Record<string, unknown>;
export interface Life {
  ticket: number; number: string; language: string; device: string; day: string; issued: string; waited_ms: number; outcome: string;
  category: string; ended: string | null; ended_at: string | null; legs: LifeLeg[]; events: LifeEvent[]; whole: boolean; why_not_whole: Refusal | null;
}

export type By = 'day' | 'hour' | 'weekday' | 'kind' | 'service' | 'window' | 'person' | 'outcome' | 'category';
export interface Period { from: string; to: string }
export type Filter = Partial<Record<'weekday' | 'hour' | 'kind' | 'service' | 'window' | 'person' | 'outcome' | 'category', string>>;
// What a number counted: the address of its list, and the sentence above it.
export interface Selection { title: string; query: Record<string, string> }

const day_ms = 86_400_000;
const number_of = (day: string): number => Date.parse(`${day}T00:00:00Z`) / day_ms;
const day_of = (number: number): string => new Date(number * day_ms).toISOString().slice(0, 10);
export const addDays = (day: string, days: number): string => day_of(number_of(day) + days);
export const daysOf = (period: Period): number => number_of(period.to) - number_of(period.from) + 1;
export const isDay = (text: string): boolean => /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(number_of(text));
export const weekdayOf = (day: string): number => ((number_of(day) + 3) % 7) + 1; // 1: Monday

export type Preset = 'today' | 'yesterday' | 'week' | 'month' | 'quarter' | 'year';
export const presets: Preset[] = ['today', 'yesterday', 'week', 'month', 'quarter', 'year'];

// Week, month, quarter and year are those of the day before today, up to it: yesterday is the last whole day.
export function presetOf(preset: Preset, today: string): Period {
  if (preset === 'today') return { from: today, to: today };
  const to = addDays(today, -1);
  const month = Number(to.slice(5, 7));
  const first_month = preset === 'quarter' ? month - ((month - 1) % 3) : preset === 'year' ? 1 : month;
  if (preset === 'yesterday') return { from: to, to };
  if (preset === 'week') return { from: addDays(to, 1 - weekdayOf(to)), to };
  return { from: `${to.slice(0, 5)}${String(first_month).padStart(2, '0')}-01`, to };
}

export const before = (period: Period): Period => ({ from: addDays(period.from, -daysOf(period)), to: addDays(period.from, -1) });

// The same dates of the year before; 29 February becomes the 28th.
export function yearBefore(period: Period): Period {
  const earlier = (day: string): string => {
    const text = `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;
    return text.endsWith('02-29') ? text.replace('02-29', '02-28') : text;
  };
  return { from: earlier(period.from), to: earlier(period.to) };
}

const locale = (language: Language): string => (language === 'ru' ? 'ru-RU' : 'en-GB');
export const dayText = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), { dateStyle: 'medium', timeZone: 'UTC' }).format(number_of(day) * day_ms);
export const shortDay = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(locale(language), { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(number_of(day) * day_ms);
export const rangeText = (period: Period, language: Language): string =>
  period.from === period.to ? dayText(period.from, language) : `${dayText(period.from, language)} – ${dayText(period.to, language)}`;
export const clockText = (clock: string): string => clock.slice(11);
export const count = (n: number, language: Language): string => new Intl.NumberFormat(locale(language)).format(n);
// With one digit after the point, as averages are told.
export const tenths = (n: number, language: Language): string => count(Math.round(n * 10) / 10, language);
export const percent = (part: number, whole: number, language: Language): string =>
  whole === 0 ? '—' : `${new Intl.NumberFormat(locale(language), { maximumFractionDigits: 1 }).format((100 * part) / whole)} %`;
export const weekdayName = (weekday: number, language: Language, style: 'long' | 'short' = 'long'): string =>
  new Intl.DateTimeFormat(locale(language), { weekday: style, timeZone: 'UTC' }).format((3 + weekday) * day_ms);
