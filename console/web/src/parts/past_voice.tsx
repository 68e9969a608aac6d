// How visitors rated their visits, and whether the estimates of their waits held.
import type { JSX } from 'preact';
import type { Promises, RatingCount } from '../history_model';
import { count, percent } from '../history_model';
import { useSpeech } from '../words';
import { Define, Opens, Was, useNames } from './past_figures';
import type { Told } from './past_answer';
import { PastPart } from './past_answer';
import { TableBox } from './table_box';

const scores = [5, 4, 3, 2, 1];
const counted = (ratings: RatingCount[]): number => ratings.reduce((all, { n }) => all + n, 0);
const of = <Key extends 'service' | 'topic'>(key: Key, ratings: RatingCount[]): string[] => [...new Set(ratings.map((one) => one[key]))];

function RatingRow(props: { title: string; now: RatingCount[]; then: RatingCount[] | null }): JSX.Element {
  const { language } = useSpeech();
  const { title, now, then } = props;
  const given = (ratings: RatingCount[], score: number): string => count(counted(ratings.filter((one) => one.score === score)), language);
  const average = (ratings: RatingCount[]): string => (ratings.length === 0 ? '—'
    : new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(ratings.reduce((all, { n, score }) => all + n * score, 0) / counted(ratings)));
  return (
    <tr>
      <th scope="row">{title}</th>
      {scores.map((score) => <td key={score} class="number">{given(now, score)}{then && <Was>{given(then, score)}</Was>}</td>)}
      <td class="number strong">{average(now)}{then && <Was>{average(then)}</Was>}</td>
    </tr>
  );
}

function RatingTable(props: { title: string; children: JSX.Element[] }): JSX.Element {
  const { words } = useSpeech();
  return (
    <TableBox label={props.title} always><table>
      <thead><tr><th scope="col">{props.title}</th>{scores.map((score) => <th key={score} scope="col">{score}</th>)}<th scope="col">{words.past.average_score} <Define term="ratings" /></th></tr></thead>
      <tbody>{props.children}</tbody>
    </table></TableBox>
  );
}

function Ratings(props: { told: Told<{ ratings: RatingCount[] }> }): JSX.Element {
  const { words } = useSpeech();
  const name = useNames();
  const now = props.told.value.ratings;
  const then = props.told.was && props.told.was.ratings;
  const all = [...now, ...(then ?? [])];
  if (all.length === 0) return <p class="muted">{words.past.no_ratings}</p>;
  const row = (key: string, title: string, which: (one: RatingCount) => boolean): JSX.Element => <RatingRow key={key} title={title} now={now.filter(which)} then={then && then.filter(which)} />;
  return (
    <>
      <p class="muted">{words.past.ratings_nobody}</p>
      <div class="past-pair">
        <RatingTable title={words.past.filter_name['service'] ?? ''}>{[...of('service', all).map((service) => row(service, name('service', service), (one) => one.service === service)), row(' all', words.past.whole_hall, () => true)]}</RatingTable>
        <RatingTable title={words.past.topic}>{of('topic', all).map((topic) => row(topic, topic ? name('topic', topic) : words.past.no_topic, (one) => one.topic === topic))}</RatingTable>
      </div>
    </>
  );
}

type Promised = Promises['services'][number];

function PromiseRow(props: { service: string; now: Promised | undefined; then: Promised | undefined; compared: boolean }): JSX.Element {
  const { words, language } = useSpeech();
  const name = useNames();
  const { service, now, then } = props;
  const title = (what: string): string => `${name('service', service)}: ${what}`;
  const cell = (what: string, text: (one: Promised) => string, query: Record<string, string>, strong?: string): JSX.Element => (
    <td class={strong}>
      {now ? <Opens title={title(what)} query={{ service, ...query }}>{text(now)}</Opens> : '—'}
      {props.compared && <Was>{then ? text(then) : '—'}</Was>}
    </td>
  );
  return (
    <tr>
      <th scope="row">{name('service', service)}</th>
      {cell(words.past.promised, ({ n }) => count(n, language), { counted: 'promised' })}
      {cell(words.past.promise_held, ({ held, n }) => percent(held, n, language), { counted: 'promised', over: '0' }, 'strong')}
      {cell(words.past.sooner, ({ sooner, n }) => percent(sooner, n, language), { counted: 'promised_sooner' })}
      {cell(words.past.later, ({ later, n }) => percent(later, n, language), { counted: 'promised_later' })}
    </tr>
  );
}

function PromiseTable(props: { told: Told<Promises> }): JSX.Element {
  const { words, language } = useSpeech();
  const { value, was } = props.told;
  const sum = (what: 'n' | 'heard'): number => value.services.reduce((all, one) => all + one[what], 0);
  const services = [...new Set([...value.services, ...(was?.services ?? [])].map(({ service }) => service))];
  if (services.length === 0) return <p class="muted">{words.past.no_promises}</p>;
  const find = (told: Promises | null, service: string): Promised | undefined => told?.services.find((one) => one.service === service);
  return (
    <>
      <p class="muted">{words.past.promises_known} <b class="number">{count(sum('n'), language)}</b> {words.past.promises_of} <b class="number">{count(value.issued, language)}</b> {words.past.promises_tickets} <b class="number">{count(sum('n') - sum('heard'), language)}</b></p>
      <TableBox label={words.past.promised} always><table>
        <thead><tr><th scope="col">{words.past.filter_name.service}</th><th scope="col">{words.past.promised}</th><th scope="col">{words.past.promise_held} <Define term="promise" /></th><th scope="col">{words.past.sooner}</th><th scope="col">{words.past.later}</th></tr></thead>
        <tbody>{services.map((service) => <PromiseRow key={service} service={service} now={find(value, service)} then={find(was, service)} compared={was !== null} />)}</tbody>
      </table></TableBox>
    </>
  );
}

export function PastVoice(): JSX.Element {
  const { words } = useSpeech();
  return (
    <>
      <section class="card past-block" aria-labelledby="ratings-title">
        <h2 id="ratings-title">{words.past.ratings_title} <Define term="ratings" /></h2>
        <PastPart<{ ratings: RatingCount[] }> what="ratings">{(told) => <Ratings told={told} />}</PastPart>
      </section>
      <section class="card past-block" aria-labelledby="promises-title">
        <h2 id="promises-title">{words.past.promises_title} <Define term="promise" /></h2>
        <PastPart<Promises> what="promises">{(told) => <PromiseTable told={told} />}</PastPart>
      </section>
    </>
  );
}
