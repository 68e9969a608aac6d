// The picture of a report's table: bars or lines over its rows. What it shows stands in the table beside it.
import type { JSX } from 'preact';
import type { Language } from '../model';
import type { ReportCell, ReportChart, ReportSheet } from '../report_model';
import { useSpeech } from '../words';
import { cellText } from './report_table';

const [wide, high, left, bottom, top] = [1000, 260, 64, 30, 12];
const names_at_most = 14;
const letter_px = 7.5;

const valueOf = (cell: ReportCell | undefined): number => {
  if (!cell || typeof cell === 'string') return 0;
  const [value] = Object.values(cell);
  return typeof value === 'number' ? value : 0;
};

// The least round number at or above: of durations in minutes, of counts 1, 2 or 5 and zeros.
export function roundUp(most: number, duration: boolean): number {
  const unit = duration ? 60_000 : 1;
  let step = unit;
  for (let i = 0; step * 4 < most; ++i) step *= [2, 2.5, 2][i % 3] ?? 2;
  return step * 4;
}

// As much as there is room for; of a day without its year.
function nameOf(cell: ReportCell, language: Language, room_px: number): string {
  const text = cellText(cell, language);
  if (cell && typeof cell === 'object' && 'day' in cell) return language === 'ru' ? text.slice(0, 5) : text.slice(5);
  const letters = Math.max(3, Math.floor(room_px / letter_px));
  return text.length > letters ? `${text.slice(0, letters - 1)}…` : text;
}

export function ReportPicture(props: { sheet: ReportSheet; chart: ReportChart }): JSX.Element | null {
  const { language } = useSpeech();
  const { sheet, chart } = props;
  const rows = sheet.rows.filter(({ kind }) => kind === 'plain');
  const series = chart.columns.map((column) => rows.map(({ cells }) => valueOf(cells[column])));
  const most = Math.max(...series.flat());
  if (rows.length === 0 || most <= 0) return null;
  const duration = sheet.columns[chart.columns[0] ?? 0]?.kind === 'duration';
  const scale = roundUp(most, duration);
  const y = (value: number): number => top + (high - top - bottom) * (1 - value / scale);
  const step = (wide - left) / rows.length;
  const bar = Math.min(46, (step * 0.72) / series.length);
  const every = Math.ceil(rows.length / names_at_most);
  const label = (value: number): string => cellText(duration ? { duration: value } : { number: Math.round(value) }, language);
  const names = chart.columns.map((column) => {
    const found = sheet.columns[column];
    return found?.kind === 'duration' ? found.group || found.title : found?.title ?? '';
  });
  return (
    <figure class="report-picture">
      <figcaption>
        <b>{chart.title}</b>
        {names.length > 1 && names.map((name, i) => <span key={name} class={`report-key series-${i}`}><i aria-hidden="true" />{name}</span>)}
      </figcaption>
      <svg viewBox={`0 0 ${wide} ${high}`} role="img" aria-label={chart.title}>
        {[0, 1, 2, 3, 4].map((tick) => {
          const value = (scale * tick) / 4;
          return (
            <g key={tick}>
              <line class="report-grid" x1={left} x2={wide} y1={y(value)} y2={y(value)} />
              <text class="report-tick" x={left - 8} y={y(value) + 4} text-anchor="end">{label(value)}</text>
            </g>
          );
        })}
        {rows.map(({ cells }, i) => i % every === 0 && (
          <text key={i} class="report-tick" x={left + step * (i + 0.5)} y={high - 10} text-anchor="middle">{nameOf(cells[0] ?? null, language, step * every)}</text>
        ))}
        {series.map((values, s) => (chart.kind === 'lines' ? (
          <g key={s} class={`series-${s}`}>
            <polyline points={values.map((value, i) => `${left + step * (i + 0.5)},${y(value)}`).join(' ')} />
            {values.map((value, i) => <circle key={i} cx={left + step * (i + 0.5)} cy={y(value)} r={3.5} />)}
          </g>
        ) : (
          <g key={s} class={`series-${s}`}>
            {values.map((value, i) => (
              <rect key={i} x={left + step * (i + 0.5) + bar * (s - values_half(series.length))} y={y(value)} width={Math.max(bar - 2, 1)} height={Math.max(y(0) - y(value), 0)} rx={2} />
            ))}
          </g>
        )))}
      </svg>
    </figure>
  );
}

const values_half = (count: number): number => count / 2;
