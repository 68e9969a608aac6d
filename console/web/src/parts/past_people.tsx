// Deliberate idleness and no-shows.
import type { JSX } from 'preact';
import type { Idle, Lines, Sum } from '../history_model';
import { count, percent } from '../history_model';
import { useSpeech } from '../words';
import { Define, Opens, Was, lasted, meanOf, useNames } from './past_figures';
import type { Told } from './past_answer';
import { PastPart } from './past_answer';
import { TableBox } from './table_box';

type Idled = { name: string; idle: Sum };

function IdleTable(props: { title: string; by: 'window' | 'person'; lines: Idled[]; was: Idled[] | null }): JSX.Element {
  const { words, language } = useSpeech();
  const name = useNames();
  const lines = props.lines.filter(({ idle }) => idle.n > 0);
  return (
    <div>
      <h3>{props.title}</h3>
      {lines.length === 0 ? <p class="muted">{words.past.no_idle}</p> : (
        <TableBox label={props.title} always><table>
          <thead><tr><th scope="col">{words.past.line}</th><th scope="col">{words.past.idle_times} <Define term="idle_times" /></th><th scope="col">{words.past.idle_sum} <Define term="idle_sum" /></th><th scope="col">{words.past.mean}</th><th scope="col">{words.past.longest}</th></tr></thead>
          <tbody>{lines.map((line) => {
            const was = props.was?.find((one) => one.name === line.name);
            return (
              <tr key={line.name}>
                <th scope="row">{props.by === 'person' && line.name ? line.name : name(props.by, line.name)}</th>
                <td class="number">{count(line.idle.n, language)}{was && <Was>{count(was.idle.n, language)}</Was>}</td>
                <td class="number strong">{lasted(line.idle.sum_ms)}{was && <Was>{lasted(was.idle.sum_ms)}</Was>}</td>
                <td class="number">{meanOf(line.idle)}{was && <Was>{meanOf(was.idle)}</Was>}</td>
                <td class="number">{lasted(line.idle.max_ms)}{was && <Was>{lasted(was.idle.max_ms)}</Was>}</td>
              </tr>
            );
          })}</tbody>
        </table></TableBox>
      )}
    </div>
  );
}

function Missed(props: { told: Told<Lines> }): JSX.Element {
  const { words, language } = useSpeech();
  const name = useNames();
  const { value, was } = props.told;
  return (
    <section class="card past-block" aria-labelledby="missed-title">
      <h2 id="missed-title">{words.past.missed_title} <Define term="missed" /></h2>
      <TableBox label={words.past.missed_title} always><table>
        <thead><tr><th scope="col">{words.past.filter_name.service}</th><th scope="col">{words.past.calls}</th><th scope="col">{words.past.missed}</th><th scope="col">{words.past.share_missed}</th></tr></thead>
        <tbody>{value.lines.map((line) => {
          const before = was?.lines.find((one) => one.name === line.name);
          return (
            <tr key={line.name}><th scope="row">{name('service', line.name)}</th>
              <td><Opens title={`${name('service', line.name)}: ${words.past.calls}`} query={{ counted: 'wait', service: line.name }}>{count(line.wait.n, language)}</Opens>{before && <Was>{count(before.wait.n, language)}</Was>}</td>
              <td><Opens title={`${name('service', line.name)}: ${words.past.missed}`} query={{ counted: 'missed', service: line.name }}>{count(line.missed.n, language)}</Opens>{before && <Was>{count(before.missed.n, language)}</Was>}</td>
              <td class="strong"><Opens title={`${name('service', line.name)}: ${words.past.share_missed}`} query={{ counted: 'missed', service: line.name }}>{percent(line.missed.n, line.wait.n, language)}</Opens>{before && <Was>{percent(before.missed.n, before.wait.n, language)}</Was>}</td></tr>
          );
        })}</tbody>
      </table></TableBox>
    </section>
  );
}

export function PastPeople(): JSX.Element {
  const { words } = useSpeech();
  return (
    <>
      <section class="card past-block" aria-labelledby="idle-title">
        <h2 id="idle-title">{words.past.idle_title} <Define term="idle" /></h2>
        <PastPart<Idle> what="idle">
          {({ value, was }) => (
            <div class="past-pair">
              <IdleTable title={words.past.idle_windows} by="window" lines={value.windows} was={was && was.windows} />
              <IdleTable title={words.past.idle_people} by="person" lines={value.people} was={was && was.people} />
            </div>
          )}
        </PastPart>
      </section>
      <PastPart<Lines> what="lines" query={{ by: 'service' }}>
        {(told) => told.value.lines.length === 0 ? <p class="card past-nothing">{words.past.nothing}</p> : <Missed told={told} />}
      </PastPart>
    </>
  );
}
