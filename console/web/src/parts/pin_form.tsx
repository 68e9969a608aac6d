// An operator chooses a PIN, typed twice.
import type { JSX } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { EnterContext, LeaveContext } from '../account';
import type { Me } from '../model';
import { isStranger, setPin } from '../server';
import { useSpeech } from '../words';
import { Complaint, Field } from './field';

export function PinForm(props: { me: Me; onDone: () => void }): JSX.Element {
  const { words, say } = useSpeech();
  const enter = useContext(EnterContext);
  const leave = useContext(LeaveContext);
  const [pin, setTyped] = useState('');
  const [repeated, setRepeated] = useState('');
  const [busy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState('');

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (pin !== repeated) return setComplaint(words.pins_differ);
    setBusy(true);
    const answer = await setPin(pin, props.me.csrf);
    setBusy(false);
    if (answer.ok) {
      enter({ ...props.me, has_pin: true });
      return props.onDone();
    }
    if (isStranger(answer.refusal)) leave();
    return setComplaint(say(answer.refusal.sentence));
  };

  return (
    <form class="account-form" onSubmit={(event) => void submit(event)} noValidate>
      <p class="muted">{words.pin_hint}</p>
      <Field label={words.pin} name="pin" type="password" pin autofocus value={pin} onInput={setTyped} />
      <Field label={words.repeat_pin} name="pin-repeated" type="password" pin value={repeated} onInput={setRepeated} />
      <Complaint text={complaint} />
      <button type="submit" class="primary" disabled={busy}>{words.save}</button>
    </form>
  );
}
