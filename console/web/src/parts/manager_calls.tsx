// Windows that ask for the manager. As quiet as a visitor's call for staff, and only staff see it.
import type { JSX } from 'preact';
import { useActSender } from '../act_sender';
import { Since } from '../clock';
import type { HallWindow, Me } from '../model';
import { useSpeech } from '../words';
import { RefusalNotice } from './notice';

export function ManagerCalls(props: { windows: HallWindow[]; me: Me; idle: boolean; onLoggedOut: () => void }): JSX.Element {
  const { words } = useSpeech();
  const { busy, refusal, send, forget } = useActSender(props.me.csrf, props.onLoggedOut);
  const calls = props.windows.filter(({ manager_call }) => manager_call && manager_call.answered === null);
  const place = (window: number): string => `${words.window} ${window}`;
  return (
    <div class="manager-calls">
      {calls.length > 0 && (
        <section class="staff-calls" aria-label={words.manager_calls}><ul>
          {calls.map(({ window, manager_call }) => (
            <li key={window} class="staff-call manager-call" data-window={window}>
              <span><b>{place(window)}</b>: {words.calls_manager}</span>
              {manager_call && <span class="number"><Since at={manager_call.since} /></span>}
              {props.me.role === 'manager' && (
                <button type="button" class="small primary" disabled={busy || props.idle}
                  onClick={() => void send('answer_manager_call', { window })}>
                  {words.i_am_coming}<span class="unseen">{place(window)}</span>
                </button>
              )}
            </li>
          ))}
        </ul></section>
      )}
      <p class="unseen" role="status" aria-live="polite">{calls.map(({ window }) => `${place(window)}: ${words.calls_manager}.`).join(' ')}</p>
      <RefusalNotice refusal={refusal} onClose={forget} />
    </div>
  );
}
