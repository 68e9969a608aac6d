// The administrator's dialogs: a new user, what may be changed about one, and the password that is shown once.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useDeafness } from '../deaf';
import type { User, UserAct } from '../model';
import { useSpeech } from '../words';
import { Dialog } from './dialog';
import { Complaint, Field } from './field';
import { PositionFields, positionBody } from './position_fields';
import type { Position } from './position_fields';

// What went wrong; '' when it is done.
export type Do = (act: UserAct) => Promise<string>;

export function AddUserDialog(props: { onDo: Do; onClose: () => void }): JSX.Element {
  const { words } = useSpeech();
  const [name, setName] = useState('');
  const [position, setPosition] = useState<Position>({ role: 'operator', window: '', calls_by_number: false });
  const [complaint, setComplaint] = useState('');
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setComplaint(await props.onDo({ act: 'add', name: name.trim(), ...positionBody(position) }));
  };
  return (
    <Dialog title={words.add_user} onClose={props.onClose}>
      <form class="account-form" onSubmit={(event) => void submit(event)} noValidate>
        <Field label={words.name} name="user-name" hint={words.name_hint} autofocus value={name} onInput={setName} />
        <PositionFields position={position} onChange={setPosition} />
        <Complaint text={complaint} />
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{words.cancel}</button>
          <button type="submit" class="primary">{words.add_user}</button>
        </div>
      </form>
    </Dialog>
  );
}

// Asks before it acts, and in its own place: the question must have been there for a moment, and no key that is still
// held answers it.
function RemoveButton(props: { onSure: () => void }): JSX.Element {
  const { words } = useSpeech();
  const [asking, setAsking] = useState(false);
  const { deaf, deafen } = useDeafness();
  const press = (): void => {
    if (deaf) return;
    if (asking) return props.onSure();
    setAsking(true);
    deafen();
  };
  return (
    <button
      type="button" class={asking ? 'danger' : ''} data-deaf={deaf || undefined} onClick={press}
      onKeyDown={(event) => { if (event.repeat && event.key === 'Enter') event.preventDefault(); }}
    >
      {asking ? words.remove_sure : words.remove}
    </button>
  );
}

export function EditUserDialog(props: { user: User; onDo: Do; onClose: () => void }): JSX.Element {
  const { words } = useSpeech();
  const { user } = props;
  const [position, setPosition] = useState<Position>({
    role: user.role, window: user.window === null ? '' : String(user.window), calls_by_number: user.calls_by_number,
  });
  const [complaint, setComplaint] = useState('');
  const act = async (act: UserAct): Promise<void> => setComplaint(await props.onDo(act));
  const { name } = user;
  return (
    <Dialog title={`${words.edit_user} ${name}`} onClose={props.onClose}>
      <form class="account-form" onSubmit={(event) => { event.preventDefault(); void act({ act: 'change', name, ...positionBody(position) }); }} noValidate>
        <h3>{words.position}</h3>
        <PositionFields position={position} onChange={setPosition} />
        <button type="submit" class="primary">{words.save}</button>
      </form>
      <Complaint text={complaint} />
      <h3>{words.access}</h3>
      <ul class="user-acts">
        <li>
          <button type="button" onClick={() => void act({ act: 'give_password', name })}>{words.give_password}</button>
          <span class="muted">{words.give_password_hint}</span>
        </li>
        <li>
          {user.blocked
            ? <button type="button" onClick={() => void act({ act: 'unblock', name })}>{words.unblock}</button>
            : <><button type="button" onClick={() => void act({ act: 'block', name })}>{words.block}</button><span class="muted">{words.block_hint}</span></>}
        </li>
        <li>
          <RemoveButton onSure={() => void act({ act: 'remove', name })} />
          <span class="muted">{words.remove_hint}</span>
        </li>
      </ul>
      <div class="dialog-foot"><button type="button" class="quiet" onClick={props.onClose}>{words.close}</button></div>
    </Dialog>
  );
}

export function PasswordDialog(props: { name: string; password: string; onClose: () => void }): JSX.Element {
  const { words } = useSpeech();
  return (
    <Dialog title={words.password_title} onClose={props.onClose}>
      <p>{words.password_for} <b>{props.name}</b>:</p>
      <output class="made-password">{props.password}</output>
      <p class="muted">{words.password_hint}</p>
      <div class="dialog-foot"><button type="button" class="primary" autofocus onClick={props.onClose}>{words.close}</button></div>
    </Dialog>
  );
}
