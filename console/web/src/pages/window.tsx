// The operator's page: the visitor, the one next step, everything else in its place. What is possible comes
// from the server (`can`); this page knows no rules.
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { useSender } from '../actions';
import type { Line } from '../live';
import type { Action, ManagerCall, Me, WindowPage } from '../model';
import { dialogStands, inText, isControl, isHeard, useKey } from '../keys';
import { Header } from '../parts/header';
import { HelpButton } from '../parts/help_button';
import { LeaveNote } from '../parts/leave_note';
import { Letter, useShortcuts } from '../parts/letter';
import { LineNotice, RefusalNotice } from '../parts/notice';
import { PinPad } from '../parts/pin_pad';
import { ActReasonQuestion, AddStepQuestion, CloseQuestion, FinishQuestion, ParkQuestion, PauseQuestion, TransferQuestion } from '../parts/questions';
import { NumberQuestion } from '../parts/number_question';
import { StaffCalls } from '../parts/staff_calls';
import { SidePanels } from '../parts/side_panels';
import { VisitorCard, PostPill } from '../parts/visitor_card';
import { Figure } from '../parts/figure';
import { HoursPill } from '../parts/hours_pill';
import { duration, useNow } from '../clock';
import { useSpeech } from '../words';

type Question = 'call_by_number' | 'finish_service' | 'transfer_ticket' | 'add_step' | 'park_ticket' | 'pause_window' | 'open_window' | 'close_window';

// The big button shows the first of these that is possible. Physical keys, whatever the keyboard layout; the numeric pad
// does what a hardware pad does (deploy/devices/example.toml): Enter + * / −.
const next_steps: { kind: Action; key: string; codes: string[] }[] = [
  { kind: 'call_next', key: 'space', codes: ['Space', 'Enter', 'NumpadEnter'] },
  { kind: 'start_service', key: 'S', codes: ['KeyS', 'NumpadMultiply'] },
  { kind: 'finish_service', key: 'F', codes: ['KeyF', 'NumpadDivide'] },
  { kind: 'resume_window', key: 'O', codes: ['KeyO'] },
  { kind: 'open_window', key: 'O', codes: ['KeyO'] },
];

// Asked about the visitor who is there: the answer acts on whoever is there when it is given.
const about_visitor: Question[] = ['finish_service', 'transfer_ticket', 'add_step', 'park_ticket'];

// Beside the big button, for whom it is granted.
const by_number: { kind: Action; key: string; codes: string[] } = { kind: 'call_by_number', key: 'D', codes: ['KeyD'] };

const other_steps: { kind: Action; key: string; codes: string[] }[] = [
  { kind: 'recall', key: 'R', codes: ['KeyR', 'NumpadAdd'] },
  { kind: 'report_no_show', key: 'N', codes: ['KeyN', 'NumpadSubtract'] },
  { kind: 'transfer_ticket', key: 'T', codes: ['KeyT'] },
  { kind: 'add_step', key: 'A', codes: ['KeyA'] },
  { kind: 'park_ticket', key: 'P', codes: ['KeyP'] },
  { kind: 'pause_window', key: 'B', codes: ['KeyB'] },
  { kind: 'call_manager', key: 'M', codes: ['KeyM'] },
  { kind: 'close_window', key: '', codes: [] },
];

