// The questions an operator answers before a command goes out: why a break, how it ended, where to, why parked.
import type { JSX } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import { isHeard } from '../keys';
import type { Choice, Choices } from '../model';
import { inHall } from '../moment';
import { useSpeech } from '../words';
import { Dialog } from './dialog';
import { Letter } from './letter';

const reason_length_at_most = 200;

// Large buttons in a column; the digits press them too.
function OneOf(props: {
  title: string;
  choices: Choice[];
  onChoose: (id: string) => void;
  onClose: () => void;
}): JSX.Element {
  const { say, words } = useSpeech();
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const choice = props.choices[Number(event.key) - 1];
      if (!choice || !isHeard(event)) return;
      event.preventDefault();
      props.onChoose(choice.id);
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [props.choices]);
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <ul class="choices">
        {props.choices.map((choice, index) => (
          <li key={choice.id}>
            <button type="button" class="choice" onClick={() => props.onChoose(choice.id)}>
              <span>{say(choice.name)}</span>
              {index < 9 && <Letter name={index + 1} />}
            </button>
          </li>
        ))}
      </ul>
      <div class="dialog-foot">
        <button type="button" class="quiet" onClick={props.onClose}>{words.cancel}</button>
      </div>
    </Dialog>
  );
}

export function PauseQuestion(props: {
  choices: Choices;
  onAnswer: (reason: string) => void;
  onClose: () => void;
}): JSX.Element {
  const { words } = useSpeech();
  return <OneOf title={words.pause_title} choices={props.choices.reasons} onChoose={props.onAnswer} onClose={props.onClose} />;
}

export function FinishQuestion(props: {
  choices: Choices;
  onAnswer: (outcome: string, reference: string) => void;
  onClose: () => void;
}): JSX.Element {
  const { words, language } = useSpeech();
  const [forwarded, setForwarded] = useState<Choice | null>(null);
  if (forwarded)
    return (
      <ReferenceQuestion outcome={forwarded} choices={props.choices} onClose={props.onClose}
        onAnswer={(reference) => props.onAnswer(forwarded.id, reference)} />
    );
  const choose = (id: string): void => {
    const outcome = props.choices.outcomes.find((each) => each.id === id);
    if (outcome?.forwarded) setForwarded(outcome);
    else props.onAnswer(id, '');
  };
  const none: Choice[] = props.choices.outcome_required
    ? []
    : [{ id: '', name: { [language]: words.no_outcome } }];
  return (
    <OneOf
      title={words.finish_title} choices={[...props.choices.outcomes, ...none]}
      onChoose={choose} onClose={props.onClose}
    />
  );
}

// The application goes on to others: under which number, and by when they must register and answer it.
function ReferenceQuestion(props: { outcome: Choice; choices: Choices; onAnswer: (reference: string) => void; onClose: () => void }): JSX.Element {
  const { words, say, language } = useSpeech();
  const [reference, setReference] = useState('');
  const day = (ends: number): string => inHall(ends - 1, language, { day: 'numeric', month: 'long' });
  const { registered, answered } = props.choices.forwarding;
  return (
    <Dialog title={say(props.outcome.name)} onClose={props.onClose}>
      <form onSubmit={(event) => (event.preventDefault(), props.onAnswer(reference.trim()))}>
        <p class="dialog-hint">{words.forwarded_hint}</p>
        <ul class="deadlines">
          <li>{words.register_by} <b>{day(registered)}</b></li>
          <li>{words.answer_by} <b>{day(answered)}</b></li>
        </ul>
        <label class="reason">
          <span>{words.reference} <i>({words.optional})</i></span>
          <input name="reference" maxLength={32} autocomplete="off" autofocus value={reference}
            onInput={(event) => setReference(event.currentTarget.value)} />
        </label>
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{words.cancel}</button>
          <button type="submit" class="primary">{words.finish_service}</button>
        </div>
      </form>
    </Dialog>
  );
}

function ReasonField(props: { label: string; value: string; onInput: (text: string) => void }): JSX.Element {
  const { words } = useSpeech();
  return (
    <label class="reason">
      <span>{props.label} <i>({words.optional})</i></span>
      <input
        name="reason" maxLength={reason_length_at_most} autocomplete="off" value={props.value}
        onInput={(event) => props.onInput(event.currentTarget.value)}
      />
    </label>
  );
}

const reminders_min = [5, 10, 15, 20, 30, 45];

// The reminder of the plan is offered first; a plan without one reminds nobody.
export function ParkQuestion(props: {
  choices: Choices;
  onAnswer: (reason: string, remind_after_s: number | null) => void;
  onClose: () => void;
}): JSX.Element {
  const { words } = useSpeech();
  const usual = props.choices.park_reminder_s;
  const [reason, setReason] = useState('');
  const [remind, setRemind] = useState(usual);
  const offered = usual === null ? [] : [...new Set([usual, ...reminders_min.map((minutes) => minutes * 60)])].sort((a, b) => a - b);
  return (
    <Dialog title={words.park_title} onClose={props.onClose}>
      <form onSubmit={(event) => (event.preventDefault(), props.onAnswer(reason.trim(), remind))}>
        <p class="dialog-hint">{words.park_hint}</p>
        <ReasonField label={words.reason_park} value={reason} onInput={setReason} />
        {offered.length > 0 && (
          <label class="reason">
            <span>{words.remind}</span>
            <select name="remind" value={String(remind)} onChange={(event) => setRemind(Number(event.currentTarget.value))}>
              {offered.map((seconds) => (
                <option key={seconds} value={String(seconds)}>{Math.round(seconds / 60)} {words.minutes}</option>
              ))}
            </select>
          </label>
        )}
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{words.cancel}</button>
          <button type="submit" class="primary">{words.park_ticket}</button>
        </div>
      </form>
    </Dialog>
  );
}

