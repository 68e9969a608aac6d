// Whom to call out of turn: the number is typed, or chosen among those who wait here.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useSpeech } from '../words';
import { Dialog } from './dialog';
import { numberOf } from './ticket_number';

type Number_ = NonNullable<ReturnType<typeof numberOf>>;

export function NumberQuestion(props: { numbers: string[]; onAnswer: (number: Number_) => void; onClose: () => void }): JSX.Element {
  const { words } = useSpeech();
  const [typed, setTyped] = useState('');
  const [complaint, setComplaint] = useState('');
  const wanted = typed.replace(/\s/g, '').toUpperCase();
  const shown = props.numbers.filter((number) => number.includes(wanted));
  const same = (number: string): boolean => JSON.stringify(numberOf(number)) === JSON.stringify(numberOf(typed));
  const submit = (): void => {
    const found = props.numbers.find(same) ?? (shown.length === 1 ? shown[0] : undefined);
    const number = found === undefined ? null : numberOf(found);
    if (number) props.onAnswer(number);
    else setComplaint(words.no_such_number);
  };
  return (
    <Dialog title={words.call_by_number_title} onClose={props.onClose}>
      <form onSubmit={(event) => (event.preventDefault(), submit())}>
        <p class="dialog-hint">{words.call_by_number_hint}</p>
        <label class="reason">
          <span>{words.ticket_number}</span>
          <input name="number" autocomplete="off" autocapitalize="characters" autofocus maxLength={10} value={typed}
            onInput={(event) => (setTyped(event.currentTarget.value), setComplaint(''))} />
        </label>
        <div class="numbers" role="group" aria-label={words.queue} tabIndex={0}>
          {shown.map((number) => (
            <button key={number} type="button" class="chip number" onClick={() => {
              const chosen = numberOf(number);
              if (chosen) props.onAnswer(chosen);
            }}>{number}</button>
          ))}
        </div>
        <p class="give-complaint" role="alert">{complaint}</p>
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{words.cancel}</button>
          <button type="submit" class="primary" disabled={wanted === ''}>{words.call_by_number}</button>
        </div>
      </form>
    </Dialog>
  );
}
