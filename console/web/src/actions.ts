// Sending an operator's command: one at a time, with the refusal kept for the page to show.
import { useCallback, useRef, useState } from 'preact/hooks';
import type { Action, Refusal } from './model';
import { command, isStranger } from './server';

// Right after an answer the big button means something else: a second press of a double click is not meant for it.
const deaf_after_answer_ms = 500;

export interface Sender {
  busy: Action | null;
  deaf: boolean;
  refusal: Refusal | null;
  send: (kind: Action, body?: object) => Promise<void>;
  forget: () => void; // the refusal has been read
}

export function useSender(window: number, csrf: string, onLoggedOut: () => void): Sender {
  const [busy, setBusy] = useState<Action | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const working = useRef(false);
  const [deaf, setDeaf] = useState(false);

  const send = useCallback(
    async (kind: Action, body: object = {}): Promise<void> => {
      if (working.current) return;
      working.current = true;
      setBusy(kind);
      const answer = await command(kind, { ...body, window }, csrf);
      setBusy(null);
      setDeaf(true);
      setTimeout(() => {
        working.current = false;
        setDeaf(false);
      }, deaf_after_answer_ms);
      setRefusal(answer.ok ? null : answer.refusal);
      if (!answer.ok && isStranger(answer.refusal)) onLoggedOut();
    },
    [window, csrf, onLoggedOut],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { busy, deaf, refusal, send, forget };
}
