// Visitors who ask at a kiosk for somebody of the staff: where, since when, and who has said that they are coming.
// Quiet: nobody is in danger. Clocks stay out of what a screen reader is told.
import type { JSX } from 'preact';
import { Since } from '../clock';
import { useHelpSender } from '../help_sender';
import { useKey } from '../keys';
import type { Me, StaffCall } from '../model';
import { useSpeech } from '../words';
import { Letter, useShortcuts } from './letter';
import { RefusalNotice } from './notice';

export function StaffCalls(props: { calls: StaffCall[]; me: Me; idle: boolean; onLoggedOut: () => void }): JSX.Element {
  const { words, say } = useSpeech();
  const shortcuts = useShortcuts();
  const { calls, me } = props;
  const { busy, refusal, send, forget } = useHelpSender(me.csrf, props.onLoggedOut);
  const may = me.role === 'operator' || me.role === 'manager';
  const come = (kiosk: string): void => void send('answer_staff_call', { kiosk });
  const first = calls.find((call) => !call.answered);
  useKey('KeyC', may && first && !busy && !props.idle ? () => come(first.kiosk) : null);
  const place = (call: StaffCall): string => say(call.name) || call.kiosk;
  const state = ({ answered }: StaffCall): string =>
    !answered ? words.asks_for_staff
    : answered.person === me.name ? words.you_come
    : answered.person ? `${answered.person} ${words.comes}` : words.somebody_comes;
  return (
    <>
      {calls.length > 0 && (
        <section class="staff-calls" aria-label={words.staff_calls}><ul>
          {calls.map((call) => (
            <li key={call.kiosk} class="staff-call" data-kiosk={call.kiosk} data-answered={call.answered !== null}>
              <span><b>{place(call)}</b>: {state(call)}</span>
              {!call.answered && <span class="number"><Since at={call.since} /></span>}
              {!call.answered && may && (
                <button type="button" class="small primary" disabled={busy || props.idle}
                  aria-keyshortcuts={call === first ? shortcuts('KeyC') : undefined} onClick={() => come(call.kiosk)}>
                  {words.i_am_coming}<span class="unseen">{place(call)}</span>{call === first && <Letter name="C" silent />}
                </button>
              )}
            </li>
          ))}
        </ul></section>
      )}
      <p class="unseen" role="status" aria-live="polite">{calls.map((call) => `${place(call)}: ${state(call)}.`).join(' ')}</p>
      <RefusalNotice refusal={refusal} onClose={forget} />
    </>
  );
}
