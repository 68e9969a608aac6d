// Sending an act of a manager. The refusal is kept for the dialog that asked; a double press sends once.
import { useCallback, useRef, useState } from 'preact/hooks';
import type { ActAction, Refusal } from './model';
import { command, isStranger } from './server';

export interface ActSender {
  busy: boolean;
  refusal: Refusal | null;
  send: (kind: ActAction, body: object) => Promise<boolean>; // it was done
  forget: () => void;
}

export function useActSender(csrf: string, onLoggedOut: () => void): ActSender {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const working = useRef(false);
  const send = useCallback(
    async (kind: ActAction, body: object): Promise<boolean> => {
      if (working.current) return false;
      working.current = true;
      setBusy(true);
      const answer = await command(kind, body, csrf);
      working.current = false;
      setBusy(false);
      setRefusal(answer.ok ? null : answer.refusal);
      if (!answer.ok && isStranger(answer.refusal)) onLoggedOut();
      return answer.ok;
    },
    [csrf, onLoggedOut],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { busy, refusal, send, forget };
}
