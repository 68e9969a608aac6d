// The past of the hall, for its manager and the auditor: a period, what it is compared with, and six parts. Every
// number opens its tickets.
import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Frame, Period, Selection } from '../history_model';
import { presetOf } from '../history_model';
import { askHistory } from '../history_server';
import type { Refusal } from '../model';
import type { OfficeProps } from '../offices';
import { Header } from '../parts/header';
import { RefusalNotice } from '../parts/notice';
import { LoggedOut } from '../parts/past_answer';
import { PastDays } from '../parts/past_days';
import { PastContext } from '../parts/past_figures';
import { PastLines } from '../parts/past_lines';
import { PastLoad } from '../parts/past_load';
import { PastPeople } from '../parts/past_people';
import { PeriodPicker } from '../parts/past_period';
import { PastSummary } from '../parts/past_summary';
import { TicketsDialog } from '../parts/past_tickets';
import { PastVoice } from '../parts/past_voice';
import { useRefusal } from '../refusal';
import { useSpeech } from '../words';
import '../history.css';

type Part = 'summary' | 'lines' | 'load' | 'days' | 'people' | 'voice';
const parts: Part[] = ['summary', 'lines', 'load', 'days', 'people', 'voice'];

function PartView(props: { part: Part; frame: Frame }): JSX.Element {
  switch (props.part) {
    case 'summary': return <PastSummary x_ms={props.frame.x_ms} />;
    case 'lines': return <PastLines />;
    case 'load': return <PastLoad />;
    case 'days': return <PastDays />;
    case 'people': return <PastPeople />;
    case 'voice': return <PastVoice />;
  }
}

export function HistoryPage(props: OfficeProps): JSX.Element {
  const { words } = useSpeech();
  const { onLoggedOut } = props;
  const [frame, setFrame] = useState<Frame | null>(null);
  const [days, setDays] = useState<{ period: Period; other: Period | null } | null>(null);
  const [part, setPart] = useState<Part>('summary');
  const [selection, setSelection] = useState<Selection | null>(null);
  const { refusal, refuse: tell, forget } = useRefusal(onLoggedOut);

  useEffect(() => {
    document.title = words.history;
  }, [words]);
  const refuse = useCallback((no: Refusal): void => {
    setSelection(null); // a modal list would lie over the sentence
    tell(no);
  }, [tell]);
  useEffect(() => {
    void askHistory<Frame>('frame').then((answer) => {
      if (!answer.ok) return refuse(answer.refusal);
      setFrame(answer.value);
      return setDays({ period: presetOf('month', answer.value.today), other: null });
    });
  }, [refuse]);

  return (
    <div class="page page-office">
      <Header me={props.me} title={words.history} subtitle={words.past.hint} ways={props.ways} onLogOut={props.onLogOut} />
      <div class="notice-area"><RefusalNotice refusal={refusal} onClose={forget} /></div>
      <main class="office past">
        {frame && days && (frame.known ? (
          <LoggedOut.Provider value={onLoggedOut}>
            <PastContext.Provider value={{ names: frame.names, ...days, filter: {}, open: setSelection }}>
              <PeriodPicker frame={frame} period={days.period} other={days.other} onChoose={(period, other) => setDays({ period, other })} />
              <nav class="past-parts" aria-label={words.past.parts_label}>
                {parts.map((each) => <button key={each} type="button" class="quiet" aria-current={each === part ? 'page' : undefined} onClick={() => setPart(each)}>{words.past.parts[each]}</button>)}
              </nav>
              <PartView part={part} frame={frame} />
              {selection && <TicketsDialog selection={selection} onClose={() => setSelection(null)} onRefused={refuse} />}
            </PastContext.Provider>
          </LoggedOut.Provider>
        ) : <p class="card past-nothing">{words.past.nothing_known}</p>)}
      </main>
    </div>
  );
}
