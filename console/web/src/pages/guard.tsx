// The guard's page: calm as long as nobody calls; then nothing else. It also says whether a call would get through.
import type { ComponentChildren, JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { useHelpSender } from '../help_sender';
import type { Line } from '../live';
import type { GuardPage, Me, PartKind } from '../model';
import { CallCard } from '../parts/call_for_help';
import { FaultItems } from '../parts/fault_list';
import { Header } from '../parts/header';
import { LineNotice, RefusalNotice } from '../parts/notice';
import { inHall } from '../moment';
import { soundOnce, useSiren } from '../siren';
import { useSpeech } from '../words';

const shown_kinds: PartKind[] = ['panic', 'keypad', 'receiver', 'relay'];

function WayCard(props: { page: GuardPage }): JSX.Element {
  const { words } = useSpeech();
  const { faults, ready } = props.page;
  const nothing = shown_kinds.every((kind) => !ready[kind]);
  return (
    <section class={faults.length > 0 || nothing ? 'card ready ready-missing' : 'card ready'} aria-labelledby="way-title">
      <header><h2 id="way-title">{words.way}</h2></header>
      {faults.length > 0 && <ul class="ready-list" aria-label={words.faults}><FaultItems devices={faults} /></ul>}
      <p class="way-ready">
        {shown_kinds.filter((kind) => ready[kind]).map((kind) => (
          <span key={kind} class="pill pill-open"><i aria-hidden="true" />{words.part_ready[kind]} {ready[kind]}</span>
        ))}
        {nothing && <span class="muted">{words.no_buttons}</span>}
      </p>
    </section>
  );
}

function TestCard(props: { page: GuardPage; busy: boolean; onTest: () => void }): JSX.Element {
  const { words, language } = useSpeech();
  const { test, tested_today } = props.page;
  const failed = test?.answers.filter((answer) => !answer.passed) ?? [];
  const when = test && inHall(test.started, language, { dateStyle: 'short', timeStyle: 'short' });
  const waits = test && (test.answers.length === 0 || test.waits_for.length > 0);
  const missing = test?.waits_for.length ? ` (${test.waits_for.join(', ')})` : '';
  const [state, outcome] = !test ? ['never', words.test_never]
    : failed.length > 0 ? ['failed', `${words.test_failed} ${failed.map((answer) => answer.device).join(', ')}`]
    : waits ? ['waits', `${words.test_waits}${missing}`]
    : ['passed', words.test_passed];
  return (
    <section class={tested_today ? 'card ready' : 'card ready ready-missing'} aria-labelledby="test-title">
      <header><h2 id="test-title">{words.test_title}</h2></header>
      <p data-test={state}>
        {outcome}{test && <span class="muted"> · {when}, {test.person}</span>}
      </p>
      <div class="test-actions">
        <button type="button" class={tested_today ? '' : 'primary'} disabled={props.busy} onClick={props.onTest}>{words.test_start}</button>
        <button type="button" class="quiet" onClick={soundOnce}>{words.test_sound}</button>
      </div>
    </section>
  );
}

export function GuardPageView(props: {
  me: Me;
  page: GuardPage;
  line: Line;
  children?: ComponentChildren; // ways to other pages
  onLoggedOut: () => void;
  onLogOut: () => void;
}): JSX.Element {
  const { words, say } = useSpeech();
  const { me, page } = props;
  const { busy, refusal, send, forget } = useHelpSender(me.csrf, props.onLoggedOut);
  const unanswered = page.calls.filter((call) => !call.acknowledged).length;
  const { muted } = useSiren(unanswered > 0);
  useEffect(() => {
    document.title = unanswered > 0 ? `(${unanswered}) ${words.calls_for_help}!` : words.guard_page;
  }, [unanswered, words]);
  const idle = busy || props.line !== 'live' || page.blind;
  return (
    <div class={unanswered > 0 ? 'page page-guard page-alarm' : 'page page-guard'}>
      <Header me={me} title={words.guard_page} subtitle={say(page.hall)} onLogOut={props.onLogOut}>{props.children}</Header>
      <div class="notice-area">
        <LineNotice line={props.line} blind={page.blind} />
        {muted && <p class="notice notice-line" role="status">{words.muted}</p>}
        <RefusalNotice refusal={refusal} onClose={forget} />
      </div>
      <main class="guard">
        <div class="guard-calls" role="alert">
          {page.calls.map((call) => (
            <CallCard key={call.zone} call={call} role={me.role} busy={idle} onDo={(kind, zone) => void send(kind, { zone })} />
          ))}
        </div>
        {page.calls.length === 0 && (
          <section class="card calm"><b aria-hidden="true">✓</b><h2>{words.calm}</h2><p class="muted">{words.calm_hint}</p></section>
        )}
        <div class="guard-way">
          <WayCard page={page} />
          {page.has_zones && <TestCard page={page} busy={idle} onTest={() => void send('start_panic_test')} />}
        </div>
        <p class="muted guard-honest">{words.additional}</p>
      </main>
    </div>
  );
}