export function WindowPageView(props: {
  me: Me;
  page: WindowPage;
  line: Line;
  onReception: () => void;
  onBack: (() => void) | null;
  onLoggedOut: () => void;
  onLogOut: () => void;
}): JSX.Element {
  const { words, say } = useSpeech();
  const shortcuts = useShortcuts();
  const { page, me } = props;
  const { visitor, choices } = page;
  const [changing, setChanging] = useState(false); // a colleague comes
  const [question, setQuestion] = useState<Question | null>(null);
  const { busy, deaf, refusal, send, forget } = useSender(page.window, props.me.csrf, props.onLoggedOut);
  const possible = (kind: Action): boolean =>
    props.line === 'live' && page.can.includes(kind) && (kind !== 'call_by_number' || me.calls_by_number);
  const now = useNow();
  // A second call right after the first would only confuse: the button counts the seconds down.
  const cooling = visitor?.recall_from !== undefined && visitor.recall_from > now ? visitor.recall_from - now : 0;
  const ready = (kind: Action): boolean => busy === null && possible(kind) && !(kind === 'recall' && cooling > 0);

  const press = (kind: Action): void => {
    if (!ready(kind) || deaf) return;
    if (kind === 'call_by_number' || kind === 'transfer_ticket' || kind === 'add_step' || kind === 'park_ticket' || kind === 'pause_window') setQuestion(kind);
    else if (kind === 'close_window' && page.served_only_here > 0) setQuestion(kind);
    else if ((kind === 'open_window' || kind === 'close_window') && me.role === 'manager') setQuestion(kind);
    else if (kind === 'finish_service' && choices.outcomes.length > 0) setQuestion(kind);
    else void send(kind);
  };
  const settle = (kind: Action, body: object): void => {
    setQuestion(null);
    void send(kind, body);
  };

  // Before the page is painted: no press falls between two listeners.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isHeard(event) || question || changing || dialogStands()) return;
      const presses_control = event.code === 'Space' || event.code === 'Enter' || event.code === 'NumpadEnter';
      if (presses_control ? isControl(event.target) : inText(event.target)) return;
      const step = [...next_steps, by_number, ...other_steps].find(({ kind, codes }) => codes.includes(event.code) && ready(kind));
      if (!step) return;
      event.preventDefault();
      press(step.kind);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });

  // A question about a visitor who is gone has lost its point, though the next one may be there already: this page need
  // not have seen the moment between them.
  useLayoutEffect(() => {
    if (question && about_visitor.includes(question)) setQuestion(null);
  }, [visitor?.number]);
  useEffect(() => {
    if (question && !page.can.includes(question)) setQuestion(null);
  }, [question, page.can]);

  useKey('KeyI', question ? null : props.onReception);
  useKey('KeyU', question || me.browser !== page.window || me.role !== 'operator' ? null : () => setChanging(true));

  const title = `${words.window} ${page.window}`;
  const kiosk = page.staff_calls.find((call) => !call.answered);
  useEffect(() => {
    const called = kiosk ? `${words.to_kiosk} · ` : '';
    document.title = `${called}${visitor ? visitor.number : `(${page.queue.waiting})`} · ${title}`;
  }, [visitor?.number, page.queue.waiting, title, kiosk !== undefined, words]);

  const next = next_steps.find(({ kind }) => possible(kind)) ?? fallback(page);
  return (
    <div class="page page-window">
      <Header me={props.me} title={title} subtitle={`${say(page.kind)} · ${say(page.hall)}`} onLogOut={props.onLogOut}>
        {page.hours.mode !== 'open' && <HoursPill hours={page.hours} />}
        {page.calls_itself && <span class="pill">{words.calls_itself}</span>}
        <PostPill post={page.post} />
        {page.help && <HelpButton key={page.help.zone} help={page.help} csrf={props.me.csrf} onLoggedOut={props.onLoggedOut} />}
        {me.browser === page.window && me.role === 'operator' && (
          <button type="button" class="quiet" title={words.change_operator} aria-keyshortcuts={shortcuts('KeyU')} onClick={() => setChanging(true)}>
            {words.colleague} <Letter name="U" />
          </button>
        )}
        {props.onBack && <button type="button" class="quiet" onClick={props.onBack}>← {words.back_to_overview}</button>}
      </Header>
      <div class="notice-area">
        <LineNotice line={props.line} blind={page.blind} />
        <StaffCalls calls={page.staff_calls} me={props.me} idle={props.line !== 'live' || page.blind || question !== null}
          onLoggedOut={props.onLoggedOut} />
        {page.post.leave && (
          <div class="notice notice-leave">
            <LeaveNote leave={page.post.leave} />
            <button type="button" class="quiet stay" disabled={!ready('resume_window')} onClick={() => press('resume_window')}>
              {words.stay}
            </button>
          </div>
        )}
        <RefusalNotice refusal={refusal} onClose={forget} />
      </div>
      <main class="desk">
        <section class="desk-main">
          <VisitorCard page={page} desk={{ ready, enterStage: (stage) => void send('enter_stage', { stage }) }} />
          <div class="steps">
            <button
              type="button" class={`step step-${next.kind}`} disabled={!ready(next.kind)} data-deaf={deaf || busy !== null || undefined}
              aria-keyshortcuts={shortcuts(...next.codes)} onClick={() => press(next.kind)}
            >
              <span>{words[next.kind as 'call_next']}</span>
              {next.key === 'space' ? <kbd>{words.space}</kbd> : <Letter name={next.key} />}
            </button>
            {me.calls_by_number && next.kind === 'call_next' && (
              <button type="button" class="by-number" disabled={!ready('call_by_number')} aria-keyshortcuts={shortcuts('KeyD')}
                onClick={() => press('call_by_number')}>
                <span>{words.call_by_number}</span><Letter name={by_number.key} />
              </button>
            )}
          </div>
          <div class="others">
            {other_steps.map(({ kind, key, codes }) => (
              <button
                key={kind} type="button" class={`other other-${kind}`} disabled={!ready(kind)}
                aria-keyshortcuts={shortcuts(...codes)} onClick={() => press(kind)}
              >
                <span>
                  {kind === 'call_manager' ? words[managerWord(page.manager_call, now)] : words[kind as 'recall']}
                  {kind === 'recall' && visitor?.recalls_left !== undefined && (
                    cooling > 0
                      ? <small class="number"> {duration(cooling)}</small>
                      : <small> {words.left} {visitor.recalls_left}</small>
                  )}
                </span>
                {key && <Letter name={key} />}
              </button>
            ))}
            <button type="button" class="other other-reception" aria-keyshortcuts={shortcuts('KeyI')} onClick={props.onReception}>
              <span>{words.reception_open}</span>
              <Letter name="I" />
            </button>
          </div>
          <section class="card day" aria-label={words.my_day}>
            <div class="figure">
              <span class="figure-title">{words.my_day}</span>
              <span class="figure-line"><b class="number">{page.today.service.count}</b> <span class="muted">{words.visits}</span></span>
            </div>
            <Figure title={words.mean_wait} measure={page.today.wait} />
            <Figure title={words.mean_service} measure={page.today.service} />
          </section>
        </section>
        <SidePanels page={page} ready={ready}
          onResume={(ticket) => void send('resume_ticket', { number: { letter: ticket.letter, ordinal: ticket.ordinal } })}
          onReturn={(ticket) => void send('return_ticket', { number: { letter: ticket.letter, ordinal: ticket.ordinal } })} />
      </main>
      {changing && <PinPad title={words.change_operator} hint={words.change_operator_hint} onClose={() => setChanging(false)} />}
      {question === 'pause_window' && (
        <PauseQuestion choices={choices} onClose={() => setQuestion(null)}
          onAnswer={(reason) => settle('pause_window', { reason })} />
      )}
      {question === 'call_by_number' && (
        <NumberQuestion numbers={page.numbers} onClose={() => setQuestion(null)}
          onAnswer={(number) => settle('call_by_number', { number })} />
      )}
      {question === 'finish_service' && (
        <FinishQuestion choices={choices} onClose={() => setQuestion(null)}
          onAnswer={(outcome, reference) => settle('finish_service', reference === '' ? { outcome } : { outcome, reference })} />
      )}
      {question === 'park_ticket' && (
        <ParkQuestion choices={choices} onClose={() => setQuestion(null)}
          onAnswer={(reason, remind_after_s) => settle('park_ticket', remind_after_s === null ? { reason } : { reason, remind_after_s })} />
      )}
      {question === 'transfer_ticket' && (
        <TransferQuestion choices={choices} onClose={() => setQuestion(null)}
          onAnswer={(to, reason, back) => settle('transfer_ticket', { to, reason, back })} />
      )}
      {question === 'add_step' && (
        <AddStepQuestion choices={choices} onClose={() => setQuestion(null)}
          onAnswer={(service, back) => settle('add_step', { service, back })} />
      )}
      {question === 'open_window' && (
        <ActReasonQuestion title={words.open_title} onClose={() => setQuestion(null)}
          onAnswer={(reason) => settle('open_window', { reason })} />
      )}
      {question === 'close_window' && me.role === 'manager' && (
        <ActReasonQuestion title={words.close_window} waiting={page.served_only_here} onClose={() => setQuestion(null)}
          onAnswer={(reason) => settle('close_window', page.served_only_here > 0 ? { sure: true, reason } : { reason })} />
      )}
      {question === 'close_window' && me.role !== 'manager' && (
        <CloseQuestion waiting={page.served_only_here} onClose={() => setQuestion(null)}
          onAnswer={() => settle('close_window', { sure: true })} />
      )}
    </div>
  );
}

// Called, and on the way; after a while the button is there for the next time.
const comes_within_ms = 600_000;
const managerWord = (call: ManagerCall | null, now: number): 'call_manager' | 'manager_called' | 'manager_comes' =>
  call === null ? 'call_manager' : call.answered === null ? 'manager_called' : now - call.answered < comes_within_ms ? 'manager_comes' : 'call_manager';

// Nothing is possible (nobody waits, or the link is lost): the button stays in its place, grey.
function fallback(page: WindowPage): (typeof next_steps)[number] {
  const kind: Action = page.visitor
    ? page.visitor.stage === 'called' ? 'start_service' : 'finish_service'
    : page.post.state === 'closed' ? 'open_window' : page.post.state === 'paused' ? 'resume_window' : 'call_next';
  return next_steps.find((step) => step.kind === kind) ?? { kind: 'call_next', key: 'space', codes: [] };
}
