// Beside the report: by when forwarded applications must be answered, and the finished reports of the folder.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Refusal } from '../model';
import type { ForwardedDue, ReportFile } from '../report_model';
import { dayFrom } from '../report_period';
import { askReportFiles } from '../server';
import { useSpeech } from '../words';
import { cellText } from './report_table';
import { TableBox } from './table_box';

const day_ms = 86_400_000;
const rows_at_first = 10;
const files_at_first = 12;
const near_days = 3;

const dayOf = (cell: unknown): Date | null =>
  (cell && typeof cell === 'object' && 'day' in cell ? dayFrom(String(cell.day)) : null);

export function ForwardedCard(props: { due: ForwardedDue | null }): JSX.Element {
  const { words, language } = useSpeech();
  const page = words.report_page;
  const { due } = props;
  const [all, setAll] = useState(false);
  const sheet = due?.workbook.sheets[0];
  const now = due && dayFrom(due.today);
  return (
    <section class="card table-card report-card" aria-labelledby="forwarded-title">
      <header class="office-head">
        <h2 id="forwarded-title">{page.forwarded}</h2>
        {['xlsx', 'csv'].map((format) => (
          <a key={format} class="button" data-forwarded={format} href={`/api/reports/forwarded/file?language=${language}&format=${format}`} download aria-label={`${page.export} ${format.toUpperCase()}`}>{format.toUpperCase()}</a>
        ))}
      </header>
      <p class="muted">{page.forwarded_hint}</p>
      {sheet && sheet.rows.length === 0 && <p class="report-none">{page.forwarded_none}</p>}
      {sheet && sheet.rows.length > 0 && (
        <TableBox label={page.forwarded}>
          <table class="forwarded">
            <thead><tr>{sheet.columns.map(({ title }) => <th key={title} scope="col">{title}</th>)}<th scope="col">{page.left}</th></tr></thead>
            <tbody>
              {(all ? sheet.rows : sheet.rows.slice(0, rows_at_first)).map(({ cells }, i) => {
                const [register, answer] = [dayOf(cells[5]), dayOf(cells[6])];
                const left = answer && now ? Math.round((answer.getTime() - now.getTime()) / day_ms) : null;
                const today = register && now && register.getTime() === now.getTime();
                return (
                  <tr key={i}>
                    {cells.map((cell, place) => {
                      const text = cellText(cell, language);
                      if (place === 0) return <th key={place} scope="row">{text || <span class="muted">{page.no_reference}</span>}</th>;
                      return <td key={place} class="number">{text}{place === 5 && today && <small class="due-now">{page.register_today}</small>}</td>;
                    })}
                    <td class={left !== null && left <= near_days ? 'number due-now' : 'number'}>{left === 0 ? page.answer_today : left}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableBox>
      )}
      {sheet && !all && sheet.rows.length > rows_at_first && <button type="button" class="small" onClick={() => setAll(true)}>{page.show_all} ({sheet.rows.length})</button>}
    </section>
  );
}

export function FolderCard(props: { onRefused: (refusal: Refusal) => void }): JSX.Element {
  const { words, language } = useSpeech();
  const page = words.report_page;
  const [files, setFiles] = useState<ReportFile[] | null | undefined>(undefined); // null: there is no folder
  const [all, setAll] = useState(false);
  useEffect(() => {
    void askReportFiles().then((answer) => (answer.ok ? setFiles(answer.value.files) : props.onRefused(answer.refusal)));
  }, []);
  const size = (bytes: number): string => `${new Intl.NumberFormat(language).format(Math.max(1, Math.round(bytes / 1024)))}\u00a0${page.kilobytes}`;
  return (
    <section class="card table-card report-card" aria-labelledby="folder-title">
      <header class="office-head"><h2 id="folder-title">{page.folder}</h2></header>
      <p class="muted">{files === null ? page.folder_off : files?.length === 0 ? page.folder_empty : page.folder_hint}</p>
      {files && files.length > 0 && (
        <ul class="report-list">
          {(all ? files : files.slice(0, files_at_first)).map(({ name, bytes }) => (
            <li key={name}><a href={`/api/reports/folder/file?name=${encodeURIComponent(name)}`} download>{name}</a> <span class="muted number">{size(bytes)}</span></li>
          ))}
        </ul>
      )}
      {files && !all && files.length > files_at_first && <button type="button" class="small" onClick={() => setAll(true)}>{page.show_all} ({files.length})</button>}
    </section>
  );
}
