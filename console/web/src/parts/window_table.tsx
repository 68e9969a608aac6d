// Every window: its state, who is there and whom they serve, since when, and how long it stood idle while somebody
// waited for it.
import type { JSX } from 'preact';
import { Since, duration, level, useNow } from '../clock';
import type { HallWindow } from '../model';
import { useSpeech } from '../words';
import { LeaveNote } from './leave_note';
import { NormMark } from './norm_mark';
import { TableBox } from './table_box';

function WindowRow(props: { window: HallWindow; onOpen: (() => void) | null }): JSX.Element {
  const { words, say } = useSpeech();
  const { window } = props;
  const { post, visitor } = window;
  const since = visitor?.since ?? post.since;
  const now = useNow();
  const ran = now - (since ?? 0);
  const idled = window.idled_ms + (window.idles_since === null ? 0 : Math.max(0, now - window.idles_since));
  const state = visitor ? words[visitor.stage] : post.state === 'open' ? words.free
    : post.reason ? say(post.reason) : words[post.state];
  const tone = visitor ? visitor.stage : post.state === 'open' ? 'free' : post.state;
  const slow = visitor?.stage === 'serving' ? level(ran, window.norm?.service_ms ?? 0) : 'calm';
  return (
    <tr>
      <th scope="row">
        {props.onOpen
          ? <button type="button" class="link number" aria-label={`${words.open_page_of_window} ${window.window}`} onClick={props.onOpen}>{window.window}</button>
          : <span class="number">{window.window}</span>}
        <small>{say(window.kind)}</small>
        {window.assigned !== null && <small class="assigned" title={window.assigned}>{window.assigned_to === '' ? words.assigned_today : words.assigned_to}</small>}
      </th>
      <td><span class={`pill pill-${tone}`}><i aria-hidden="true" />{state}</span>{post.leave && <LeaveNote leave={post.leave} />}</td>
      <td>{post.person || words.nobody}</td>
      <td class="table-ticket">
        <span class="number">{visitor ? visitor.number : words.nobody}</span>
        {visitor?.category && <small class="category">{say(visitor.category)}</small>}
        {visitor?.reason && <small class="table-why">{say(visitor.reason)}</small>}
      </td>
      <td class={`number table-time time-${slow}`}><NormMark level={slow} />{since === undefined ? words.nobody : <Since at={since} />}</td>
      <td class={`number table-time table-idle${window.idles_since === null ? '' : ' table-idle-now'}`}>{idled > 0 ? duration(idled) : words.nobody}</td>
    </tr>
  );
}

export function WindowTable(props: { windows: HallWindow[]; onWindow: ((window: number) => void) | null }): JSX.Element {
  const { words } = useSpeech();
  const { onWindow } = props;
  return (
    <section class="card table-card" aria-labelledby="windows-title">
      <h2 id="windows-title">{words.windows}</h2>
      <TableBox label={words.windows}>
        <table class="table-windows">
          <thead>
            <tr>
              <th scope="col">{words.window}</th><th scope="col">{words.state}</th><th scope="col">{words.person}</th>
              <th scope="col">{words.visitor}</th><th scope="col" class="table-time">{words.time}</th>
              <th scope="col" class="table-time">{words.idle}</th>
            </tr>
          </thead>
          <tbody>
            {props.windows.map((window) => (
              <WindowRow key={window.window} window={window} onOpen={onWindow && (() => onWindow(window.window))} />
            ))}
          </tbody>
        </table>
      </TableBox>
    </section>
  );
}
