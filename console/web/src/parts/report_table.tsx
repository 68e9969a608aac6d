// A table of a report, as the server laid it out; numbers are rounded here and nowhere before.
import type { JSX } from 'preact';
import type { Language } from '../model';
import type { ReportCell, ReportColumn, ReportRow, ReportSheet } from '../report_model';
import { useSpeech } from '../words';

const two = (number: number): string => String(number).padStart(2, '0');

export function clockText(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

const dayText = (day: string, language: Language): string => (language === 'ru' ? day.split('-').reverse().join('.') : day);

export function cellText(cell: ReportCell, language: Language): string {
  const number = (value: number, places: number): string =>
    new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { minimumFractionDigits: places, maximumFractionDigits: places }).format(value);
  if (cell === null) return '';
  if (typeof cell === 'string') return cell;
  if ('number' in cell) return number(cell.number, 0);
  if ('duration' in cell) return clockText(cell.duration);
  if ('share' in cell) return `${number(cell.share * 100, 1)}${language === 'ru' ? '\u00a0' : ''}%`;
  if ('mean' in cell) return number(cell.mean, 2);
  if ('day' in cell) return dayText(cell.day, language);
  const [day, time] = cell.time.split(' ');
  return `${dayText(day ?? '', language)} ${time ?? ''}`;
}

const isNumber = (column: ReportColumn, cell: ReportCell): boolean => column.kind !== 'words' && cell !== null && typeof cell !== 'string';

function Heads(props: { columns: ReportColumn[] }): JSX.Element {
  const { columns } = props;
  const groups: { name: string; columns: ReportColumn[] }[] = [];
  for (const column of columns) {
    const last = groups[groups.length - 1];
    if (last && column.group && last.name === column.group) last.columns.push(column);
    else groups.push({ name: column.group, columns: [column] });
  }
  if (groups.every(({ name }) => !name))
    return <thead><tr>{columns.map((column) => <th key={column.title} scope="col">{column.title}</th>)}</tr></thead>;
  return (
    <thead>
      <tr>
        {groups.map((group, i) => (group.name
          ? <th key={i} scope="colgroup" colSpan={group.columns.length} class="report-group">{group.name}</th>
          : <th key={i} scope="col" rowSpan={2}>{group.columns[0]?.title}</th>))}
      </tr>
      <tr>{columns.map((column, i) => column.group && <th key={i} scope="col">{column.title}</th>)}</tr>
    </thead>
  );
}

function Line(props: { row: ReportRow; columns: ReportColumn[] }): JSX.Element {
  const { language } = useSpeech();
  const { row, columns } = props;
  if (row.kind === 'heading')
    return <tr class="report-heading"><th scope="rowgroup" colSpan={columns.length}>{cellText(row.cells[0] ?? null, language)}</th></tr>;
  return (
    <tr class={`report-${row.kind}`}>
      {columns.map((column, i) => {
        const cell = row.cells[i] ?? null;
        const text = cellText(cell, language);
        return i === 0 ? <th key={i} scope="row">{text}</th> : <td key={i} class={isNumber(column, cell) ? 'number' : 'report-words'}>{text}</td>;
      })}
    </tr>
  );
}

export function ReportTable(props: { sheet: ReportSheet }): JSX.Element {
  const { words } = useSpeech();
  const { sheet } = props;
  return (
    <>
      {sheet.rows.length > 0 && (
        <div class="report-scroll" tabIndex={0} role="region" aria-label={`${sheet.name}: ${words.report_page.scroll}`}>
          <table class="report-table">
            <Heads columns={sheet.columns} />
            <tbody>{sheet.rows.map((row, i) => <Line key={i} row={row} columns={sheet.columns} />)}</tbody>
          </table>
        </div>
      )}
      {sheet.notes.map((note) => <p key={note} class="muted report-note">{note}</p>)}
    </>
  );
}
