// A person's own new password: the present one, the new one twice.
import type { JSX } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { EnterContext, LeaveContext } from '../account';
import type { Me } from '../model';
import { changePassword, isStranger } from '../server';
import { useSpeech } from '../words';
import { Complaint, Field } from './field';

export function PasswordForm(props: { me: Me; onDone?: () => void }): JSX.Element {
  const { words: { passwords: words }, say } = useSpeech();
  const enter = useContext(EnterContext);
  const leave = useContext(LeaveContext);
  const [present, setPresent] = useState('');
  const [chosen, setChosen] = useState('');
  const [repeated, setRepeated] = useState('');
  const [busy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState('');

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (!present || !chosen || !repeated) return setComplaint(words.fill_all);
    if (chosen !== repeated) return setComplaint(words.differ);
    setBusy(true);
    const answer = await changePassword(present, chosen, props.me.csrf);
    setBusy(false);
    if (answer.ok) {
      enter(answer.value);
      props.onDone?.();
      return undefined;
    }
    if (isStranger(answer.refusal)) leave();
    return setComplaint(say(answer.refusal.sentence));
  };

  return (
    <form class="account-form" onSubmit={(event) => void submit(event)} noValidate>
      <input type="text" name="username" autocomplete="username" value={props.me.name} readOnly hidden />
      <Field label={words.present_password} name="present" type="password" autocomplete="current-password" autofocus value={present} onInput={setPresent} />
      <Field label={words.new_password} name="chosen" type="password" autocomplete="new-password" hint={words.rule} value={chosen} onInput={setChosen} />
      <Field label={words.repeat_password} name="repeated" type="password" autocomplete="new-password" value={repeated} onInput={setRepeated} />
      <Complaint text={complaint} />
      <button type="submit" class="primary" disabled={busy}>{words.change}</button>
    </form>
  );
}
