// What is behind a number: its tickets, and of each ticket the whole life.
import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { useAsking } from '../asking';
import type { Found, FoundPage, Life, LifeEvent, LifeLeg, Selection } from '../history_model';
import { clockText, count, dayText } from '../history_model';
import { askHistory } from '../history_server';
import type { Refusal } from '../model';
import { inHall } from '../moment';
import { tongue, useSpeech } from '../words';
import { Dialog } from './dialog';
import { lasted, useNames } from './past_figures';
import { TableBox } from './table_box';

function TicketRow(props: { found: Found; onOpen: () => void }): JSX.Element {
  const { words, language } = useSpeech();
  const name = useNames();
  const { found } = props;
  return (
    <tr data-ticket={found.ticket}>
      <td><button type="button" class="opens number" onClick={props.onOpen}>{found.number}</button></td>
      <td class="number">{dayText(found.day, language)}, {clockText(found.issued)}</td>
      <td>{name('service', found.service)}{found.category && <small class="user-notes">{name('category', found.category)}</small>}</td>
      <td class="number">{lasted(found.took_ms)}{found.norm_ms !== null && found.took_ms > found.norm_ms && <small class="user-notes over-mark">▲ {words.past.norm} {lasted(found.norm_ms)}</small>}</td>
      <td>{found.window > 0 ? `${words.past.window} ${found.window}` : '—'}{found.person && <small class="user-notes">{found.person}</small>}</td>
      <td>{words.past.end[found.ended] ?? found.ended}</td>
    </tr>
  );
}

function LegRow(props: { leg: LifeLeg }): JSX.Element {
  const { words } = useSpeech();
  const name = useNames();
  const { leg } = props;
  const time = (ms: number | null, norm: number | null): JSX.Element => (
    <td class="number">{ms === null ? '—' : lasted(ms)}{ms !== null && norm !== null && <small class={ms > norm ? 'user-notes over-mark' : 'user-notes'}>{ms > norm ? '▲ ' : ''}{words.past.norm} {lasted(norm)}</small>}</td>
  );
  const why = leg.reason && (words.past.why[leg.reason] ?? leg.reason);
  return (
    <tr>
      <td>{words.past.began[leg.began] ?? leg.began}<small class="user-notes number">{clockText(leg.since)}</small></td>
      <td>{name('service', leg.service)}<small class="user-notes">{name('kind', leg.kind)}</small></td>
      {time(leg.wait_ms, leg.wait_norm_ms)}
      <td>{leg.called ? <>{words.past.window} {leg.window}{leg.called_by && `, ${leg.called_by}`}</> : words.past.nobody_called}{why && <small class="user-notes">{why}</small>}</td>
      {time(leg.service_ms, leg.service_norm_ms)}
      <td>{leg.ended ? words.past.leg_end[leg.ended] ?? leg.ended : '—'}{leg.outcome && <small class="user-notes">{name('outcome', leg.outcome)}</small>}</td>
    </tr>
  );
}

// The fields of an event that are not told in columns of their own.
const plain = ['kind', 'at', 'clock', 'device', 'person', 'ticket', 'number', 'number_in_journal', 'head_start', 'taken'];

function EventRow(props: { event: LifeEvent }): JSX.Element {
  const { words, language } = useSpeech();
  const name = useNames();
  const { event } = props;
  const value = (field: string, given: unknown): string => {
    if (field === 'reason' && given && typeof given === 'object') {
      const why = (given as { why?: string }).why ?? '';
      return words.past.why[why] ?? why;
    }
    if (field === 'to' && given && typeof given === 'object')
      return Object.entries(given).map(([by, id]) => name(by, String(id))).join(' ');
    if (given && typeof given === 'object') return Object.values(given).filter((one) => typeof one !== 'object').join(' ');
    if (field === 'window') return String(given);
    if (field === 'until' && typeof given === 'number') return inHall(given, language, { timeStyle: 'medium' });
    if (field === 'language') return tongue(String(given), language);
    if (field === 'print') return words.past.printed[String(given)] ?? String(given);
    return name(field, String(given));
  };
  const shown = Object.entries(event).filter(([field, given]) => !plain.includes(field) && field in words.past.field && given !== '' && !(Array.isArray(given) && given.length === 0));
  return (
    <tr>
      <td class="number table-when">{clockText(event.clock)}</td>
      <td>{words.past.event[event.kind] ?? event.kind}</td>
      <td>{event.person ? <b>{event.person}</b> : <span class="muted">{event.device || words.past.system}</span>}</td>
      <td>{shown.map(([field, given]) => `${words.past.field[field]}: ${value(field, given)}`).join('; ')}</td>
    </tr>
  );
}

