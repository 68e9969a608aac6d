// A moment of some day, for tables: date and time in the page's language and the browser's zone.
import type { Language } from './model';

export const momentText = (at: number, language: Language): string =>
  new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { dateStyle: 'short', timeStyle: 'medium' }).format(at);
