// Moments as the hall's clocks show them, wherever the browser is: a manager at home reads the times that are on the
// tickets. There is one hall behind a console; whoever shows its live page tells its zone.
import type { Language } from './model';

let zone: string | undefined; // until a page has come: the browser's own

export function keepHallZone(name: string): void {
  if (name === zone) return;
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    zone = name;
  } catch {
    // A browser whose list of zones is older than the plan's.
  }
}

export const inHall = (at: number, language: Language, shape: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { ...shape, timeZone: zone }).format(at);

// As 2026-03-02.
export const dayInHall = (at: number): string => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);

// For tables: date and time.
export const momentText = (at: number, language: Language): string => inHall(at, language, { dateStyle: 'short', timeStyle: 'medium' });

export const hourText = (at: number, language: Language): string => inHall(at, language, { hour: 'numeric', minute: '2-digit' });
