// When visitors come and when windows are open: a heat map of weekdays and hours, and both by hour of the day.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Load } from '../history_model';
import { count, weekdayName } from '../history_model';
import { useSpeech } from '../words';
import { Chart } from './chart';
import { Define, Opens } from './past_figures';
import { PastPart } from './past_answer';

const hour_ms = 3_600_000;
const tenths = (value: number): number => Math.round(value * 10) / 10;
const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

function HeatMap(props: { load: Load }): JSX.Element {
  const { words, language } = useSpeech();
  const { load } = props;
  const cell = new Map(load.cells.map((one) => [`${one.weekday} ${one.hour}`, one]));
  const hours = load.cells.map(({ hour }) => hour);
  const from = Math.min(...hours);
  const shown = Array.from({ length: Math.max(...hours) - from + 1 }, (_, i) => from + i);
  const average = (weekday: number, hour: number): number => (cell.get(`${weekday} ${hour}`)?.issued ?? 0) / Math.max(1, load.days[String(weekday)] ?? 0);
  const most = Math.max(...load.cells.map((one) => average(one.weekday, one.hour)));
  return (
    <section class="card past-block" aria-labelledby="heat-title">
      <h2 id="heat-title">{words.past.load_title} <Define term="issued" /></h2>
      <p class="muted">{words.past.load_hint}</p>
      <div class="table-scroll">
        <table class="heat">
          <thead><tr><td />{shown.map((hour) => <th key={hour} scope="col">{hour}</th>)}</tr></thead>
          <tbody>
            {[1, 2, 3, 4, 5, 6, 7].filter((weekday) => load.days[String(weekday)]).map((weekday) => (
              <tr key={weekday}>
                <th scope="row">{weekdayName(weekday, language, 'short')}</th>
                {shown.map((hour) => {
                  const value = average(weekday, hour);
                  const level = value === 0 ? 0 : Math.max(1, Math.ceil((5 * value) / most));
                  return (
                    <td key={hour}>
                      {value > 0 && (
                        <Opens class={`heat-${level}`} title={`${weekdayName(weekday, language)}, ${hourName(hour)}`} query={{ counted: 'issued', weekday: String(weekday), hour: String(hour) }}>
                          {count(tenths(value), language)}
                        </Opens>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Staffing(props: { load: Load }): JSX.Element {
  const { words, language } = useSpeech();
  const { load } = props;
  const rows = useMemo(() => {
    const days = Math.max(1, Object.values(load.days).reduce((sum, one) => sum + one, 0));
    return Array.from({ length: 24 }, (_, hour) => {
      const sum = (values: number[]): number => values.reduce((all, one) => all + one, 0) / days;
      const staff = load.staff.filter((one) => one.hour === hour);
      return {
        hour, arrivals: sum(load.cells.filter((one) => one.hour === hour).map(({ issued }) => issued)),
        open: sum(staff.map(({ working_ms, paused_ms }) => working_ms + paused_ms)) / hour_ms, paused: sum(staff.map(({ paused_ms }) => paused_ms)) / hour_ms,
      };
    }).filter((row) => row.arrivals > 0.05 || row.open > 0.05);
  }, [load]);
  const names = useMemo(() => rows.map(({ hour }) => hourName(hour)), [rows]);
  const series = useMemo(() => [
    { label: words.past.arrivals, as: 'bars' as const, colour: '--chart-calm', values: rows.map(({ arrivals }) => arrivals) },
    { label: words.past.windows_open, as: 'line' as const, colour: '--accent', axis: 'z', values: rows.map(({ open }) => open) },
    { label: words.past.windows_paused, as: 'line' as const, colour: '--near', dashed: true, axis: 'z', values: rows.map(({ paused }) => paused) },
  ], [rows, words]);
  return (
    <section class="card past-block" aria-labelledby="staff-title">
      <h2 id="staff-title">{words.past.staff_title} <Define term="staff" /> <small class="muted">{words.past.per_day}</small></h2>
      <Chart names={names} series={series} height={260} />
      <div class="table-scroll">
        <table>
          <thead><tr><th scope="col">{words.past.hours}</th><th scope="col">{words.past.arrivals}</th><th scope="col">{words.past.windows_open}</th><th scope="col">{words.past.windows_paused}</th></tr></thead>
          <tbody>{rows.map((row) => (
            <tr key={row.hour}><th scope="row">{hourName(row.hour)}</th>
              <td><Opens title={hourName(row.hour)} query={{ counted: 'issued', hour: String(row.hour) }}>{count(tenths(row.arrivals), language)}</Opens></td>
              <td class="number">{count(tenths(row.open), language)}</td><td class="number">{count(tenths(row.paused), language)}</td></tr>
          ))}</tbody>
        </table>
      </div>
    </section>
  );
}

export function PastLoad(): JSX.Element {
  const { words } = useSpeech();
  return (
    <PastPart<Load> what="load">
      {({ value }) => value.cells.length === 0 ? <p class="card past-nothing">{words.past.nothing}</p> : <><HeatMap load={value} /><Staffing load={value} /></>}
    </PastPart>
  );
}
