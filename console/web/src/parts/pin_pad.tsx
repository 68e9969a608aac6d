// A colleague takes the window of this browser: a name, and a PIN by keys or by the pad.
import type { JSX } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { EnterContext } from '../account';
import { changeOperator } from '../server';
import { useSpeech } from '../words';
import { Dialog } from './dialog';
import { Complaint, Field } from './field';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0'];

export function PinPad(props: { title: string; hint: string; onClose: () => void }): JSX.Element {
  const { words, say } = useSpeech();
  const enter = useContext(EnterContext);
  const [name, setName] = useState('');
  const [pin, setPin] = useState('');
  const [busy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState('');

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim() || pin.length !== 6) return setComplaint(words.fill_name_and_pin);
    setBusy(true);
    const answer = await changeOperator(name.trim(), pin);
    setBusy(false);
    if (answer.ok) return enter(answer.value);
    setPin('');
    return setComplaint(say(answer.refusal.sentence));
  };

  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form class="pin-pad" onSubmit={(event) => void submit(event)} noValidate>
        <p class="muted pin-pad-hint">{props.hint}</p>
        <div class="pin-pad-fields">
          <Field label={words.name} name="colleague" autofocus value={name} onInput={setName} />
          <Field label={words.pin} name="colleague-pin" type="password" pin value={pin} onInput={setPin} />
          <Complaint text={complaint} />
        </div>
        <div class="pad" role="group" aria-label={words.pin}>
          {digits.map((digit) => (
            <button key={digit} type="button" class="number" onClick={() => setPin((before) => (before + digit).slice(0, 6))}>{digit}</button>
          ))}
          <button type="button" class="pad-back" aria-label={words.digit_back} onClick={() => setPin((before) => before.slice(0, -1))}>⌫</button>
        </div>
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{words.cancel}</button>
          <button type="submit" class="primary" disabled={busy}>{words.take_over}</button>
        </div>
      </form>
    </Dialog>
  );
}
