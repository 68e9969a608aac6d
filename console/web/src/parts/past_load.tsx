// When visitors come and when windows are open: a heat map of weekdays and hours, and both by hour of the day.
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Load, Period } from '../history_model';
import { rangeText, tenths, weekdayName } from '../history_model';
import { useSpeech } from '../words';
import { Chart } from './chart';
import { Define, Opens, Was, usePast } from './past_figures';
import type { Told } from './past_answer';
import { PastPart } from './past_answer';
import { TableBox } from './table_box';

const hour_ms = 3_600_000;
const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

const averages = (load: Load): Map<string, number> =>
  new Map(load.cells.map((one) => [`${one.weekday} ${one.hour}`, one.issued / Math.max(1, load.days[String(one.weekday)] ?? 0)]));

// `most` is the darkest of all maps side by side, so that their colours may be compared.
function HeatTable(props: { load: Load; shown: number[]; most: number; days?: Period; label: string }): JSX.Element {
  const { language } = useSpeech();
  const { load, shown, most } = props;
  const average = averages(load);
  const days = props.days ? { days: props.days } : {};
  return (
      <TableBox label={props.label} always>
        <table class="heat" aria-label={props.label}>
          <thead><tr><td />{shown.map((hour) => <th key={hour} scope="col">{hour}</th>)}</tr></thead>
          <tbody>
            {[1, 2, 3, 4, 5, 6, 7].filter((weekday) => load.days[String(weekday)]).map((weekday) => (
              <tr key={weekday}>
                <th scope="row">{weekdayName(weekday, language, 'short')}</th>
                {shown.map((hour) => {
                  const value = average.get(`${weekday} ${hour}`) ?? 0;
                  const level = value === 0 ? 0 : Math.max(1, Math.ceil((5 * value) / most));
                  return (
                    <td key={hour}>
                      {value > 0 && (
                        <Opens class={`heat-${level}`} title={`${weekdayName(weekday, language)}, ${hourName(hour)}`} query={{ counted: 'issued', weekday: String(weekday), hour: String(hour) }} {...days}>
                          {tenths(value, language)}
                        </Opens>
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
  );
}

function HeatMap(props: { told: Told<Load> }): JSX.Element {
  const { words, language } = useSpeech();
  const { other } = usePast();
  const { value, was } = props.told;
  const hours = [...value.cells, ...(was?.cells ?? [])].map(({ hour }) => hour);
  const from = Math.min(...hours);
  const shown = Array.from({ length: Math.max(...hours) - from + 1 }, (_, i) => from + i);
  const most = Math.max(...averages(value).values(), ...(was ? averages(was).values() : []));
  return (
    <section class="card past-block" aria-labelledby="heat-title">
      <h2 id="heat-title">{words.past.load_title} <Define term="issued" /></h2>
      <p class="muted">{words.past.load_hint}</p>
      <HeatTable load={value} shown={shown} most={most} label={words.past.load_title} />
      {was && other && (
        <div class="past-other">
          <h3>{words.past.compared_with} <span class="number">{rangeText(other, language)}</span></h3>
          {was.cells.length === 0 ? <p class="muted">{words.past.nothing_then}</p> : <HeatTable load={was} shown={shown} most={most} days={other} label={`${words.past.load_title}, ${rangeText(other, language)}`} />}
        </div>
      )}
    </section>
  );
}

interface HourRow { hour: number; arrivals: number; open: number; paused: number }

function hoursOf(load: Load): HourRow[] {
  const days = Math.max(1, Object.values(load.days).reduce((sum, one) => sum + one, 0));
  const sum = (values: number[]): number => values.reduce((all, one) => all + one, 0) / days;
  return Array.from({ length: 24 }, (_, hour) => {
    const staff = load.staff.filter((one) => one.hour === hour);
    return {
      hour, arrivals: sum(load.cells.filter((one) => one.hour === hour).map(({ issued }) => issued)),
      open: sum(staff.map(({ working_ms, paused_ms }) => working_ms + paused_ms)) / hour_ms, paused: sum(staff.map(({ paused_ms }) => paused_ms)) / hour_ms,
    };
  });
}

function Staffing(props: { told: Told<Load> }): JSX.Element {
  const { words, language } = useSpeech();
  const { value, was } = props.told;
  const rows = useMemo(() => {
    const then = was && hoursOf(was);
    const some = (row: HourRow | undefined): boolean => row !== undefined && (row.arrivals > 0.05 || row.open > 0.05);
    return hoursOf(value).map((row) => ({ ...row, was: then?.[row.hour] ?? null })).filter((row) => some(row) || some(row.was ?? undefined));
  }, [value, was]);
  const names = useMemo(() => rows.map(({ hour }) => hourName(hour)), [rows]);
  const series = useMemo(() => [
    ...(was ? [{ label: words.past.arrivals_were, as: 'bars' as const, colour: '--chart-was', behind: true, values: rows.map((row) => row.was?.arrivals ?? 0) }] : []),
    { label: words.past.arrivals, as: 'bars' as const, colour: '--chart-calm', values: rows.map(({ arrivals }) => arrivals) },
    { label: words.past.windows_open, as: 'line' as const, colour: '--accent', axis: 'z', values: rows.map(({ open }) => open) },
    { label: words.past.windows_paused, as: 'line' as const, colour: '--near', dashed: true, axis: 'z', values: rows.map(({ paused }) => paused) },
  ], [rows, was, words]);
  const opened = (row: HourRow, what: string, text: string, before: number | undefined): JSX.Element => (
    <td>{row.arrivals > 0 ? <Opens title={`${hourName(row.hour)}, ${what}`} query={{ counted: 'issued', hour: String(row.hour) }}>{text}</Opens> : <span class="number">{text}</span>}{before !== undefined && <Was>{tenths(before, language)}</Was>}</td>
  );
  return (
    <section class="card past-block" aria-labelledby="staff-title">
      <h2 id="staff-title">{words.past.staff_title} <Define term="staff" /> <small class="muted">{words.past.per_day}</small></h2>
      <Chart names={names} series={series} height={260} />
      <TableBox label={words.past.staff_title} always>
        <table>
          <thead><tr><th scope="col">{words.past.hours}</th><th scope="col">{words.past.arrivals}</th><th scope="col">{words.past.windows_open}</th><th scope="col">{words.past.windows_paused}</th></tr></thead>
          <tbody>{rows.map((row) => (
            <tr key={row.hour}><th scope="row">{hourName(row.hour)}</th>
              {opened(row, words.past.arrivals, tenths(row.arrivals, language), row.was?.arrivals)}
              {opened(row, words.past.windows_open, tenths(row.open, language), row.was?.open)}
              {opened(row, words.past.windows_paused, tenths(row.paused, language), row.was?.paused)}</tr>
          ))}</tbody>
        </table>
      </TableBox>
    </section>
  );
}

export function PastLoad(): JSX.Element {
  const { words } = useSpeech();
  return (
    <PastPart<Load> what="load">
      {(told) => told.value.cells.length === 0 ? <p class="card past-nothing">{words.past.nothing}</p> : <><HeatMap told={told} /><Staffing told={told} /></>}
    </PastPart>
  );
}
