// Asking for a ticket for somebody. One wish has one request id until the hall has answered it: pressing again after a lost
// answer asks for the same ticket, not for another one.
import { useCallback, useRef, useState } from 'preact/hooks';
import type { Refusal } from './model';
import { command, isStranger, isUndecided, makeRequestId } from './server';

export interface TicketWish {
  service: string;
  language: string;
  category: string; // '': none
  reason: string;
  kiosk: string; // '': nowhere to print
}

export interface Given {
  ticket: number;
  number: string;
  wish: TicketWish;
  at: number; // of this browser's clock
}

interface Entry {
  event: { kind: string; ticket: number; number: { letter: string; ordinal: number } } | null;
}

export interface ReceptionSender {
  busy: boolean;
  refusal: Refusal | null;
  give: (wish: TicketWish) => Promise<Given | null>;
  forget: () => void;
}

function given(answer: unknown, wish: TicketWish): Given | null {
  const taken = (answer as { events: Entry[] }).events.find((entry) => entry.event?.kind === 'ticket_taken')?.event;
  if (!taken) return null;
  const { letter, ordinal } = taken.number;
  return { ticket: taken.ticket, number: letter + String(ordinal).padStart(3, '0'), wish, at: Date.now() };
}

export function useReceptionSender(csrf: string, onLoggedOut: () => void): ReceptionSender {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const open = useRef<{ id: string; body: string } | null>(null);
  const working = useRef(false);
  const give = useCallback(
    async (wish: TicketWish): Promise<Given | null> => {
      if (working.current) return null;
      working.current = true;
      setBusy(true);
      const body = JSON.stringify(wish);
      if (open.current?.body !== body) open.current = { id: makeRequestId(), body };
      const { category, kiosk, ...rest } = wish;
      const fields = { ...rest, ...(category && { category }), ...(kiosk && { kiosk }) };
      const answer = await command('take_ticket', fields, csrf, open.current.id);
      working.current = false;
      setBusy(false);
      setRefusal(answer.ok ? null : answer.refusal);
      if (answer.ok || !isUndecided(answer.refusal)) open.current = null;
      if (!answer.ok && isStranger(answer.refusal)) onLoggedOut();
      return answer.ok ? given(answer.value, wish) : null;
    },
    [csrf, onLoggedOut],
  );
  const forget = useCallback(() => setRefusal(null), []);
  return { busy, refusal, give, forget };
}
