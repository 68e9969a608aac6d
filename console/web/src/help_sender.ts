// Sending what somebody does about a call for help, or of staff; the refusal is kept for the page to show.
import { useCallback, useState } from 'preact/hooks';
import type { HelpAction, ReceptionAction, Refusal } from './model';
import { command, isStranger } from './server';

export interface HelpSender {
  busy: boolean;
  refusal: Refusal | null;
  send: (kind: HelpAction | ReceptionAction, body?: object) => Promise<void>;
  forget: () => void;
}

export function useHelpSender(csrf: string, onLoggedOut: () => void): HelpSender {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = useCallback(
    async (kind: HelpAction | ReceptionAction, body: object = {}): Promise<void> => {
      setBusy(true);
      const answer = await command(kind, body, csrf);
      setBusy(false);
      setRefusal(answer.ok ? null : answer.refusal);
      if (!answer.ok && isStranger(answer.refusal)) onLoggedOut();
    },
    [csrf, onLoggedOut],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { busy, refusal, send, forget };
}
