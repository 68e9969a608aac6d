// The manager's page: who waits, the averages against the norms, every window, every queue; all of it live.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { Since, duration, level, useNow } from '../clock';
import { useHelpSender } from '../help_sender';
import { useKey } from '../keys';
import type { Line } from '../live';
import type { HallWindow, Kind, Me, OverviewPage } from '../model';
import { ActsCard } from '../parts/acts';
import { AdviceCard } from '../parts/advice';
import { Figure } from '../parts/figure';
import { Header } from '../parts/header';
import { CallCard } from '../parts/call_for_help';
import { ManagerCalls } from '../parts/manager_calls';
import { StaffCalls } from '../parts/staff_calls';
import { LineNotice, RefusalNotice } from '../parts/notice';
import { LeaveNote } from '../parts/leave_note';
import { RangeText } from '../parts/range';
import { ReadinessCard } from '../parts/readiness';
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
            <b class="number">{longest === null ? '—' : duration(longest)}</b>
          </div>
        </div>
        <Figure title={words.mean_wait_today} measure={kind.wait} detailed />
        <Figure title={words.mean_service_today} measure={kind.service} detailed />
      </div>
    </section>
  );
}

function WindowRow(props: { window: HallWindow; onOpen: (() => void) | null }): JSX.Element {
  const { words, say } = useSpeech();
  const { window } = props;
  const { post, visitor } = window;
  const since = visitor?.since ?? post.since;
  const now = useNow();
  const ran = now - (since ?? 0);
  const idled = window.idled_ms + (window.idles_since === null ? 0 : Math.max(0, now - window.idles_since));
  const state = visitor ? words[visitor.stage] : post.state === 'open' ? words.free
    : post.reason ? say(post.reason) : words[post.state];
  const tone = visitor ? visitor.stage : post.state === 'open' ? 'free' : post.state;
  const slow = visitor?.stage === 'serving' ? level(ran, window.norm?.service_ms ?? 0) : 'calm';
  return (
    <tr>
      <th scope="row">
        {props.onOpen
          ? <button type="button" class="link number" aria-label={`${words.open_page_of_window} ${window.window}`} onClick={props.onOpen}>{window.window}</button>
          : <span class="number">{window.window}</span>}
        <small>{say(window.kind)}</small>
        {window.assigned !== null && <small class="assigned" title={window.assigned}>{words.assigned_today}</small>}
      </th>
      <td><span class={`pill pill-${tone}`}><i aria-hidden="true" />{state}</span>{post.leave && <LeaveNote leave={post.leave} />}</td>
      <td>{post.person || words.nobody}</td>
      <td class="table-ticket">
        <span class="number">{visitor ? visitor.number : words.nobody}</span>
        {visitor?.category && <small class="category">{say(visitor.category)}</small>}
        {visitor?.reason && <small class="table-why">{say(visitor.reason)}</small>}
      </td>
      <td class={`number table-time time-${slow}`}>{since === undefined ? words.nobody : <Since at={since} />}</td>
      <td class={`number table-time table-idle${window.idles_since === null ? '' : ' table-idle-now'}`}>{idled > 0 ? duration(idled) : words.nobody}</td>
    </tr>
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
  const day = new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { weekday: 'long', day: 'numeric', month: 'long' })
    .format(useNow());
  const idle = props.line !== 'live' || page.blind;
  const kiosk = page.staff_calls.find((call) => !call.answered);
  useEffect(() => {
    const called = kiosk ? `${words.to_kiosk} · ` : '';
    document.title = `${called}(${page.today.waiting}) ${words.overview}`;
  }, [page.today.waiting, kiosk !== undefined, words]);
  useKey('KeyI', props.onReception);
  const queues = page.services.filter((service) => service.waiting > 0)
    .sort((a, b) => b.waiting - a.waiting || (a.longest_since ?? 0) - (b.longest_since ?? 0));
  return (
    <div class="page page-overview">
      <Header me={me} title={words.overview} subtitle={`${say(page.hall)} · ${day}`} ways={props.ways} onLogOut={props.onLogOut}>
        {(me.role === 'auditor' || me.role === 'guard') && <span class="pill">{words.look_only}</span>}
        {props.onReception && (
          <button type="button" class="quiet other-reception" aria-keyshortcuts="KeyI" onClick={props.onReception}>
            {words.reception_open} <kbd>I</kbd>
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
        <section class="tiles" aria-label={words.today}>
          <Tile title={words.waiting_total} value={page.today.waiting} strong />
          <Tile title={words.issued} value={page.today.issued}
            note={page.today.alone > 0 && `${words.issued_alone} ${page.today.alone}`} />
          <Tile title={words.served} value={page.today.served} />
          <Tile title={words.abandoned} value={page.today.abandoned} />
        </section>
        <AdviceCard advice={page.advice} />
        <ReadinessCard readiness={page.readiness} />
        <ActsCard me={me} page={page} idle={idle} onLoggedOut={props.onLoggedOut} />
        <div class="kinds">{page.kinds.map((kind) => <KindCard key={kind.id} kind={kind} />)}</div>
        <div class="tables">
          <section class="card table-card" aria-labelledby="windows-title">
            <h2 id="windows-title">{words.windows}</h2>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.window}</th><th scope="col">{words.state}</th><th scope="col">{words.person}</th>
                  <th scope="col">{words.visitor}</th><th scope="col" class="table-time">{words.time}</th>
                  <th scope="col" class="table-time">{words.idle}</th>
                </tr>
              </thead>
              <tbody>
                {page.windows.map((window) => (
                  <WindowRow key={window.window} window={window}
                    onOpen={me.role === 'manager' ? () => props.onWindow(window.window) : null} />
                ))}
              </tbody>
            </table>
          </section>
          <section class="card table-card" aria-labelledby="services-title">
            <h2 id="services-title">{words.queue_by_service}</h2>
            {queues.length === 0 ? <p class="muted">{words.nobody_waits}</p> : (
              <table>
                <thead>
                  <tr>
                    <th scope="col">{words.service_name}</th><th scope="col" class="table-time">{words.waiting_column}</th>
                    <th scope="col" class="table-time">{words.longest}</th>
                  </tr>
                </thead>
                <tbody>
                  {queues.map((service) => (
                    <tr key={service.id}>
                      <th scope="row" class="table-service">
                        <div>
                          <b class="number">{service.letter}</b>
                          <span>
                            {say(service.name)}
                            {service.wait && <small>{words.expected_wait} <RangeText range={service.wait} /></small>}
                          </span>
                        </div>
                      </th>
                      <td class="number table-time">{service.waiting}</td>
                      <td class="number table-time">{service.longest_since === null ? words.nobody : <Since at={service.longest_since} />}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )}
          </section>
        </div>
      </main>
    </div>
  );
}
