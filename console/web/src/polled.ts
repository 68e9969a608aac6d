// A page that is asked for again and again while somebody looks at it. It rests while the tab is hidden, and when
// nobody has touched it for ten minutes: asking must not keep a session alive that nobody uses.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Refusal } from './model';
import { useRefusal } from './refusal';
import type { Answer } from './server';

const rests_after_ms = 10 * 60_000;
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel'];

export interface Polled<T> {
  page: T | null;
  refusal: Refusal | null;
  renew: () => Promise<void>;
  forget: () => void;
  set: (page: T) => void;
  refuse: (refusal: Refusal) => void;
}

export function usePolled<T>(ask: () => Promise<Answer<T>>, every_ms: number, onLoggedOut: () => void): Polled<T> {
  const [page, setPage] = useState<T | null>(null);
  const { refusal, refuse, forget } = useRefusal(onLoggedOut);
  const touched = useRef(Date.now());

  const renew = useCallback(async (): Promise<void> => {
    const answer = await ask();
    if (answer.ok) {
      setPage(answer.value);
      return;
    }
    refuse(answer.refusal);
  }, [ask, refuse]);

  useEffect(() => {
    const touch = (): void => { touched.current = Date.now(); };
    touches.forEach((kind) => addEventListener(kind, touch, { passive: true }));
    return () => touches.forEach((kind) => removeEventListener(kind, touch));
  }, []);
  useEffect(() => {
    let timer = 0;
    let ended = false;
    const turn = async (): Promise<void> => {
      const rests = document.hidden || Date.now() - touched.current > rests_after_ms;
      if (!rests) await renew();
      if (!ended) timer = window.setTimeout(() => void turn(), every_ms);
    };
    void turn();
    return () => {
      ended = true;
      clearTimeout(timer);
    };
  }, [renew, every_ms]);
  return { page, refusal, renew, forget, set: setPage, refuse };
}
