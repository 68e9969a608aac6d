import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Me, Text } from '../model';
import { PinPad } from '../parts/pin_pad';
import { askBrowser, logIn } from '../server';
import { useSpeech } from '../words';
import { LanguageSwitch } from '../parts/language_switch';

export function LogInPage(props: { onLoggedIn: (me: Me) => void }): JSX.Element {
  const { words, say } = useSpeech();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [complaint, setComplaint] = useState<Text | 'fill_both' | null>(null);
  const [window, setWindow] = useState<number | null>(null); // of this browser, where a PIN will do
  const [byPin, setByPin] = useState(false);
  useEffect(() => {
    void askBrowser().then((answer) => answer.ok && setWindow(answer.value.window));
  }, []);
  const passwordField = useRef<HTMLInputElement>(null);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    if (!name.trim() || !password) return setComplaint('fill_both');
    setBusy(true);
    const answer = await logIn(name.trim(), password);
    setBusy(false);
    if (answer.ok) return props.onLoggedIn(answer.value);
    setComplaint(answer.refusal.sentence);
    setPassword('');
    passwordField.current?.focus();
  };

  return (
    <main class="log-in">
      <form class="log-in-card" onSubmit={(event) => void submit(event)} noValidate>
        <div class="log-in-head">
          <img src="/icon.svg" alt="" width="40" height="40" />
          <LanguageSwitch />
        </div>
        <h1>{words.log_in_title}</h1>
        <label>
          <span>{words.name}</span>
          <input
            name="name" autocomplete="username" autocapitalize="none" spellcheck={false} autofocus
            value={name} onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <label>
          <span>{words.password}</span>
          <input
            ref={passwordField} name="password" type="password" autocomplete="current-password"
            value={password} onInput={(event) => setPassword(event.currentTarget.value)}
          />
        </label>
        <p class="log-in-complaint" role="alert">
          {complaint === 'fill_both' ? words.fill_both : complaint ? say(complaint) : ''}
        </p>
        <button type="submit" class="primary" disabled={busy}>{busy ? words.logging_in : words.log_in}</button>
        {window !== null && (
          <button type="button" class="quiet" onClick={() => setByPin(true)}>{words.pin_log_in} {window}</button>
        )}
      </form>
      {byPin && <PinPad title={words.pin_log_in_title} hint={`${words.pin_log_in_hint} ${window}.`} onClose={() => setByPin(false)} />}
    </main>
  );
}
