// The dialogs about devices: letting one in by its fingerprint, and locking one out.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { DeviceAct, DevicesPage, KeyRole } from '../machine_model';
import { device_roles } from '../machine_model';
import { useSpeech } from '../words';
import { Dialog } from './dialog';
import { Complaint, Field } from './field';

export type Do = (act: DeviceAct) => Promise<string>;
export interface Wanted {
  fingerprint: string; // of one that knocks; '' to type it
}

// By what the names of devices begin with as a rule; the administrator may choose another.
const roleOf = (name: string): KeyRole | null => device_roles.find((role) => name.startsWith(role)) ?? null;

export function ApproveDialog(props: { page: DevicesPage; wanted: Wanted; onDo: Do; onClose: () => void }): JSX.Element {
  const { words, say } = useSpeech();
  const { page, wanted } = props;
  const [fingerprint, setFingerprint] = useState(wanted.fingerprint);
  const [name, setName] = useState('');
  const [role, setRole] = useState<KeyRole>('kiosk');
  const [complaint, setComplaint] = useState('');
  const free = page.devices.filter((device) => device.planned && !device.has_key);
  const choose = (typed: string): void => {
    setName(typed);
    const usual = roleOf(typed);
    if (usual) setRole(usual);
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setComplaint(await props.onDo({ act: 'approve', fingerprint: fingerprint.trim(), name: name.trim(), role }));
  };
  return (
    <Dialog title={words.machine.pair} wide onClose={props.onClose}>
      <form class="account-form" onSubmit={(event) => void submit(event)} noValidate>
        {wanted.fingerprint ? (
          <div class="device-compare">
            <span>{words.machine.fingerprint}</span>
            <code class="fingerprint fingerprint-big">{wanted.fingerprint}</code>
            <p>{words.machine.compare}</p>
          </div>
        ) : (
          <>
            <p>{words.machine.how_to}</p>
            <pre class="command" tabIndex={0}>{`okno keys pair /etc/okno/keys ${name || words.machine.example_name} \\\n  --dispatcher '${page.dispatcher.public_key}'`}</pre>
            <Field label={words.machine.fingerprint} name="fingerprint" hint={words.machine.fingerprint_hint} autofocus value={fingerprint} onInput={setFingerprint} />
          </>
        )}
        <div class="position-fields device-fields">
          <div class="field">
            <label>
              <span>{words.machine.name}</span>
              <input name="device-name" list="planned-devices" autocomplete="off" autocapitalize="none" spellcheck={false} maxLength={64}
                autofocus={wanted.fingerprint !== ''} aria-describedby="device-name-hint" value={name} onInput={(event) => choose(event.currentTarget.value)} />
            </label>
            <small id="device-name-hint" class="muted">{words.machine.name_hint}</small>
            <datalist id="planned-devices">{free.map(({ id, name: planned }) => <option key={id} value={id}>{say(planned)}</option>)}</datalist>
          </div>
          <label>
            <span>{words.machine.kind}</span>
            <select name="device-role" value={role} onChange={(event) => setRole(event.currentTarget.value as KeyRole)}>
              {device_roles.map((each) => <option key={each} value={each}>{words.key_role[each]}</option>)}
            </select>
          </label>
        </div>
        <Complaint text={complaint} />
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{words.cancel}</button>
          <button type="submit" class="primary">{words.machine.approve}</button>
        </div>
      </form>
    </Dialog>
  );
}

export function LockOutDialog(props: { name: string; onDo: Do; onClose: () => void }): JSX.Element {
  const { words } = useSpeech();
  const [complaint, setComplaint] = useState('');
  const { name } = props;
  return (
    <Dialog title={`${words.machine.lock_out_title}: ${name}`} onClose={props.onClose}>
      <p>{words.machine.lock_out_hint}</p>
      <Complaint text={complaint} />
      <div class="dialog-foot">
        <button type="button" class="quiet" autofocus onClick={props.onClose}>{words.cancel}</button>
        <button type="button" class="danger" onClick={() => void props.onDo({ act: 'revoke', name }).then(setComplaint)}>{words.machine.lock_out_sure}</button>
      </div>
    </Dialog>
  );
}
