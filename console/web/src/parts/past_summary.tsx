// The period in a few figures: what became of the tickets, and the waits and services of the hall and each kind of queue.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Line, Lines, Summary } from '../history_model';
import { count, percent, shortDay } from '../history_model';
import { useSpeech } from '../words';
import { Chart } from './chart';
import { Define, Opens, SpreadRows, Was, lasted, meanOf, useNames, usePast, within } from './past_figures';
import type { Told } from './past_answer';
import { PastPart } from './past_answer';
import { TableBox } from './table_box';

function Fates(props: { told: Told<Summary> }): JSX.Element {
  const { words, language } = useSpeech();
  const { value, was } = props.told;
  const fates: ['issued' | 'served' | 'cancelled' | 'lost' | 'expired', string | null][] = [['issued', 'issued'], ['served', null], ['cancelled', null], ['lost', null], ['expired', 'closed']];
  const share = within(value.hall.served_wait, value.hall.abandoned_wait);
  const was_share = was && within(was.hall.served_wait, was.hall.abandoned_wait);
  return (
    <dl class="card past-fates">
      {fates.map(([fate, term]) => (
        <div key={fate}>
          <dt>{words.past[fate]} {term && <Define term={term} />}</dt>
          <dd><Opens title={words.past[fate]} query={{ counted: fate, sort: 'longest' }}>{count(value[fate], language)}</Opens>{was && <Was>{count(was[fate], language)}</Was>}</dd>
        </div>
      ))}
      <div class="past-share">
        <dt>{words.past.within} <Define term="within" /></dt>
        <dd><Opens title={words.past.within} query={{ counted: 'served_wait', over: '0' }}>{percent(share.part, share.whole, language)}</Opens>{was_share && <Was>{percent(was_share.part, was_share.whole, language)}</Was>}</dd>
      </div>
    </dl>
  );
}

function Group(props: { title: string; query: Record<string, string>; line: Line; was: Line | null; norm: { wait_ms: number; service_ms: number } | undefined }): JSX.Element {
  const { words, language } = useSpeech();
  const { line, was, norm, title } = props;
  const share = within(line.served_wait, line.abandoned_wait);
  const was_share = was && within(was.served_wait, was.abandoned_wait);
  return (
    <section class="card past-group" aria-label={title}>
      <h2>{title}</h2>
      <div class="past-spreads">
        <div>
          <h3>{words.past.wait}{norm && <span class="muted"> · {words.past.norm} {lasted(norm.wait_ms)}</span>}</h3>
          <SpreadRows title={`${title}: ${words.past.wait}`} counted="wait" query={props.query} spread={line.wait} was={was && was.wait}
            median_of_all={line.median_of_all_ms} was_of_all={was?.median_of_all_ms} />
        </div>
        <div>
          <h3>{words.past.service}{norm && <span class="muted"> · {words.past.norm} {lasted(norm.service_ms)}</span>}</h3>
          <SpreadRows title={`${title}: ${words.past.service}`} counted="service" query={props.query} spread={line.service} was={was && was.service} />
          <p class="past-sl">{words.past.within} <Define term="within" /> <Opens title={`${title}: ${words.past.within}`} query={{ ...props.query, counted: 'served_wait', over: '0' }}>{percent(share.part, share.whole, language)}</Opens>
            {was_share && <Was>{percent(was_share.part, was_share.whole, language)}</Was>}</p>
        </div>
      </div>
    </section>
  );
}

const minute = 60_000;

function Trend(props: { told: Told<Lines> }): JSX.Element {
  const { words, language } = useSpeech();
  const { value, was } = props.told;
  const names = useMemo(() => value.lines.map((line) => shortDay(line.name, language)), [value, language]);
  const series = useMemo(() => {
    const minutes = (line: Line | undefined): number | null => (line && line.wait.n > 0 ? line.wait.sum_ms / line.wait.n / minute : null);
    return [
      ...(was ? [{ label: words.past.mean_was, as: 'line' as const, colour: '--near', dashed: true, values: value.lines.map((_, i) => minutes(was.lines[i])) }] : []),
      { label: words.past.mean, as: 'line' as const, colour: '--accent', values: value.lines.map(minutes) },
    ];
  }, [value, was, words]);
  if (value.lines.length < 2) return <></>;
  return (
    <section class="card past-chart" aria-labelledby="trend-title">
      <h2 id="trend-title">{words.past.trend} <small class="muted">{words.minutes}</small></h2>
      <Chart names={names} series={series} height={180} />
      <details>
        <summary>{words.past.as_table}</summary>
        <TableBox label={words.past.trend} always><table>
          <thead><tr><th scope="col">{words.past.line}</th><th scope="col">{words.past.mean}</th><th scope="col">{words.past.n}</th></tr></thead>
          <tbody>{value.lines.map((line, i) => (
            <tr key={line.name}><td>{shortDay(line.name, language)}</td><td><Opens title={shortDay(line.name, language)} days={{ from: line.name, to: line.name }} query={{ counted: 'wait' }}>{meanOf(line.wait)}</Opens>{was?.lines[i] && <Was>{meanOf(was.lines[i].wait)} · {shortDay(was.lines[i].name, language)}</Was>}</td>
              <td><Opens title={shortDay(line.name, language)} days={{ from: line.name, to: line.name }} query={{ counted: 'wait' }}>{count(line.wait.n, language)}</Opens></td></tr>
          ))}</tbody>
        </table></TableBox>
      </details>
    </section>
  );
}

export function PastSummary(props: { x_ms: number }): JSX.Element {
  const { words } = useSpeech();
  const name = useNames();
  const { period } = usePast();
  return (
    <PastPart<Summary> what="summary">
      {(told) => told.value.issued === 0 ? <p class="card past-nothing">{words.past.nothing}</p> : (
        <>
          <Fates told={told} />
          <p class="muted past-x">{words.past.x} <b class="number">{props.x_ms / 1000} {words.past.seconds}</b> <Define term="within" /></p>
          {!told.value.exact && <p class="muted">{words.past.approximate}</p>}
          {period.from !== period.to && <PastPart<Lines> what="lines" query={{ by: 'day' }}>{(days) => <Trend told={days} />}</PastPart>}
          <Group title={words.past.whole_hall} query={{}} line={told.value.hall} was={told.was && told.was.hall} norm={undefined} />
          {told.value.kinds.map((line) => (
            <Group key={line.name} title={name('kind', line.name)} query={{ kind: line.name }} line={line} norm={told.value.norms[line.name]}
              was={told.was?.kinds.find((one) => one.name === line.name) ?? null} />
          ))}
        </>
      )}
    </PastPart>
  );
}
