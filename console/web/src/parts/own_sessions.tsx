// Where a person is logged in, and the end of all but here: for who forgot to log out at another computer.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Me, OwnSession, Refusal } from '../model';
import type { Answer } from '../server';
import { askSessions, endOtherSessions } from '../server';
import { useSpeech } from '../words';

const minute_s = 60;
const hour_s = 60 * minute_s;

function Ago(props: { seconds: number }): JSX.Element {
  const { language } = useSpeech();
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const { seconds } = props;
  if (seconds < minute_s) return <>{format.format(0, 'minute')}</>;
  if (seconds < hour_s) return <>{format.format(-Math.floor(seconds / minute_s), 'minute')}</>;
  return <>{format.format(-Math.floor(seconds / hour_s), 'hour')}</>;
}

export function OwnSessions(props: { me: Me; onClose: () => void }): JSX.Element {
  const { words, say } = useSpeech();
  const [sessions, setSessions] = useState<OwnSession[]>([]);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const take = (answer: Answer<{ sessions: OwnSession[] }>): void => {
    setRefusal(answer.ok ? null : answer.refusal);
    if (answer.ok) setSessions(answer.value.sessions);
  };
  useEffect(() => void askSessions().then(take), []);
  const others = sessions.filter((session) => !session.this_one).length;
  return (
    <>
      <ul class="own-sessions">
        {sessions.map((session, i) => (
          <li key={i} data-this={session.this_one}>
            <b>{session.this_one ? words.this_session : words.other_session}</b>
            <span>{words.logged_in} <Ago seconds={session.age_s} />{!session.this_one && <>, {words.last_used} <Ago seconds={session.unused_s} /></>}</span>
          </li>
        ))}
      </ul>
      <p class={refusal ? 'log-in-complaint' : 'muted'} role="status">{refusal ? say(refusal.sentence) : others === 0 ? words.no_other_session : words.end_others_hint}</p>
      <div class="dialog-foot">
        {others > 0 && <button type="button" class="danger" onClick={() => void endOtherSessions(props.me.csrf).then(take)}>{words.end_others}</button>}
        <button type="button" class="quiet" onClick={props.onClose}>{words.close}</button>
      </div>
    </>
  );
}
