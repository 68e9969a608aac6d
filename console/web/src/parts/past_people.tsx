// Deliberate idleness and no-shows; ratings, and whether the estimates held.
import type { JSX } from 'preact';
import type { Idle, Lines, Promises, RatingCount, Sum } from '../history_model';
import { count, percent } from '../history_model';
import { useSpeech } from '../words';
import { Define, Opens, Was, lasted, meanOf, useNames } from './past_figures';
import type { Told } from './past_answer';
import { PastPart } from './past_answer';

type Idled = { name: string; idle: Sum };

function IdleTable(props: { title: string; by: 'window' | 'person'; lines: Idled[]; was: Idled[] | null }): JSX.Element {
  const { words, language } = useSpeech();
  const name = useNames();
  const lines = props.lines.filter(({ idle }) => idle.n > 0);
  return (
    <div>
      <h3>{props.title}</h3>
      {lines.length === 0 ? <p class="muted">{words.past.no_idle}</p> : (
        <div class="table-scroll"><table>
          <thead><tr><th scope="col">{words.past.line}</th><th scope="col">{words.past.idle_times}</th><th scope="col">{words.past.idle_sum}</th><th scope="col">{words.past.mean}</th><th scope="col">{words.past.longest}</th></tr></thead>
          <tbody>{lines.map((line) => {
            const was = props.was?.find((one) => one.name === line.name);
            return (
              <tr key={line.name}>
                <th scope="row">{props.by === 'person' && line.name ? line.name : name(props.by, line.name)}</th>
                <td class="number">{count(line.idle.n, language)}</td>
                <td class="number strong">{lasted(line.idle.sum_ms)}{was && <Was>{lasted(was.idle.sum_ms)}</Was>}</td>
                <td class="number">{meanOf(line.idle)}</td><td class="number">{lasted(line.idle.max_ms)}</td>
              </tr>
            );
          })}</tbody>
        </table></div>
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
      <div class="table-scroll"><table>
        <thead><tr><th scope="col">{words.past.filter_name.service}</th><th scope="col">{words.past.calls}</th><th scope="col">{words.past.missed}</th><th scope="col">{words.past.share_missed}</th></tr></thead>
        <tbody>{value.lines.map((line) => {
          const before = was?.lines.find((one) => one.name === line.name);
          return (
            <tr key={line.name}><th scope="row">{name('service', line.name)}</th><td class="number">{count(line.wait.n, language)}</td>
              <td><Opens title={`${name('service', line.name)}: ${words.past.missed}`} query={{ counted: 'missed', service: line.name }}>{count(line.missed.n, language)}</Opens></td>
              <td class="number strong">{percent(line.missed.n, line.wait.n, language)}{before && <Was>{percent(before.missed.n, before.wait.n, language)}</Was>}</td></tr>
          );
        })}</tbody>
      </table></div>
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

function Ratings(props: { ratings: RatingCount[] }): JSX.Element {
  const { words, language } = useSpeech();
  const name = useNames();
  const { ratings } = props;
  if (ratings.length === 0) return <p class="muted">{words.past.no_ratings}</p>;
  const sum = (of: (one: RatingCount) => number, which = ratings): number => which.reduce((all, one) => all + of(one), 0);
  const services = [...new Set(ratings.map(({ service }) => service))];
  const topics = [...new Set(ratings.map(({ topic }) => topic))];
  const row = (title: string, which: RatingCount[]): JSX.Element => (
    <tr key={title}>
      <th scope="row">{title}</th>
      {[5, 4, 3, 2, 1].map((score) => <td key={score} class="number">{count(sum(({ n }) => n, which.filter((one) => one.score === score)), language)}</td>)}
      <td class="number strong">{new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(sum(({ n, score }) => n * score, which) / sum(({ n }) => n, which))}</td>
    </tr>
  );
  const table = (title: string, rows: JSX.Element[]): JSX.Element => (
    <div class="table-scroll"><table>
      <thead><tr><th scope="col">{title}</th>{[5, 4, 3, 2, 1].map((score) => <th key={score} scope="col">{score}</th>)}<th scope="col">{words.past.average_score}</th></tr></thead>
      <tbody>{rows}</tbody>
    </table></div>
  );
  return (
    <>
      <p class="muted">{words.past.ratings_nobody}</p>
      <div class="past-pair">
        {table(words.past.filter_name['service'] ?? '', [...services.map((service) => row(name('service', service), ratings.filter((one) => one.service === service))), row(words.past.whole_hall, ratings)])}
        {table(words.past.topic, topics.map((topic) => row(topic ? name('topic', topic) : words.past.no_topic, ratings.filter((one) => one.topic === topic))))}
      </div>
    </>
  );
}

function PromiseTable(props: { promises: Promises }): JSX.Element {
  const { words, language } = useSpeech();
  const name = useNames();
  const { services, issued } = props.promises;
  const sum = (of: 'n' | 'heard'): number => services.reduce((all, one) => all + one[of], 0);
  if (services.length === 0) return <p class="muted">{words.past.no_promises}</p>;
  return (
    <>
      <p class="muted">{words.past.promises_known} <b class="number">{count(sum('n'), language)}</b> {words.past.promises_of} <b class="number">{count(issued, language)}</b> {words.past.promises_tickets} <b class="number">{count(sum('n') - sum('heard'), language)}</b></p>
      <div class="table-scroll"><table>
        <thead><tr><th scope="col">{words.past.filter_name.service}</th><th scope="col">{words.past.promised}</th><th scope="col">{words.past.promise_held} <Define term="promise" /></th><th scope="col">{words.past.sooner}</th><th scope="col">{words.past.later}</th></tr></thead>
        <tbody>{services.map((one) => (
          <tr key={one.service}><th scope="row">{name('service', one.service)}</th>
            <td><Opens title={`${name('service', one.service)}: ${words.past.promised}`} query={{ counted: 'promised', service: one.service }}>{count(one.n, language)}</Opens></td>
            <td class="strong"><Opens title={`${name('service', one.service)}: ${words.past.promise_held}`} query={{ counted: 'promised', service: one.service, over: '0' }}>{percent(one.held, one.n, language)}</Opens></td>
            <td class="number">{percent(one.sooner, one.n, language)}</td><td class="number">{percent(one.later, one.n, language)}</td></tr>
        ))}</tbody>
      </table></div>
    </>
  );
}

export function PastVoice(): JSX.Element {
  const { words } = useSpeech();
  return (
    <>
      <section class="card past-block" aria-labelledby="ratings-title">
        <h2 id="ratings-title">{words.past.ratings_title}</h2>
        <PastPart<{ ratings: RatingCount[] }> what="ratings">{({ value }) => <Ratings ratings={value.ratings} />}</PastPart>
      </section>
      <section class="card past-block" aria-labelledby="promises-title">
        <h2 id="promises-title">{words.past.promises_title} <Define term="promise" /></h2>
        <PastPart<Promises> what="promises">{({ value }) => <PromiseTable promises={value} />}</PastPart>
      </section>
    </>
  );
}
