// Which period: its kind, then the day, month, quarter or year, and a step to the one before and after.
import type { JSX } from 'preact';
import type { PeriodKind } from '../report_model';
import { dayFrom, dayText, inMonth, inYear, monthNames, moved, quarterOf } from '../report_period';
import { useSpeech } from '../words';

const kinds: PeriodKind[] = ['day', 'month', 'quarter', 'year'];
const [first_year, last_year] = [2000, 2199];

export function PeriodChooser(props: { kind: PeriodKind; day: Date; onChoose: (kind: PeriodKind, day: Date) => void }): JSX.Element {
  const { words, language } = useSpeech();
  const { kind, day } = props;
  const page = words.report_page;
  const choose = (chosen: Date | null): void => {
    if (chosen) props.onChoose(kind, chosen);
  };
  const chooseYear = (text: string): void => {
    const year = Number(text);
    if (Number.isInteger(year) && year >= first_year && year <= last_year) choose(inYear(day, year));
  };
  return (
    <div class="period">
      <div class="period-kinds" role="group" aria-label={page.period}>
        {kinds.map((each) => (
          <button key={each} type="button" class="quiet" data-kind={each} aria-pressed={each === kind} onClick={() => props.onChoose(each, day)}>{page[each]}</button>
        ))}
      </div>
      <button type="button" class="period-step" aria-label={page.before} onClick={() => choose(moved(kind, day, -1))}>‹</button>
      {kind === 'day' && (
        <input type="date" name="day" aria-label={page.day} value={dayText(day)} min="2000-01-01" max="2199-12-31" onChange={(event) => choose(dayFrom(event.currentTarget.value))} />
      )}
      {kind === 'month' && (
        <select name="month" aria-label={page.month} value={String(day.getUTCMonth())} onChange={(event) => choose(inMonth(day, Number(event.currentTarget.value)))}>
          {monthNames(language).map((name, month) => <option key={name} value={String(month)}>{name}</option>)}
        </select>
      )}
      {kind === 'quarter' && (
        <select name="quarter" aria-label={page.quarter} value={String(quarterOf(day))} onChange={(event) => choose(inMonth(day, 3 * Number(event.currentTarget.value) - 3))}>
          {['I', 'II', 'III', 'IV'].map((name, i) => <option key={name} value={String(i + 1)}>{name}</option>)}
        </select>
      )}
      {kind !== 'day' && (
        <input type="number" class="period-year" name="year" aria-label={page.year} min={first_year} max={last_year} value={day.getUTCFullYear()} onChange={(event) => chooseYear(event.currentTarget.value)} />
      )}
      <button type="button" class="period-step" aria-label={page.after} onClick={() => choose(moved(kind, day, 1))}>›</button>
    </div>
  );
}
