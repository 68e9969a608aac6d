// Who is logged in, in the head of every page; pressed, it offers what a person may do about the own account.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { setLetterKeys, useLetterKeys } from '../keys';
import type { Me } from '../model';
import { useSpeech } from '../words';
import { Dialog } from './dialog';
import { OwnSessions } from './own_sessions';
import { PasswordForm } from './password_form';
import { PinForm } from './pin_form';

type Place = 'choice' | 'password' | 'pin' | 'sessions' | 'password_done' | 'pin_done';

// Only pages of those who serve visitors have keys of one letter.
function LetterKeys(): JSX.Element {
  const { words } = useSpeech();
  return (
    <label class="check letter-keys">
      <input type="checkbox" role="switch" name="letter-keys" aria-describedby="letter-keys-hint" checked={useLetterKeys()}
        onChange={(event) => setLetterKeys(event.currentTarget.checked)} />
      <span><b>{words.letter_keys}</b><small id="letter-keys-hint">{words.letter_keys_hint}</small></span>
    </label>
  );
}

function Choice(props: { me: Me; onGo: (place: Place) => void; onClose: () => void }): JSX.Element {
  const { words } = useSpeech();
  const { me } = props;
  return (
    <>
      <div class="choices">
        <button type="button" class="choice" onClick={() => props.onGo('password')}>{words.passwords.change}</button>
        {me.role === 'operator' && (
          <button type="button" class="choice" disabled={me.by_pin} onClick={() => props.onGo('pin')}>
            {me.has_pin ? words.change_pin : words.set_pin}
          </button>
        )}
        <button type="button" class="choice" onClick={() => props.onGo('sessions')}>{words.own_sessions}</button>
      </div>
      {(me.role === 'operator' || me.role === 'manager') && <LetterKeys />}
      {me.by_pin && <p class="muted">{words.pin_by_password_only}</p>}
      <div class="dialog-foot"><button type="button" class="quiet" onClick={props.onClose}>{words.close}</button></div>
    </>
  );
}

export function AccountButton(props: { me: Me }): JSX.Element {
  const { words } = useSpeech();
  const { me } = props;
  const [place, setPlace] = useState<Place | null>(null);
  const close = (): void => setPlace(null);
  const titles: Record<Place, string> = {
    choice: `${words.account_of} ${me.name}`, password: words.passwords.change, password_done: words.passwords.change,
    pin: me.has_pin ? words.change_pin : words.set_pin, pin_done: words.pin, sessions: words.own_sessions,
  };
  return (
    <>
      <button type="button" class="header-user" title={words.account} aria-haspopup="dialog" onClick={() => setPlace('choice')}>
        <b>{me.name}</b>
        <span>{words.role[me.role]}</span>
      </button>
      {place && (
        <Dialog key={place} title={titles[place]} onClose={close}>
          {place === 'choice' && <Choice me={me} onGo={setPlace} onClose={close} />}
          {place === 'password' && <PasswordForm me={me} onDone={() => setPlace('password_done')} />}
          {place === 'sessions' && <OwnSessions me={me} onClose={close} />}
          {place === 'pin' && <PinForm me={me} onDone={() => setPlace('pin_done')} />}
          {(place === 'password_done' || place === 'pin_done') && (
            <>
              <p role="status">{place === 'pin_done' ? words.pin_done : words.passwords.changed}</p>
              <div class="dialog-foot"><button type="button" class="primary" autofocus onClick={close}>{words.close}</button></div>
            </>
          )}
        </Dialog>
      )}
    </>
  );
}
