// There are no users: whoever can read the one-time code on the console's computer becomes the administrator.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Me } from '../model';
import { Complaint, Field } from '../parts/field';
import { LanguageSwitch } from '../parts/language_switch';
import { firstStart } from '../server';
import { useSpeech } from '../words';

export function FirstStartPage(props: { onEntered: (me: Me) => void; onOver: () => void }): JSX.Element {
  const { words: { passwords: words, ...others }, say } = useSpeech();
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState('');
  const [repeated, setRepeated] = useState('');
  const [busy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState('');

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (!code.trim() || !name.trim() || !chosen || !repeated) return setComplaint(words.fill_all);
    if (chosen !== repeated) return setComplaint(words.differ);
    setBusy(true);
    const answer = await firstStart(code, name.trim(), chosen);
    setBusy(false);
    if (answer.ok) return props.onEntered(answer.value);
    if (answer.refusal.code === 'first_start_over') return props.onOver();
    return setComplaint(say(answer.refusal.sentence));
  };

  return (
    <main class="log-in">
      <form class="log-in-card first-start" onSubmit={(event) => void submit(event)} noValidate>
        <div class="log-in-head">
          <img src="/icon.svg" alt="" width="40" height="40" />
          <LanguageSwitch />
        </div>
        <h1>{words.first_start_title}</h1>
        <p class="muted">{words.first_start_hint}</p>
        <Field label={words.code} name="code" autofocus value={code} onInput={setCode} />
        <Field label={others.name} name="name" autocomplete="username" hint={others.name_hint} value={name} onInput={setName} />
        <Field label={words.new_password} name="chosen" type="password" autocomplete="new-password" hint={words.rule} value={chosen} onInput={setChosen} />
        <Field label={words.repeat_password} name="repeated" type="password" autocomplete="new-password" value={repeated} onInput={setRepeated} />
        <Complaint text={complaint} />
        <button type="submit" class="primary" disabled={busy}>{words.create}</button>
      </form>
    </main>
  );
}
