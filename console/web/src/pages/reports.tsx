// Reports: the period chosen on the screen, as it prints, and as files; the finished ones in the folder; and by when
// forwarded applications must be answered.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { OfficeProps } from '../offices';
import { Header } from '../parts/header';
import { RefusalNotice } from '../parts/notice';
import { PeriodChooser } from '../parts/period_chooser';
import { ReportPicture } from '../parts/report_chart';
import { ForwardedCard, FolderCard } from '../parts/report_cards';
import { ReportTable } from '../parts/report_table';
import type { ForwardedDue, PeriodKind, Workbook } from '../report_model';
import { dayFrom, periodText, today } from '../report_period';
import { useRefusal } from '../refusal';
import { askForwarded, askReport } from '../server';
import { useSpeech } from '../words';

const file = (period: string, language: string, format: string): string =>
  `/api/reports/file?period=${period}&language=${language}&format=${format}`;

function Report(props: { book: Workbook; shown: string; onShow: (sheet: string) => void }): JSX.Element {
  const { words } = useSpeech();
  const { book } = props;
  const shown = book.sheets.some(({ id }) => id === props.shown) ? props.shown : book.sheets[0]?.id;
  return (
    <section class="card report" aria-labelledby="report-title">
      <header class="report-title">
        <h2 id="report-title">{book.title}</h2>
        <p>{book.subtitle}</p>
      </header>
      <nav class="report-tabs" aria-label={words.report_page.tables}>
        {book.sheets.map(({ id, name }) => (
          <button key={id} type="button" class="quiet" data-tab={id} aria-pressed={id === shown} onClick={() => props.onShow(id)}>{name}</button>
        ))}
      </nav>
      {book.sheets.map((sheet) => (
        <section key={sheet.id} class={sheet.id === shown ? 'report-sheet report-shown' : 'report-sheet'} data-sheet={sheet.id} aria-labelledby={`sheet-${sheet.id}`}>
          <h3 id={`sheet-${sheet.id}`}>{sheet.name}</h3>
          {sheet.chart && <ReportPicture sheet={sheet} chart={sheet.chart} />}
          <ReportTable sheet={sheet} />
        </section>
      ))}
    </section>
  );
}

export function ReportsPage(props: OfficeProps): JSX.Element {
  const { words, language } = useSpeech();
  const { onLoggedOut } = props;
  const [kind, setKind] = useState<PeriodKind>('day');
  const [day, setDay] = useState<Date | null>(null);
  const [due, setDue] = useState<ForwardedDue | null>(null);
  const [book, setBook] = useState<Workbook | null>(null);
  const [shown, setShown] = useState('summary');
  const { refusal, refuse: complain, forget } = useRefusal(onLoggedOut);
  const period = day && periodText(kind, day);

  useEffect(() => {
    document.title = words.reports;
  }, [words]);
  // With the forwarded applications the server tells the hall's date: the first report is of that day.
  useEffect(() => {
    let wanted = true;
    void askForwarded(language).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setDue(answer.value);
      else complain(answer.refusal);
      setDay((chosen) => chosen ?? ((answer.ok && dayFrom(answer.value.today)) || today()));
    });
    return () => {
      wanted = false;
    };
  }, [language, complain]);
  useEffect(() => {
    if (!period) return undefined;
    let wanted = true; // a later choice overtakes this one
    setBook(null);
    void askReport(period, language).then((answer) => {
      if (!wanted) return;
      if (answer.ok) setBook(answer.value);
      else complain(answer.refusal);
    });
    return () => {
      wanted = false;
    };
  }, [period, language, complain]);

  return (
    <div class="page page-office page-reports">
      <Header me={props.me} title={words.reports} subtitle={words.reports_hint} ways={props.ways} onLogOut={props.onLogOut} />
      <div class="notice-area"><RefusalNotice refusal={refusal} onClose={forget} /></div>
      <main class="office reports">
        {day && period && (
          <section class="card report-choice" aria-label={words.report_page.period}>
            <PeriodChooser kind={kind} day={day} onChoose={(other, chosen) => (setKind(other), setDay(chosen))} />
            <div class="report-files">
              <button type="button" onClick={() => window.print()} disabled={!book}>{words.report_page.print}</button>
              {['xlsx', 'csv'].map((format) => (
                <a key={format} class="button" data-format={format} href={file(period, language, format)} download aria-label={`${words.report_page.download} ${format.toUpperCase()}`}>{format.toUpperCase()}</a>
              ))}
            </div>
          </section>
        )}
        {book ? <Report book={book} shown={shown} onShow={setShown} /> : <p class="card report-making muted" role="status">{refusal ? '' : words.report_page.making}</p>}
        <ForwardedCard due={due} />
        <FolderCard onRefused={complain} />
      </main>
    </div>
  );
}