function LifeView(props: { life: Life }): JSX.Element {
  const { words, language, say } = useSpeech();
  const name = useNames();
  const { life } = props;
  const { past } = words;
  return (
    <div class="life">
      <dl class="facts">
        <div><dt>{past.ticket}</dt><dd class="number">{life.number}</dd></div>
        <div><dt>{past.issued_at}</dt><dd class="number">{dayText(life.day, language)}, {clockText(life.issued)}</dd></div>
        <div><dt>{past.taken_at}</dt><dd>{life.device}</dd></div>
        <div><dt>{past.total_wait}</dt><dd class="number">{lasted(life.waited_ms)}</dd></div>
        <div><dt>{past.ended}</dt><dd>{past.end[life.ended ?? ''] ?? life.ended}{life.outcome && `: ${name('outcome', life.outcome)}`}</dd></div>
        {life.category && <div><dt>{past.category}</dt><dd>{name('category', life.category)}</dd></div>}
        {life.language && <div><dt>{past.language}</dt><dd>{tongue(life.language, language)}</dd></div>}
      </dl>
      <h3>{past.legs}</h3>
      <TableBox label={past.legs} always>
        <table>
          <thead><tr><th scope="col">{past.line}</th><th scope="col">{past.filter_name.service}</th><th scope="col">{past.wait}</th><th scope="col">{past.filter_name.window}</th><th scope="col">{past.service}</th><th scope="col">{past.ended}</th></tr></thead>
          <tbody>{life.legs.map((leg, i) => <LegRow key={i} leg={leg} />)}</tbody>
        </table>
      </TableBox>
      <h3>{past.events}</h3>
      {!life.whole && <p class="muted">{life.why_not_whole ? say(life.why_not_whole.sentence) : past.not_whole}</p>}
      <TableBox label={past.events} always>
        <table class="life-events">
          <thead><tr><th scope="col">{past.when}</th><th scope="col">{past.what}</th><th scope="col">{past.who}</th><th scope="col">{past.details}</th></tr></thead>
          <tbody>{life.events.map((event) => <EventRow key={event.number_in_journal} event={event} />)}</tbody>
        </table>
      </TableBox>
    </div>
  );
}

export function TicketsDialog(props: { selection: Selection; onClose: () => void; onRefused: (refusal: Refusal) => void }): JSX.Element {
  const { words, language } = useSpeech();
  const { past } = words;
  const { selection, onRefused } = props;
  const [page, setPage] = useState<FoundPage | null>(null);
  const [sort, setSort] = useState('longest');
  const [life, setLife] = useState<Life | null>(null);
  const { ask, busy } = useAsking();
  const load = useCallback(async (offset: number): Promise<void> => {
    const answer = await ask(askHistory<FoundPage>('tickets', { ...selection.query, sort, offset: String(offset) }));
    if (!answer) return undefined;
    if (!answer.ok) return onRefused(answer.refusal);
    return setPage((known) => (offset === 0 || !known ? answer.value : { ...answer.value, tickets: [...known.tickets, ...answer.value.tickets] }));
  }, [ask, selection, sort, onRefused]);
  useEffect(() => void load(0), [load]);
  const openLife = async (ticket: number): Promise<void> => {
    const answer = await askHistory<Life>('ticket', { id: String(ticket) });
    if (answer.ok) setLife(answer.value);
    else onRefused(answer.refusal);
  };
  return (
    <Dialog title={life ? `${past.life} ${life.number}` : selection.title} wide onClose={props.onClose}>
      {life ? <LifeView life={life} /> : page ? (
        <>
          <div class="found-head">
            <p>{past.found} <b class="number found-count">{count(page.count, language)}</b></p>
            <label class="found-order"><span>{past.order}</span>
              <select value={sort} onChange={(event) => setSort(event.currentTarget.value)}>
                <option value="longest">{past.longest_first}</option><option value="time">{past.by_time}</option>
              </select>
            </label>
          </div>
          {page.tickets.length === 0 ? <p class="muted">{past.no_tickets}</p> : (
            <TableBox label={past.ticket} always>
              <table class="found-tickets">
                <thead><tr><th scope="col">{past.ticket}</th><th scope="col">{past.issued_at}</th><th scope="col">{past.filter_name.service}</th><th scope="col">{past.took}</th><th scope="col">{past.filter_name.window}</th><th scope="col">{past.ended}</th></tr></thead>
                <tbody>{page.tickets.map((found, i) => <TicketRow key={`${found.ticket}-${i}`} found={found} onOpen={() => void openLife(found.ticket)} />)}</tbody>
              </table>
            </TableBox>
          )}
        </>
      ) : <p class="muted">{past.loading}</p>}
      <div class="dialog-foot">
        {life && <button type="button" onClick={() => setLife(null)}>{past.back_to_list}</button>}
        {!life && page && page.tickets.length < page.count && <button type="button" onClick={() => { if (!busy()) void load(page.tickets.length); }}>{past.more}</button>}
        <button type="button" class="primary" onClick={props.onClose}>{past.close}</button>
      </div>
    </Dialog>
  );
}
