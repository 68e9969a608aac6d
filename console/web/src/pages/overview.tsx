// The manager's page: who waits, the averages against the norms, every window, every queue; all of it live.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { duration, level, useNow } from '../clock';
import { useHelpSender } from '../help_sender';
import { useKey } from '../keys';
import type { Line } from '../live';
import type { Kind, Me, OverviewPage } from '../model';
import { inHall } from '../moment';
import { ActsCard } from '../parts/acts';
import { DevicesCard } from '../parts/devices';
import { Figure } from '../parts/figure';
import { Header } from '../parts/header';
import { CallCard } from '../parts/call_for_help';
import { ManagerCalls } from '../parts/manager_calls';
import { StaffCalls } from '../parts/staff_calls';
import { Letter, useShortcuts } from '../parts/letter';
import { NormMark } from '../parts/norm_mark';
import { LineNotice, RefusalNotice } from '../parts/notice';
import { OutlookCard } from '../parts/outlook';
import { ReadinessCard } from '../parts/readiness';
import { ServiceTable } from '../parts/service_table';
import { WindowTable } from '../parts/window_table';
import { useSiren } from '../siren';
import { useSpeech } from '../words';

function Tile(props: { title: string; value: number; strong?: boolean; note?: string | false }): JSX.Element {
  return (
    <div class={props.strong ? 'card tile tile-strong' : 'card tile'}>
      <span>{props.title}</span>
      <b class="number">{props.value}{props.note && <small>{props.note}</small>}</b>
    </div>
  );
}

function KindCard(props: { kind: Kind }): JSX.Element {
  const { words, say } = useSpeech();
  const { kind } = props;
  const now = useNow();
  const longest = kind.longest_since === null ? null : now - kind.longest_since;
  return (
    <section class="card kind" aria-label={say(kind.name)} data-kind={kind.id}>
      <header>
        <h2>{say(kind.name)}</h2>
        <span class="muted">{words.windows_open}: <b class="number">{kind.windows_open}</b> {words.of} <b class="number">{kind.windows}</b></span>
      </header>
      <div class="kind-body">
        <div class="kind-now">
          <div class="kind-waiting">
            <span class="figure-title">{words.waiting_total}</span>
            <b class="number">{kind.waiting}</b>
          </div>
          <div class={`kind-longest clock-${level(longest, kind.wait.norm_ms)}`}>
            <span class="figure-title">{words.longest_wait}</span>
            <b class="number"><NormMark level={level(longest, kind.wait.norm_ms)} />{longest === null ? '—' : duration(longest)}</b>
          </div>
        </div>
        <Figure title={words.mean_wait_today} measure={kind.wait} detailed />
        <Figure title={words.mean_service_today} measure={kind.service} detailed />
      </div>
    </section>
  );
}

// The manager's and the guard's overview shows calls for help before anything else; it sounds once nobody has come.
function HelpCalls(props: { me: Me; page: OverviewPage; line: Line; onLoggedOut: () => void }): JSX.Element {
  const { words } = useSpeech();
  const { page, me } = props;
  const { busy, refusal, send, forget } = useHelpSender(me.csrf, props.onLoggedOut);
  // A guard who looks at the overview hears each call at once, a manager those that nobody has answered.
  const { muted } = useSiren(page.calls_for_help.some((call) => !call.acknowledged && (call.escalated || me.role === 'guard')));
  return (
    <div class="guard-calls" role="alert">
      {muted && page.calls_for_help.length > 0 && <p class="notice notice-line">{words.muted}</p>}
      <RefusalNotice refusal={refusal} onClose={forget} />
      {page.calls_for_help.map((call) => (
        <CallCard key={call.zone} call={call} role={me.role} busy={busy || props.line !== 'live' || page.blind}
          onDo={(kind, zone) => void send(kind, { zone })} />
      ))}
    </div>
  );
}

export function OverviewPageView(props: {
  me: Me;
  page: OverviewPage;
  line: Line;
  onWindow: (window: number) => void;
  onGuard: (() => void) | null;
  onReception: (() => void) | null;
  ways?: ComponentChildren; // to other pages
  onLoggedOut: () => void;
  onLogOut: () => void;
}): JSX.Element {
  const { words, say, language } = useSpeech();
  const { me, page } = props;
  const day = inHall(useNow(), language, { weekday: 'long', day: 'numeric', month: 'long' });
  const idle = props.line !== 'live' || page.blind;
  const kiosk = page.staff_calls.find((call) => !call.answered);
  useEffect(() => {
    const called = kiosk ? `${words.to_kiosk} · ` : '';
    document.title = `${called}(${page.today.waiting}) ${words.overview}`;
  }, [page.today.waiting, kiosk !== undefined, words]);
  const shortcuts = useShortcuts();
  useKey('KeyI', props.onReception);
  return (
    <div class="page page-overview">
      <Header me={me} title={words.overview} subtitle={`${say(page.hall)} · ${day}`} ways={props.ways} onLogOut={props.onLogOut}>
        {(me.role === 'auditor' || me.role === 'guard') && <span class="pill">{words.look_only}</span>}
        {props.onReception && (
          <button type="button" class="quiet other-reception" aria-keyshortcuts={shortcuts('KeyI')} onClick={props.onReception}>
            {words.reception_open} <Letter name="I" />
          </button>
        )}
        {props.onGuard && <button type="button" class="quiet" onClick={props.onGuard}>{words.guard_page}</button>}
      </Header>
      <div class="notice-area">
        <LineNotice line={props.line} blind={page.blind} />
        {page.statistics_trouble && <p class="notice notice-line" role="status">{say(page.statistics_trouble)}</p>}
        <StaffCalls calls={page.staff_calls} me={me} idle={idle} onLoggedOut={props.onLoggedOut} />
        <ManagerCalls windows={page.windows} me={me} idle={idle} onLoggedOut={props.onLoggedOut} />
      </div>
      <main class="overview">
        {props.onGuard && <HelpCalls me={me} page={page} line={props.line} onLoggedOut={props.onLoggedOut} />}
        {page.differing !== null && page.differing > 0 && (me.role === 'manager' || me.role === 'administrator') && (
          <p class="card differing" role="status">{words.figures_differ} <b class="number">{page.differing}</b></p>
        )}
        <OutlookCard page={page} />
        <section class="tiles" aria-label={words.today}>
          <Tile title={words.waiting_total} value={page.today.waiting} strong />
          <Tile title={words.issued} value={page.today.issued}
            note={page.today.alone > 0 && `${words.issued_alone} ${page.today.alone}`} />
          <Tile title={words.served} value={page.today.served} />
          <Tile title={words.abandoned} value={page.today.abandoned} />
        </section>
        <ReadinessCard readiness={page.readiness} />
        <div class="kinds">{page.kinds.map((kind) => <KindCard key={kind.id} kind={kind} />)}</div>
        <ActsCard me={me} page={page} idle={idle} onLoggedOut={props.onLoggedOut} />
        <div class="tables">
          <WindowTable windows={page.windows} onWindow={me.role === 'manager' ? props.onWindow : null} />
          <ServiceTable services={page.services} />
        </div>
        <DevicesCard devices={page.devices} />
      </main>
    </div>
  );
}
