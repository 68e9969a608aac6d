// How long visitors waited, in bars of a minute, and each day against its norm.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Bars, CalendarDay } from '../history_model';
import { count, rangeText, shortDay, weekdayName, weekdayOf } from '../history_model';
import { useSpeech } from '../words';
import { Chart } from './chart';
import { Define, Opens, Was, lasted, useNames, usePast } from './past_figures';
import type { Told } from './past_answer';
import { PastPart } from './past_answer';
import { TableBox } from './table_box';

const minute = 60_000;
const bars_shown = 60;

interface Bar { from: number; to: number | null; n: number; was: number | null }

// As many as the longer of the two periods has; what is beyond the last shown is one bar.
function barsOf(now: Bars, then: Bars | null): Bar[] {
  const most = Math.max(now.bars.length, then?.bars.length ?? 0);
  const beyond = (bars: number[]): number => bars.slice(bars_shown).reduce((sum, n) => sum + n, 0);
  const rows: Bar[] = Array.from({ length: Math.min(bars_shown, most) }, (_, i) =>
    ({ from: i * now.bar_min, to: (i + 1) * now.bar_min, n: now.bars[i] ?? 0, was: then && (then.bars[i] ?? 0) }));
  return most > bars_shown ? [...rows, { from: bars_shown * now.bar_min, to: null, n: beyond(now.bars), was: then && beyond(then.bars) }] : rows;
}

function Distribution(props: { told: Told<Bars> }): JSX.Element {
  const { words, language } = useSpeech();
  const { value, was } = props.told;
  const rows = useMemo(() => barsOf(value, was), [value, was]);
  const names = useMemo(() => rows.map(({ from, to }) => (to === null ? `${from}+` : String(from))), [rows]);
  const series = useMemo(() => [
    ...(was ? [{ label: words.past.were, as: 'bars' as const, colour: '--chart-was', behind: true, values: rows.map((row) => row.was) }] : []),
    { label: words.past.waits, as: 'bars' as const, colour: '--accent', values: rows.map(({ n }) => n) },
  ], [rows, was, words]);
  const row = (from: number, to: number | null): string => (to === null ? `≥ ${from}` : `${from}–${to}`);
  return (
    <section class="card past-block" aria-labelledby="bars-title">
      <h2 id="bars-title">{words.past.bars_title} <small class="muted">{words.past.bar}</small></h2>
      <Chart names={names} series={series} />
      <details>
        <summary>{words.past.as_table}</summary>
        <TableBox label={words.past.bars_title} always><table class="past-bars">
          <thead><tr><th scope="col">{words.past.bar}</th><th scope="col">{words.past.waits}</th></tr></thead>
          <tbody>{rows.filter((one) => one.n > 0 || (one.was ?? 0) > 0).map(({ from, to, n, was: before }) => (
            <tr key={from}><th scope="row" class="number">{row(from, to)}</th>
              <td><Opens title={`${words.past.wait}, ${words.minutes}: ${row(from, to)}`}
                query={{ counted: 'wait', ...(from > 0 ? { at_least_ms: String(from * minute) } : {}), ...(to === null ? {} : { below_ms: String(to * minute) }) }}>{count(n, language)}</Opens>{before !== null && <Was>{count(before, language)}</Was>}</td></tr>
          ))}</tbody>
        </table></TableBox>
      </details>
    </section>
  );
}

function Day(props: { day: CalendarDay; kind: string }): JSX.Element {
  const { words, language } = useSpeech();
  const { day } = props;
  const mean = day.wait.n === 0 ? null : day.wait.sum_ms / day.wait.n;
  const over = mean !== null && day.wait_norm_ms !== null && mean > day.wait_norm_ms;
  const state = day.wait_norm_ms === null || mean === null ? words.past.no_norm : over ? words.past.broken : words.past.held;
  return (
    <li class={`norm-day ${over ? 'norm-broken' : mean === null ? '' : 'norm-held'}`}>
      <span class="norm-date">{weekdayName(weekdayOf(day.day), language, 'short')}, {shortDay(day.day, language)}</span>
      <Opens title={`${props.kind}, ${shortDay(day.day, language)}: ${state}`} days={{ from: day.day, to: day.day }} query={{ counted: 'wait', kind: day.kind }}>
        {mean === null ? '—' : lasted(mean)}
      </Opens>
      <small>{over ? '▲' : '✓'} {state}</small>
    </li>
  );
}

const isHeld = ({ wait, wait_norm_ms }: CalendarDay): boolean => wait.n > 0 && wait_norm_ms !== null && wait.sum_ms / wait.n <= wait_norm_ms;
const hasNorm = ({ wait, wait_norm_ms }: CalendarDay): boolean => wait.n > 0 && wait_norm_ms !== null;

// On how many days the norm held, in the other period, too, whose own days stand below.
function Calendar(props: { told: Told<{ days: CalendarDay[] }> }): JSX.Element {
  const { words, language } = useSpeech();
  const { other } = usePast();
  const name = useNames();
  const { value, was } = props.told;
  const kinds = [...new Set(value.days.map(({ kind }) => kind))];
  const held = (days: CalendarDay[]): string => `${count(days.filter(isHeld).length, language)} ${words.past.of_days} ${count(days.filter(hasNorm).length, language)}`;
  return (
    <section class="card past-block" aria-labelledby="calendar-title">
      <h2 id="calendar-title">{words.past.calendar_title} <Define term="mean" /></h2>
      <p class="muted">{words.past.calendar_hint}</p>
      {kinds.map((kind) => {
        const days = value.days.filter((one) => one.kind === kind);
        const earlier = was?.days.filter((one) => one.kind === kind) ?? [];
        const norm = days[days.length - 1]?.wait_norm_ms ?? null;
        return (
          <div key={kind} class="norm-kind">
            <h3>{name('kind', kind)}{norm !== null && <span class="muted"> · {words.past.norm} {lasted(norm)}</span>}</h3>
            <p class="norm-count">{words.past.days_held} <b class="number">{held(days)}</b>{was && <Was>{held(earlier)}</Was>}</p>
            <ul class="norm-days">{days.map((day) => <Day key={day.day} day={day} kind={name('kind', kind)} />)}</ul>
            {other && was && (
              <div class="past-other">
                <h4>{words.past.compared_with} <span class="number">{rangeText(other, language)}</span></h4>
                {earlier.length === 0 ? <p class="muted">{words.past.nothing_then}</p> : <ul class="norm-days">{earlier.map((day) => <Day key={day.day} day={day} kind={name('kind', kind)} />)}</ul>}
              </div>
            )}
          </div>
        );
      })}
    </section>
  );
}

export function PastDays(): JSX.Element {
  const { words } = useSpeech();
  return (
    <PastPart<{ days: CalendarDay[] }> what="calendar">
      {(told) => told.value.days.length === 0 ? <p class="card past-nothing">{words.past.nothing}</p> : (
        <>
          <PastPart<Bars> what="bars">{(bars) => <Distribution told={bars} />}</PastPart>
          <Calendar told={told} />
        </>
      )}
    </PastPart>
  );
}
