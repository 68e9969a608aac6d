// Periods as the server names them: "2026-03-02", "2026-03", "2026-Q1", "2026"; and the one before and after. A period is
// kept as one of its days.
import { dayInHall } from './moment';
import type { PeriodKind } from './report_model';

const two = (number: number): string => String(number).padStart(2, '0');
const at_noon = (year: number, month: number, day: number): Date => new Date(Date.UTC(year, month, day, 12));

export const dayText = (day: Date): string => `${day.getUTCFullYear()}-${two(day.getUTCMonth() + 1)}-${two(day.getUTCDate())}`;

export function dayFrom(text: string): Date | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!found) return null;
  const day = at_noon(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return dayText(day) === text ? day : null;
}

// At the hall, by this browser's clock.
export const today = (): Date => dayFrom(dayInHall(Date.now())) ?? new Date();

export const quarterOf = (day: Date): number => Math.floor(day.getUTCMonth() / 3) + 1;

export function periodText(kind: PeriodKind, day: Date): string {
  const year = day.getUTCFullYear();
  if (kind === 'day') return dayText(day);
  if (kind === 'month') return `${year}-${two(day.getUTCMonth() + 1)}`;
  return kind === 'quarter' ? `${year}-Q${quarterOf(day)}` : String(year);
}

export const inMonth = (day: Date, month: number): Date => at_noon(day.getUTCFullYear(), month, 1);
export const inYear = (day: Date, year: number): Date => at_noon(year, day.getUTCMonth(), 1);

export function moved(kind: PeriodKind, day: Date, by: number): Date {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth()];
  if (kind === 'day') return at_noon(year, month, day.getUTCDate() + by);
  return at_noon(year, month + by * { month: 1, quarter: 3, year: 12 }[kind], 1);
}

export const monthNames = (language: string): string[] =>
  Array.from({ length: 12 }, (_, month) => new Intl.DateTimeFormat(language, { month: 'long', timeZone: 'UTC' }).format(at_noon(2026, month, 1)));
