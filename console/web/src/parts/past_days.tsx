// How long visitors waited, in bars of a minute, and each day against its norm.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Bars, CalendarDay } from '../history_model';
import { count, shortDay, weekdayName, weekdayOf } from '../history_model';
import { useSpeech } from '../words';
import { Chart } from './chart';
import { Define, Opens, lasted, useNames } from './past_figures';
import { PastPart } from './past_answer';

const minute = 60_000;
const bars_shown = 60;

function Distribution(props: { bars: Bars }): JSX.Element {
  const { words, language } = useSpeech();
  const { bars, bar_min } = props.bars;
  const rows = useMemo(() => {
    const shown = bars.slice(0, bars_shown).map((n, i) => ({ from: i * bar_min, to: (i + 1) * bar_min as number | null, n }));
    const rest = bars.slice(bars_shown).reduce((sum, n) => sum + n, 0);
    return rest > 0 ? [...shown, { from: bars_shown * bar_min, to: null, n: rest }] : shown;
  }, [bars, bar_min]);
  const names = useMemo(() => rows.map(({ from, to }) => (to === null ? `${from}+` : String(from))), [rows]);
  const series = useMemo(() => [{ label: words.past.waits, as: 'bars' as const, colour: '--accent', values: rows.map(({ n }) => n) }], [rows, words]);
  const row = (from: number, to: number | null): string => (to === null ? `≥ ${from}` : `${from}–${to}`);
  return (
    <section class="card past-block" aria-labelledby="bars-title">
      <h2 id="bars-title">{words.past.bars_title} <small class="muted">{words.past.bar}</small></h2>
      <Chart names={names} series={series} />
      <details>
        <summary>{words.past.as_table}</summary>
        <div class="table-scroll"><table class="past-bars">
          <thead><tr><th scope="col">{words.past.bar}</th><th scope="col">{words.past.waits}</th></tr></thead>
          <tbody>{rows.filter(({ n }) => n > 0).map(({ from, to, n }) => (
            <tr key={from}><th scope="row" class="number">{row(from, to)}</th>
              <td><Opens title={`${words.past.wait}, ${words.minutes}: ${row(from, to)}`}
                query={{ counted: 'wait', ...(from > 0 ? { at_least_ms: String(from * minute) } : {}), ...(to === null ? {} : { below_ms: String(to * minute) }) }}>{count(n, language)}</Opens></td></tr>
          ))}</tbody>
        </table></div>
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

function Calendar(props: { days: CalendarDay[] }): JSX.Element {
  const { words } = useSpeech();
  const name = useNames();
  const kinds = [...new Set(props.days.map(({ kind }) => kind))];
  return (
    <section class="card past-block" aria-labelledby="calendar-title">
      <h2 id="calendar-title">{words.past.calendar_title} <Define term="mean" /></h2>
      <p class="muted">{words.past.calendar_hint}</p>
      {kinds.map((kind) => {
        const days = props.days.filter((one) => one.kind === kind);
        const norm = days[days.length - 1]?.wait_norm_ms ?? null;
        return (
          <div key={kind} class="norm-kind">
            <h3>{name('kind', kind)}{norm !== null && <span class="muted"> · {words.past.norm} {lasted(norm)}</span>}</h3>
            <ul class="norm-days">{days.map((day) => <Day key={day.day} day={day} kind={name('kind', kind)} />)}</ul>
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
      {({ value }) => value.days.length === 0 ? <p class="card past-nothing">{words.past.nothing}</p> : (
        <>
          <PastPart<Bars> what="bars">{(told) => <Distribution bars={told.value} />}</PastPart>
          <Calendar days={value.days} />
        </>
      )}
    </PastPart>
  );
}
