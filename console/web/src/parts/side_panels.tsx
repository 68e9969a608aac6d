// Who waits for this window, and who has been put aside.
import type { JSX } from 'preact';
import { Since, duration, level, useNow } from '../clock';
import type { Action, Missed, Parked, Waiting, WindowPage } from '../model';
import { useSpeech } from '../words';
import { GuidancePanel } from './guidance';
import { NormMark } from './norm_mark';
import { RangeText } from './range';

function WaitingRow(props: { ticket: Waiting; norm_ms: number }): JSX.Element {
  const { words, say } = useSpeech();
  const { ticket } = props;
  const stands = level(useNow() - ticket.since, props.norm_ms);
  return (
    <li class="row">
      <b class="number row-number">{ticket.number}</b>
      <span class="row-text">
        {say(ticket.service)}
        {ticket.category && <em class="row-category">{say(ticket.category)}</em>}
        {ticket.only_here && <em>{words.only_here}</em>}
        {ticket.note && <small>{ticket.note}</small>}
        {ticket.wait && <small class="row-wait">{words.still_to_wait} <RangeText range={ticket.wait} /></small>}
      </span>
      <span class={`number row-time time-${stands}`}><NormMark level={stands} /><Since at={ticket.since} /></span>
    </li>
  );
}

function ParkedRow(props: { ticket: Parked; ready: boolean; onResume: () => void }): JSX.Element {
  const { words, say } = useSpeech();
  const { ticket } = props;
  const now = useNow();
  const late = ticket.reminded || (ticket.remind_at !== null && ticket.remind_at <= now);
  return (
    <li class={late ? 'row row-reminded' : 'row'}>
      <b class="number row-number">{ticket.number}</b>
      <span class="row-text">
        {ticket.reason || say(ticket.service)}
        {late && <em role="status">{words.reminded}</em>}
        <small>
          {words.window} {ticket.by} · <span class="number"><Since at={ticket.since} /></span>
          {!late && ticket.remind_at !== null && <> · {words.remind_in} <span class="number">{duration(ticket.remind_at - now)}</span></>}
        </small>
      </span>
      <button type="button" class="small" disabled={!props.ready}
        aria-label={`${words.resume_ticket} ${ticket.number}`} onClick={props.onResume}>
        {words.resume_ticket}
      </button>
    </li>
  );
}

function MissedRow(props: { ticket: Missed; ready: boolean; onReturn: () => void }): JSX.Element {
  const { words, say } = useSpeech();
  const { ticket } = props;
  const left = ticket.until - useNow();
  return (
    <li class="row">
      <b class="number row-number">{ticket.number}</b>
      <span class="row-text">
        {say(ticket.service)}
        <small>{words.window} {ticket.window} · {words.missed_hint} <span class="number">{duration(left)}</span></small>
      </span>
      <button type="button" class="small" disabled={!props.ready}
        aria-label={`${words.return_ticket} ${ticket.number}`} onClick={props.onReturn}>
        {words.return_ticket}
      </button>
    </li>
  );
}

export function SidePanels(props: {
  page: WindowPage;
  ready: (kind: Action) => boolean;
  onResume: (ticket: Parked) => void;
  onReturn: (ticket: Missed) => void;
}): JSX.Element {
  const { words, count } = useSpeech();
  const { guidance, queue, parked, missed, norm } = props.page;
  const more = queue.waiting - queue.next.length;
  return (
    <aside class="desk-side">
      {guidance && <GuidancePanel guidance={guidance} />}
      <section class="card panel panel-queue" aria-labelledby="queue-title">
        <header>
          <h2 id="queue-title">{words.queue}</h2>
          <span class="count"><b class="number">{queue.waiting}</b> {count(queue.waiting, words.waiting_now)}</span>
        </header>
        <ul class="rows" tabIndex={0} aria-labelledby="queue-title">
          {queue.next.map((ticket) => <WaitingRow key={ticket.number} ticket={ticket} norm_ms={norm.wait_ms} />)}
          {more > 0 && <li class="row-more">{words.and_more} {more}</li>}
          {queue.waiting === 0 && <li class="row-more">{words.queue_empty}</li>}
        </ul>
      </section>
      {parked.length > 0 && (
        <section class="card panel panel-parked" aria-labelledby="parked-title">
          <header>
            <h2 id="parked-title">{words.parked}</h2>
            <span class="count"><b class="number">{parked.length}</b></span>
          </header>
          <ul class="rows" tabIndex={0} aria-labelledby="parked-title">
            {parked.map((ticket) => (
              <ParkedRow key={ticket.number} ticket={ticket} ready={props.ready('resume_ticket')}
                onResume={() => props.onResume(ticket)} />
            ))}
          </ul>
        </section>
      )}
      {missed.length > 0 && (
        <section class="card panel panel-missed" aria-labelledby="missed-title">
          <header>
            <h2 id="missed-title">{words.missed}</h2>
            <span class="count"><b class="number">{missed.length}</b></span>
          </header>
          <ul class="rows" tabIndex={0} aria-labelledby="missed-title">
            {missed.map((ticket) => (
              <MissedRow key={ticket.number} ticket={ticket} ready={props.ready('return_ticket')}
                onReturn={() => props.onReturn(ticket)} />
            ))}
          </ul>
        </section>
      )}
    </aside>
  );
}
