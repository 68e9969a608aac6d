// The reception: a member of the staff gives a ticket to somebody who does not take it alone, and says why.
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { dialogStands } from '../keys';
import { useLive } from '../live';
import type { Me, Print, ReceptionPage, WindowPage } from '../model';
import { GivenTicket, PaperNote } from '../parts/given_ticket';
import { Header } from '../parts/header';
import { HelpButton } from '../parts/help_button';
import { LineNotice, RefusalNotice } from '../parts/notice';
import { ReceptionForm } from '../parts/reception_form';
import { StaffCalls } from '../parts/staff_calls';
import { useReceptionSender } from '../reception_sender';
import type { Given } from '../reception_sender';
import { useSpeech } from '../words';

// What was last heard of the paper: a visit that is over takes its ticket out of the page.
function usePrint(given: Given | null, page: ReceptionPage | null): Print {
  const [print, setPrint] = useState<Print>('reserved');
  const heard = page?.latest.find(({ ticket }) => ticket === given?.ticket)?.print;
  useEffect(() => setPrint('reserved'), [given?.ticket]);
  useEffect(() => {
    if (heard) setPrint(heard);
  }, [heard, given?.ticket]);
  return print;
}

export function ReceptionPageView(props: {
  me: Me;
  help: WindowPage['help']; // of the window whose operator is here
  onBack: () => void;
  onLoggedOut: () => void;
  onLogOut: () => void;
}): JSX.Element {
  const { words, say } = useSpeech();
  const { me, help } = props;
  const { line, page: any_page } = useLive('/api/events?page=reception', props.onLoggedOut);
  const page = any_page?.known && any_page.page === 'reception' ? any_page : null;
  const { busy, refusal, give, forget } = useReceptionSender(me.csrf, props.onLoggedOut);
  const [given, setGiven] = useState<Given | null>(null);
  const [shown, setShown] = useState(false); // the ticket just given, instead of the form
  const print = usePrint(given, page);
  const idle = line !== 'live' || (any_page?.blind ?? true);
  useEffect(() => {
    document.title = given && shown ? `${given.number} · ${words.reception}` : words.reception;
  }, [given, shown, words]);
  useLayoutEffect(() => {
    const leave = (event: KeyboardEvent): void => {
      if (event.key === 'Escape' && !event.repeat && !dialogStands()) props.onBack();
    };
    addEventListener('keydown', leave);
    return () => removeEventListener('keydown', leave);
  }, [props.onBack]);

  return (
    <div class="page page-window">
      <Header me={me} title={words.reception} subtitle={page ? say(page.hall) : ''} onLogOut={props.onLogOut}>
        {help && <HelpButton key={help.zone} help={help} csrf={me.csrf} onLoggedOut={props.onLoggedOut} />}
        <button type="button" class="quiet" aria-keyshortcuts="Escape" onClick={props.onBack}>← {words.reception_back} <kbd>Esc</kbd></button>
      </Header>
      <div class="notice-area">
        <LineNotice line={line} blind={any_page?.blind ?? false} />
        <StaffCalls calls={page?.staff_calls ?? []} me={me} idle={idle} onLoggedOut={props.onLoggedOut} />
        <RefusalNotice refusal={refusal} onClose={forget} />
      </div>
      <main class="reception">
        {page && given && shown && <GivenTicket given={given} page={page} print={print} onNext={() => setShown(false)} />}
        {page && given && !shown && (
          <p class="given-before">{words.given_before} <b class="number">{given.number}</b> <PaperNote given={given} page={page} print={print} /></p>
        )}
        {page && !shown && (
          <ReceptionForm page={page} kiosk={given?.wish.kiosk ?? ''} busy={busy} idle={idle}
            onGive={(wish) => void give(wish).then((ticket) => {
              if (!ticket) return;
              setGiven(ticket);
              setShown(true);
            })} />
        )}
      </main>
    </div>
  );
}
