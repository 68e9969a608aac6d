// Somebody else has seen the password: before anything else its owner chooses another one.
import type { JSX } from 'preact';
import type { Me } from '../model';
import { LanguageSwitch } from '../parts/language_switch';
import { PasswordForm } from '../parts/password_form';
import { useSpeech } from '../words';

export function MustChangePage(props: { me: Me; onLogOut: () => void }): JSX.Element {
  const { words } = useSpeech();
  return (
    <main class="log-in">
      <div class="log-in-card">
        <div class="log-in-head">
          <img src="/icon.svg" alt="" width="40" height="40" />
          <LanguageSwitch />
        </div>
        <h1>{words.passwords.must_title}</h1>
        <p class="muted">{words.passwords.must_hint}</p>
        <PasswordForm me={props.me} />
        <button type="button" class="quiet" onClick={props.onLogOut}>{words.log_out}</button>
      </div>
    </main>
  );
}
