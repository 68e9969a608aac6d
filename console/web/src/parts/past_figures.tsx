// The figures of the past: a number that opens its tickets, a definition one click away, what it was in the period
// compared with.
import type { ComponentChildren, JSX } from 'preact';
import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { duration } from '../clock';
import type { Filter, Names, Period, Selection, Spread, Sum } from '../history_model';
import { count, percent } from '../history_model';
import { useSpeech } from '../words';
import { Dialog } from './dialog';

// What every part of the page knows: the names of the plan, the period, and how a list of tickets is opened.
export interface Past { names: Names; period: Period; other: Period | null; filter: Filter; open: (selection: Selection) => void }
export const PastContext = createContext<Past | null>(null);
export function usePast(): Past {
  const past = useContext(PastContext);
  if (!past) throw new Error('outside of the history page');
  return past;
}

// How an id of the plan is called; one that the plan no longer has is shown as it is.
export function useNames(): (by: string, name: string) => string {
  const { names } = usePast();
  const { words, say } = useSpeech();
  return (by, name) => {
    if (by === 'window') return name === '0' ? words.past.nobody_called : `${words.past.window} ${name}`;
    if (name === '') return words.past.none;
    const table = { kind: names.kinds, service: names.services, outcome: names.outcomes, category: names.categories, topic: names.topics, pause: names.pauses, stage: names.stages }[by];
    const known = table?.[name];
    return known ? say(known) : name;
  };
}

export function Define(props: { term: string }): JSX.Element {
  const { words } = useSpeech();
  const [open, setOpen] = useState(false);
  const definition = words.definitions[props.term];
  if (!definition) return <></>;
  return (
    <>
      <button type="button" class="define" aria-label={`${words.past.define}: ${definition.name}`} title={definition.name} onClick={() => setOpen(true)}>?</button>
      {open && (
        <Dialog title={definition.name} onClose={() => setOpen(false)}>
          <p class="definition">{definition.text}</p>
          <div class="dialog-foot"><button type="button" class="primary" onClick={() => setOpen(false)}>{words.past.close}</button></div>
        </Dialog>
      )}
    </>
  );
}

// `query`: what the number counted, besides the period and the filter of the page.
export function Opens(props: { title: string; query: Record<string, string>; children: ComponentChildren; days?: Period; class?: string }): JSX.Element {
  const { words } = useSpeech();
  const { period, filter, open } = usePast();
  const days = props.days ?? period;
  return (
    <button type="button" class={`opens number ${props.class ?? ''}`} title={`${props.title}: ${words.past.open_tickets}`}
      onClick={() => open({ title: props.title, query: { ...days, ...filter, ...props.query } })}>
      {props.children}
    </button>
  );
}

export const lasted = (ms: number): string => duration(Math.round(ms / 1000) * 1000);
export const meanOf = (sum: Sum): string => (sum.n === 0 ? '—' : lasted(sum.sum_ms / sum.n));
export const lastedOr = (ms: number | null, sum: Sum): string => (ms === null || sum.n === 0 ? '—' : lasted(ms));

export function Was(props: { children: ComponentChildren }): JSX.Element {
  const { words } = useSpeech();
  return <small class="was">{words.past.was} <span class="number">{props.children}</span></small>;
}

export const within = (served: Sum, abandoned: Sum): { part: number; whole: number } => ({ part: served.n - served.over, whole: served.n + abandoned.over });

interface Row { term: string; text: string; was: string | null; query: Record<string, string> | null }

// The figures of one spread, as the standard asks for them: never a mean alone.
export function SpreadRows(props: { title: string; counted: string; query: Record<string, string>; spread: Spread; was: Spread | null; median_of_all?: number | null; was_of_all?: number | null | undefined }): JSX.Element {
  const { words, language } = useSpeech();
  const { spread, was } = props;
  const query = { ...props.query, counted: props.counted };
  const figure = (term: string, of: (one: Spread) => string, opened: Record<string, string> | null): Row =>
    ({ term, text: of(spread), was: was && of(was), query: opened });
  const rows: Row[] = [
    figure('n', (one) => count(one.n, language), query),
    figure('mean', meanOf, query),
    figure('median', (one) => lastedOr(one.median_ms, one), query),
    figure('p90', (one) => lastedOr(one.p90_ms, one), { ...query, at_least_ms: String(spread.p90_ms) }),
    figure('longest', (one) => lastedOr(one.max_ms, one), { ...query, at_least_ms: String(spread.max_ms) }),
    figure('over', (one) => percent(one.over, one.n, language), { ...query, over: '1' }),
  ];
  if (props.median_of_all !== undefined)
    rows.splice(3, 0, { term: 'median_of_all', text: lastedOr(props.median_of_all, { ...spread, n: 1 }), was: was && lastedOr(props.was_of_all ?? null, { ...was, n: 1 }), query: props.median_of_all === null ? null : { ...props.query, counted: 'waited' } });
  const names: Record<string, string> = words.past as unknown as Record<string, string>;
  return (
    <dl class="past-figures">
      {rows.map((row) => (
        <div key={row.term}>
          <dt>{names[row.term]} <Define term={row.term} /></dt>
          <dd>
            {row.query && (spread.n > 0 || row.term === 'median_of_all') ? <Opens title={`${props.title}, ${names[row.term]}`} query={row.query}>{row.text}</Opens> : <span class="number">{row.text}</span>}
            {row.was !== null && <Was>{row.was}</Was>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
