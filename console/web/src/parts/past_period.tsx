// Which days are looked at, and which they are compared with.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Frame, Period, Preset } from '../history_model';
import { before, dayText, isDay, presetOf, presets, rangeText, yearBefore } from '../history_model';
import { useSpeech } from '../words';

export type Comparison = 'none' | 'before' | 'year' | 'any';

const isPeriod = (period: Period): boolean => isDay(period.from) && isDay(period.to) && period.from <= period.to;

export function comparedWith(comparison: Comparison, period: Period, chosen: Period): Period | null {
  if (comparison === 'none') return null;
  if (comparison === 'before') return before(period);
  return comparison === 'year' ? yearBefore(period) : chosen;
}

function Days(props: { from_label: string; to_label: string; names: string; period: Period; onChange: (period: Period) => void }): JSX.Element {
  const { period, onChange } = props;
  return (
    <>
      <label><span>{props.from_label}</span><input type="date" name={`${props.names}-from`} value={period.from} onInput={(event) => onChange({ ...period, from: event.currentTarget.value })} /></label>
      <label><span>{props.to_label}</span><input type="date" name={`${props.names}-to`} value={period.to} onInput={(event) => onChange({ ...period, to: event.currentTarget.value })} /></label>
    </>
  );
}

export function PeriodPicker(props: { frame: Frame; period: Period; other: Period | null; onChoose: (period: Period, other: Period | null) => void }): JSX.Element {
  const { words, language } = useSpeech();
  const { past } = words;
  const { frame, period } = props;
  const [typed, setTyped] = useState(period);
  const [comparison, setComparison] = useState<Comparison>('none');
  const [chosen, setChosen] = useState<Period>(before(period));
  const [wrong, setWrong] = useState(false);
  const choose = (next: Period, how: Comparison, with_: Period): void => {
    const fine = isPeriod(next) && (how !== 'any' || isPeriod(with_));
    setWrong(!fine);
    if (fine) props.onChoose(next, comparedWith(how, next, with_));
  };
  const take = (preset: Preset): void => {
    const next = presetOf(preset, frame.today);
    setTyped(next);
    choose(next, comparison, chosen);
  };
  return (
    <form class="card period" aria-label={past.period} onSubmit={(event) => { event.preventDefault(); choose(typed, comparison, chosen); }}>
      <div class="presets" role="group" aria-label={past.period}>
        {presets.map((preset) => {
          const days = presetOf(preset, frame.today);
          return <button key={preset} type="button" class="small" aria-pressed={days.from === period.from && days.to === period.to} onClick={() => take(preset)}>{past.preset[preset]}</button>;
        })}
      </div>
      <div class="period-fields">
        <Days from_label={past.from} to_label={past.to} names="period" period={typed} onChange={setTyped} />
        <label><span>{past.compare}</span>
          <select name="comparison" value={comparison} onChange={(event) => {
            const how = event.currentTarget.value as Comparison;
            setComparison(how);
            choose(typed, how, chosen);
          }}>
            {(['none', 'before', 'year', 'any'] as Comparison[]).map((each) => <option key={each} value={each}>{past.comparison[each]}</option>)}
          </select>
        </label>
        {comparison === 'any' && <Days from_label={past.compared_from} to_label={past.compared_to} names="other" period={chosen} onChange={setChosen} />}
        <button type="submit" class="primary">{past.show}</button>
      </div>
      <p class="period-told muted">
        <b class="number">{rangeText(period, language)}</b>
        {props.other && <> · {past.compared_with} <span class="number">{rangeText(props.other, language)}</span></>}
        {' · '}{past.zone} {frame.zone}
        {frame.known && <> · {past.known} <span class="number">{dayText(frame.known.first, language)}</span> {past.known_to} <span class="number">{dayText(frame.known.last, language)}</span></>}
      </p>
      {wrong && <p class="log-in-complaint" role="alert">{past.bad_period}</p>}
    </form>
  );
}
