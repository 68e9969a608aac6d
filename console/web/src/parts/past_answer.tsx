// An answer about the period, and about the period it is compared with, asked anew whenever either changes.
import type { ComponentChildren, JSX } from 'preact';
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { Period } from '../history_model';
import { askHistory } from '../history_server';
import type { Refusal, Text } from '../model';
import { useSpeech } from '../words';
import { usePast } from './past_figures';

export const LoggedOut = createContext<() => void>(() => undefined);

export interface Told<T> { value: T; was: T | null }
interface Answered<T> { asked: string; told: Told<T> | null; refused: Text | null } // to which question

export function usePastAnswer<T>(what: string, query: Record<string, string> = {}): { told: Told<T> | null; refused: Text | null } {
  const { period, other } = usePast();
  const loggedOut = useContext(LoggedOut);
  const [answered, setAnswered] = useState<Answered<T> | null>(null);
  const asked = JSON.stringify([what, query, period, other]);
  useEffect(() => {
    let wanted = true; // an answer to what is no longer asked is thrown away
    const ask = (days: Period): ReturnType<typeof askHistory<T>> => askHistory<T>(what, { ...days, ...query });
    const refuse = (refusal: Refusal): void => {
      if (refusal.code === 'not_logged_in') loggedOut();
      setAnswered({ asked, told: null, refused: refusal.sentence });
    };
    void Promise.all([ask(period), other ? ask(other) : null]).then(([now, then]) => {
      if (!wanted) return;
      if (!now.ok) return refuse(now.refusal);
      if (then && !then.ok) return refuse(then.refusal);
      setAnswered({ asked, told: { value: now.value, was: then ? then.value : null }, refused: null });
    });
    return () => {
      wanted = false;
    };
  }, [asked]);
  // What answers an earlier question must never stand under this one's names.
  return answered?.asked === asked ? answered : { told: null, refused: null };
}

export function PastPart<T>(props: { what: string; query?: Record<string, string>; children: (told: Told<T>) => ComponentChildren }): JSX.Element {
  const { words, say } = useSpeech();
  const { told, refused } = usePastAnswer<T>(props.what, props.query ?? {});
  if (refused) return <p class="card past-refused" role="alert">{say(refused)}</p>;
  if (!told) return <p class="muted past-loading">{words.past.loading}</p>;
  return <>{props.children(told)}</>;
}
