// Asking for the past. A long period takes its time, so patience is longer than for the live pages.
import type { Answer } from './server';
import { get } from './server';

export function askHistory<T>(what: string, query: Record<string, string> = {}): Promise<Answer<T>> {
  const parameters = new URLSearchParams(query).toString();
  return get<T>(`/api/history/${what}${parameters ? `?${parameters}` : ''}`, 20_000);
}