export type Destination = { service: string } | { window: number };

type Radio = (value: string, text: string) => JSX.Element;

function Services(props: { choices: Choices; legend: string; radio: Radio }): JSX.Element {
  const { say } = useSpeech();
  const { services } = props.choices;
  const groups = [...new Set(services.map((service) => say(service.group)))];
  return (
    <fieldset>
      <legend>{props.legend}</legend>
      {groups.map((group) => (
        <div class="radio-group" key={group} role="group" aria-label={group}>
          <h3>{group}</h3>
          <div class="radio-columns">
            {services.filter((service) => say(service.group) === group)
              .map((service) => props.radio(`s:${service.id}`, say(service.name)))}
          </div>
        </div>
      ))}
    </fieldset>
  );
}

function BackBox(props: { checked: boolean; onChange: (checked: boolean) => void }): JSX.Element {
  const { words } = useSpeech();
  return (
    <label class="radio back-box">
      <input type="checkbox" name="back" checked={props.checked} onChange={(event) => props.onChange(event.currentTarget.checked)} />
      <span>{words.and_back}</span>
    </label>
  );
}

export function TransferQuestion(props: {
  choices: Choices;
  onAnswer: (to: Destination, reason: string, back: boolean) => void;
  onClose: () => void;
}): JSX.Element {
  const { words, say } = useSpeech();
  const [to, setTo] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const [back, setBack] = useState(false);
  const { services, windows } = props.choices;
  const submit = (event: Event): void => {
    event.preventDefault();
    if (to === null) return;
    const value = to.slice(2);
    props.onAnswer(to.startsWith('w:') ? { window: Number(value) } : { service: value }, reason.trim(), back);
  };
  const first = services[0] ? `s:${services[0].id}` : '';
  const radio = (value: string, text: string): JSX.Element => (
    <label class="radio" key={value}>
      <input type="radio" name="to" value={value} autofocus={value === first} checked={to === value} onChange={() => setTo(value)} />
      <span>{text}</span>
    </label>
  );
  return (
    <Dialog title={words.transfer_title} wide onClose={props.onClose}>
      <form onSubmit={submit}>
        <div class="transfer">
          <Services choices={props.choices} legend={words.to_service} radio={radio} />
          <fieldset>
            <legend>{words.to_window}</legend>
            {windows.length === 0 && <p class="dialog-hint">{words.no_window_open}</p>}
            {windows.map((window) => radio(`w:${window.id}`, `${window.id} · ${say(window.kind)}`))}
          </fieldset>
        </div>
        <BackBox checked={back} onChange={setBack} />
        <ReasonField label={words.reason_transfer} value={reason} onInput={setReason} />
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{words.cancel}</button>
          <button type="submit" class="primary" disabled={to === null}>{words.transfer_ticket}</button>
        </div>
      </form>
    </Dialog>
  );
}

export function AddStepQuestion(props: {
  choices: Choices;
  onAnswer: (service: string, back: boolean) => void;
  onClose: () => void;
}): JSX.Element {
  const { words } = useSpeech();
  const [service, setService] = useState<string | null>(null);
  const [back, setBack] = useState(false);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (service !== null) props.onAnswer(service.slice(2), back);
  };
  const radio: Radio = (value, text) => (
    <label class="radio" key={value}>
      <input type="radio" name="service" value={value} checked={service === value} onChange={() => setService(value)} />
      <span>{text}</span>
    </label>
  );
  return (
    <Dialog title={words.add_step_title} wide onClose={props.onClose}>
      <form onSubmit={submit}>
        <p class="dialog-hint">{words.add_step_hint}</p>
        <div class="add-step"><Services choices={props.choices} legend={words.to_service} radio={radio} /></div>
        <BackBox checked={back} onChange={setBack} />
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{words.cancel}</button>
          <button type="submit" class="primary" disabled={service === null}>{words.add_step}</button>
        </div>
      </form>
    </Dialog>
  );
}

// A manager opens or closes the place of somebody else, and says why. `waiting`: so many whom no other window serves.
export function ActReasonQuestion(props: { title: string; waiting?: number; onAnswer: (reason: string) => void; onClose: () => void }): JSX.Element {
  const { words } = useSpeech();
  const [reason, setReason] = useState('');
  const { waiting = 0 } = props;
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form class="act" onSubmit={(event) => (event.preventDefault(), props.onAnswer(reason.trim()))}>
        {waiting > 0 && <p class="dialog-hint">{words.close_hint} <b class="number">{waiting}</b></p>}
        <label class="reason">
          <span>{words.act_reason}</span>
          <input name="reason" required maxLength={100} autocomplete="off" autofocus value={reason}
            onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{words.cancel}</button>
          <button type="submit" class="primary" disabled={reason.trim() === ''}>{props.title}</button>
        </div>
      </form>
    </Dialog>
  );
}

// Somebody waits whom no other window serves.
export function CloseQuestion(props: { waiting: number; onAnswer: () => void; onClose: () => void }): JSX.Element {
  const { words } = useSpeech();
  return (
    <Dialog title={words.close_title} onClose={props.onClose}>
      <p class="dialog-hint">{words.close_hint} <b class="number">{props.waiting}</b></p>
      <p class="dialog-hint">{words.close_ask}</p>
      <div class="dialog-foot">
        <button type="button" class="primary" onClick={props.onClose}>{words.cancel}</button>
        <button type="button" onClick={props.onAnswer}>{words.close_window}</button>
      </div>
    </Dialog>
  );
}
