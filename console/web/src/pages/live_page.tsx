// Somebody is logged in: the live page of their window, or the overview, from which a manager may go to a window. From
// both one may go to the reception; administrators and auditors have pages that do not follow the hall. The page behind
// them stays live, for its help button, the server's clock, and to know at once when the session has ended.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Clock } from '../clock';
import { useLive } from '../live';
import type { Me } from '../model';
import { keepHallZone } from '../moment';
import { LineNotice } from '../parts/notice';
import { Header } from '../parts/header';
import { Ways } from '../parts/ways';
import { OfficePage, officesOf } from '../offices';
import type { Office } from '../offices';
import { useSpeech } from '../words';
import { GuardPageView } from './guard';
import { ReceptionPageView } from './reception';
import { OverviewPageView } from './overview';
import { WindowPageView } from './window';

type View = 'overview' | 'guard' | number; // a window by its number

export function LivePage(props: { me: Me; onRefused: () => void; onLogOut: () => void }): JSX.Element {
  const { words } = useSpeech();
  const { me } = props;
  const [view, setView] = useState<View>(me.role === 'guard' ? 'guard' : me.window ?? 'overview');
  const path = typeof view === 'number' ? `/api/events?window=${view}` : `/api/events?page=${view}`;
  const { line, page, offset_ms } = useLive(path, props.onRefused);
  if (page?.known) keepHallZone(page.zone); // before anything below shows a time
  const back = me.role === 'manager' ? () => setView('overview') : null;
  const [receives, setReceives] = useState(false);
  const receive = me.role === 'manager' || me.role === 'operator' ? () => setReceives(true) : null;
  const mine = officesOf(me.role);
  const [office, setOffice] = useState<Office | null>(me.role === 'administrator' ? 'users' : null);
  const ways = mine.length === 0 ? null : <Ways offices={mine} present={office} onGo={setOffice} />;
  const guards = me.role === 'manager' || me.role === 'guard';

  return (
    <Clock offset_ms={offset_ms}>
      {office ? (
        <OfficePage office={office} me={me} onLoggedOut={props.onRefused} onLogOut={props.onLogOut} ways={ways} />
      ) : page && receives ? (
        <ReceptionPageView me={me} help={page.known && page.page === 'window' ? page.help : null} onBack={() => setReceives(false)}
          onLoggedOut={props.onRefused} onLogOut={props.onLogOut} />
      ) : page?.known && page.page === 'window' ? (
        <WindowPageView key={page.window} me={me} page={page} line={line} onReception={() => setReceives(true)} onBack={back} onLoggedOut={props.onRefused} onLogOut={props.onLogOut} />
      ) : page?.known && page.page === 'overview' ? (
        <OverviewPageView me={me} page={page} line={line} onWindow={setView} onGuard={guards ? () => setView('guard') : null}
          onReception={receive} ways={ways}
          onLoggedOut={props.onRefused} onLogOut={props.onLogOut} />
      ) : page?.known && page.page === 'guard' ? (
        <GuardPageView me={me} page={page} line={line} onLoggedOut={props.onRefused} onLogOut={props.onLogOut}>
          <button type="button" class="quiet" onClick={() => setView('overview')}>{words.overview}</button>
        </GuardPageView>
      ) : (
        <div class="page">
          <Header me={me} title={words.console} subtitle="" ways={ways} onLogOut={props.onLogOut} />
          <LineNotice line={line} blind={page?.blind ?? false} />
          <main class="waiting-page">
            <p>{page?.page === 'window' && !page.blind ? words.unknown_window : words.connecting}</p>
          </main>
        </div>
      )}
    </Clock>
  );
}
