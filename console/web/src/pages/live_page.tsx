// Somebody is logged in: the live page of their window, or the overview, from which a manager may go to a window.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Clock } from '../clock';
import { useLive } from '../live';
import type { Me } from '../model';
import { LineNotice } from '../parts/notice';
import { Header } from '../parts/header';
import { useSpeech } from '../words';
import { OverviewPageView } from './overview';
import { WindowPageView } from './window';

export function LivePage(props: { me: Me; onRefused: () => void; onLogOut: () => void }): JSX.Element {
  const { words } = useSpeech();
  const { me } = props;
  const [window, setWindow] = useState<number | null>(me.window);
  const path = window === null ? '/api/events' : `/api/events?window=${window}`;
  const { line, page, offset_ms } = useLive(path, props.onRefused);
  const back = me.role === 'manager' ? () => setWindow(null) : null;

  return (
    <Clock offset_ms={offset_ms}>
      {page?.known && page.page === 'window' ? (
        <WindowPageView key={page.window} me={me} page={page} line={line} onBack={back} onLoggedOut={props.onRefused} onLogOut={props.onLogOut} />
      ) : page?.known && page.page === 'overview' ? (
        <OverviewPageView me={me} page={page} line={line} onWindow={setWindow} onLogOut={props.onLogOut} />
      ) : (
        <div class="page">
          <Header me={me} title={words.console} subtitle="" onLogOut={props.onLogOut} />
          <LineNotice line={line} blind={page?.blind ?? false} />
          <main class="waiting-page">
            <p>{page?.page === 'window' && !page.blind ? words.unknown_window : words.connecting}</p>
          </main>
        </div>
      )}
    </Clock>
  );
}
