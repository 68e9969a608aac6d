// One breakdown of the period, of all tickets or of some: a line each, a number each, and each opens its tickets.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { By, Filter, Line, Lines, Spread, Sum } from '../history_model';
import { count, dayText, percent, weekdayName } from '../history_model';
import { useSpeech } from '../words';
import { Define, Opens, PastContext, Was, lasted, lastedOr, meanOf, useNames, usePast, within } from './past_figures';
import { PastPart } from './past_answer';
import { TableBox } from './table_box';

const every_by: By[] = ['day', 'hour', 'weekday', 'kind', 'service', 'window', 'person', 'outcome', 'category'];
type Quantity = 'wait' | 'service' | 'gone';
const knows_who_left = (by: By, filter: Filter): boolean =>
  !['window', 'person', 'outcome'].includes(by) && !filter.window && !filter.person && !filter.outcome;

export function useLineName(): (by: By, name: string) => string {
  const { language } = useSpeech();
  const name = useNames();
  return (by, line) => {
    if (by === 'day') return dayText(line, language);
    if (by === 'hour') return `${line.padStart(2, '0')}:00`;
    if (by === 'weekday') return weekdayName(Number(line), language);
    return by === 'person' && line ? line : name(by, line);
  };
}

function SpreadCells(props: { title: string; query: Record<string, string>; days: { from: string; to: string } | null; spread: Spread; was: Spread | null }): JSX.Element {
  const { language } = useSpeech();
  const { spread, was, title, query } = props;
  const days = props.days ? { days: props.days } : {};
  // Mean and median open all that they are made of, the longest ones those alone.
  const opened = (text: string, before: string | null, which: Record<string, string>, strong?: string): JSX.Element => (
    <td class={strong}>{spread.n > 0 ? <Opens title={title} query={{ ...query, ...which }} {...days}>{text}</Opens> : '—'}{before !== null && <Was>{before}</Was>}</td>
  );
  return (
    <>
      <td><Opens title={title} query={query} {...days}>{count(spread.n, language)}</Opens>{was && <Was>{count(was.n, language)}</Was>}</td>
      {opened(meanOf(spread), was && meanOf(was), {}, 'strong')}
      {opened(lastedOr(spread.median_ms, spread), was && lastedOr(was.median_ms, was), {})}
      {opened(lastedOr(spread.p90_ms, spread), was && lastedOr(was.p90_ms, was), { at_least_ms: String(spread.p90_ms) })}
      {opened(lastedOr(spread.max_ms, spread), was && lastedOr(was.max_ms, was), { at_least_ms: String(spread.max_ms) })}
      {opened(percent(spread.over, spread.n, language), was && percent(was.over, was.n, language), { over: '1' })}
    </>
  );
}

function LineRow(props: { by: By; line: Line; was: Line | null; quantity: Quantity; left_known: boolean }): JSX.Element {
  const { language, words } = useSpeech();
  const lineName = useLineName();
  const { by, line, was, quantity, left_known } = props;
  const name = lineName(by, line.name);
  const days = by === 'day' ? { from: line.name, to: line.name } : null;
  const place: Record<string, string> = by === 'day' ? {} : { [by]: line.name };
  const share = within(line.served_wait, line.abandoned_wait);
  const was_share = was && within(was.served_wait, was.abandoned_wait);
  const gone = (counted: 'left' | 'closed' | 'missed', sum: Sum, before: Sum | undefined): JSX.Element => (
    <td><Opens title={`${name}: ${words.past[counted]}`} query={{ ...place, counted }} {...(days ? { days } : {})}>{count(sum.n, language)}</Opens>{before && <Was>{count(before.n, language)}</Was>}</td>
  );
  return (
    <tr data-line={line.name}>
      <th scope="row">{name}</th>
      {quantity === 'gone' ? (
        <>
          {gone('left', line.left, was?.left)}{gone('closed', line.closed, was?.closed)}{gone('missed', line.missed, was?.missed)}
          <td>{line.missed.n > 0 ? <Opens title={`${name}: ${words.past.share_missed}`} query={{ ...place, counted: 'missed' }} {...(days ? { days } : {})}>{percent(line.missed.n, line.wait.n, language)}</Opens> : <span class="number">{percent(0, line.wait.n, language)}</span>}
            {was && <Was>{percent(was.missed.n, was.wait.n, language)}</Was>}</td>
        </>
      ) : (
        <SpreadCells title={`${name}: ${words.past[quantity]}`} query={{ ...place, counted: quantity }} days={days} spread={line[quantity]} was={was && was[quantity]} />
      )}
      {quantity === 'wait' && left_known && (
        <>
          <td>{line.median_of_all_ms === null ? '—' : <Opens title={`${name}: ${words.past.median_of_all}`} query={{ ...place, counted: 'waited' }} {...(days ? { days } : {})}>{lasted(line.median_of_all_ms)}</Opens>}
            {was && was.median_of_all_ms !== null && <Was>{lasted(was.median_of_all_ms)}</Was>}</td>
          <td>{share.whole > 0 ? <Opens title={`${name}: ${words.past.within}`} query={{ ...place, counted: 'served_wait', over: '0' }} {...(days ? { days } : {})}>{percent(share.part, share.whole, language)}</Opens> : '—'}
            {was_share && <Was>{percent(was_share.part, was_share.whole, language)}</Was>}</td>
        </>
      )}
    </tr>
  );
}

