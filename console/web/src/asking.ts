// Asking for a list that comes part by part: the next part once at a time, and whoever begins the list anew overtakes what
// is still on its way.
import { useCallback, useRef } from 'preact/hooks';
import type { Answer } from './server';

export interface Asking {
  // null: something else has been asked for meanwhile, and nobody wants this answer any more.
  ask: <T>(answer: Promise<Answer<T>>) => Promise<Answer<T> | null>;
  busy: () => boolean;
}

export function useAsking(): Asking {
  const latest = useRef<unknown>(null); // what is on its way
  const ask = useCallback(async <T>(answer: Promise<Answer<T>>): Promise<Answer<T> | null> => {
    latest.current = answer;
    const told = await answer;
    if (latest.current !== answer) return null;
    latest.current = null;
    return told;
  }, []);
  const busy = useCallback(() => latest.current !== null, []);
  return { ask, busy };
}