export function LinesTable(props: { by: By; quantity: Quantity; lines: Line[]; was: Line[] | null }): JSX.Element {
  const { words } = useSpeech();
  const { filter } = usePast();
  const left_known = knows_who_left(props.by, filter);
  const terms = props.quantity === 'gone' ? ['left', 'closed', 'missed'] : ['n', 'mean', 'median', 'p90', 'longest', 'over', ...(props.quantity === 'wait' && left_known ? ['median_of_all', 'within'] : [])];
  const names = words.past as unknown as Record<string, string>;
  return (
    <TableBox label={words.past.line} always>
      <table class="past-lines">
        <thead>
          <tr>
            <th scope="col">{words.past.line}</th>
            {terms.map((term) => <th key={term} scope="col">{names[term]} <Define term={term} /></th>)}
            {props.quantity === 'gone' && <th scope="col">{words.past.share_missed}</th>}
          </tr>
        </thead>
        <tbody>
          {props.lines.map((line) => (
            <LineRow key={line.name} by={props.by} line={line} quantity={props.quantity} left_known={left_known}
              was={props.was ? props.was.find((one) => one.name === line.name) ?? null : null} />
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

// One condition beside the breakdown: of which service, window or hour the lines are.
function FilterFields(props: { filter: Filter; onChange: (filter: Filter) => void }): JSX.Element {
  const { words, language } = useSpeech();
  const { names } = usePast();
  const name = useNames();
  const [by] = Object.keys(props.filter) as (keyof Filter)[];
  const [kind, setKind] = useState<keyof Filter | ''>(by ?? '');
  const values = (of: keyof Filter): [string, string][] => {
    const table = { kind: names.kinds, service: names.services, outcome: names.outcomes, category: names.categories, window: names.windows }[of as string];
    if (of === 'weekday') return [1, 2, 3, 4, 5, 6, 7].map((day) => [String(day), weekdayName(day, language)]);
    if (of === 'hour') return Array.from({ length: 24 }, (_, hour) => [String(hour), `${String(hour).padStart(2, '0')}:00`]);
    return Object.keys(table ?? {}).map((id) => [id, name(of, id)]);
  };
  const choices: (keyof Filter)[] = ['weekday', 'hour', 'kind', 'service', 'window', 'person', 'outcome', 'category'];
  return (
    <>
      <label><span>{words.past.filter}</span>
        <select name="filter" value={kind} onChange={(event) => {
          setKind(event.currentTarget.value as keyof Filter | '');
          props.onChange({});
        }}>
          <option value="">{words.past.all}</option>
          {choices.map((each) => <option key={each} value={each}>{words.past.filter_name[each]}</option>)}
        </select>
      </label>
      {kind && (
        <label><span>{words.past.filter_name[kind]}</span>
          {kind === 'person' ? <input name="filter-value" autocomplete="off" value={props.filter.person ?? ''} onChange={(event) => props.onChange(event.currentTarget.value ? { person: event.currentTarget.value } : {})} /> : (
            <select name="filter-value" value={props.filter[kind] ?? ''} onChange={(event) => props.onChange(event.currentTarget.value ? { [kind]: event.currentTarget.value } : {})}>
              <option value="">{words.past.all}</option>
              {values(kind).map(([id, text]) => <option key={id} value={id}>{text}</option>)}
            </select>
          )}
        </label>
      )}
    </>
  );
}

export function PastLines(): JSX.Element {
  const { words } = useSpeech();
  const past = usePast();
  const [by, setBy] = useState<By>('service');
  const [quantity, setQuantity] = useState<Quantity>('wait');
  const [filter, setFilter] = useState<Filter>({});
  return (
    <PastContext.Provider value={{ ...past, filter }}>
      <section class="card past-block" aria-label={words.past.parts['lines']}>
        <div class="past-choices">
          <label><span>{words.past.by_label}</span>
            <select name="by" value={by} onChange={(event) => setBy(event.currentTarget.value as By)}>
              {every_by.map((each) => <option key={each} value={each}>{words.past.by[each]}</option>)}
            </select>
          </label>
          <FilterFields filter={filter} onChange={setFilter} />
          <div class="segments" role="group" aria-label={words.past.quantity_label}>
            {(['wait', 'service', 'gone'] as Quantity[]).map((each) => (
              <button key={each} type="button" class="small" aria-pressed={each === quantity} onClick={() => setQuantity(each)}>{words.past.quantity[each]}</button>
            ))}
          </div>
        </div>
        <PastPart<Lines> what="lines" query={{ by, ...filter }}>
          {({ value, was }) => value.lines.length === 0 ? <p class="muted">{words.past.nothing}</p> : (
            <>
              {!value.exact && <p class="muted">{words.past.approximate}</p>}
              <LinesTable by={by} quantity={quantity} lines={value.lines} was={was && was.lines} />
            </>
          )}
        </PastPart>
      </section>
    </PastContext.Provider>
  );
}
