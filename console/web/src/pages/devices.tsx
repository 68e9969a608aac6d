// The administrator's page of devices: what is connected, in which version, when it was last heard; who asks to come in.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { actOnDevice, askDevices } from '../machine_server';
import type { DeviceAct, Expected, HallDevice, Knock } from '../machine_model';
import { device_roles } from '../machine_model';
import { momentText } from '../moment';
import type { OfficeProps } from '../offices';
import { usePolled } from '../polled';
import { ApproveDialog, LockOutDialog } from '../parts/device_dialogs';
import type { Wanted } from '../parts/device_dialogs';
import { Header } from '../parts/header';
import { RefusalNotice } from '../parts/notice';
import { useAgo } from '../parts/ago';
import { useSpeech } from '../words';
import { TableBox } from '../parts/table_box';
import { isStranger } from '../server';

const asked_every_ms = 3000;
type Open = { kind: 'approve'; wanted: Wanted } | { kind: 'lock-out'; name: string };

function ConditionCell(props: { device: HallDevice }): JSX.Element {
  const { words, language } = useSpeech();
  const { device } = props;
  if (device.condition === null) {
    const reports = device.role === null || (device_roles.includes(device.role) && device.role !== 'observer');
    return <span class="muted">{!device.has_key ? words.machine.no_key : reports ? words.machine.never_reported : words.machine.does_not_report}</span>;
  }
  const tone = device.condition === 'ready' ? 'open' : device.condition === 'paper_low' ? 'paused' : 'blocked';
  return (
    <>
      <span class={`pill pill-${tone}`}><i aria-hidden="true" />{words.condition[device.condition]}</span>
      {device.since !== null && <small class="user-notes">{words.machine.since} {momentText(device.since, language)}</small>}
      {device.skips > 0 && <small class="user-notes">{words.machine.skips} {device.skips}</small>}
      {!device.has_key && <small class="user-notes device-bad">{words.machine.no_key}</small>}
    </>
  );
}

function Parts(props: { device: HallDevice }): JSX.Element | null {
  const { words } = useSpeech();
  const { parts } = props.device;
  if (parts.length === 0) return null;
  const bad = parts.filter(({ condition }) => condition !== 'ready').length;
  return (
    <details class="device-parts">
      <summary>{words.machine.parts} {parts.length}{bad > 0 && <> · <b class="device-bad">{words.machine.parts_bad} {bad}</b></>}</summary>
      <ul>
        {parts.map((part) => (
          <li key={part.id} class={part.condition === 'ready' ? '' : 'device-bad'}>
            {part.kind && `${words.part[part.kind] ?? part.kind} · `}<b>{part.part}</b> — {words.condition[part.condition]}
          </li>
        ))}
      </ul>
    </details>
  );
}

function DeviceRow(props: { device: HallDevice; version: string; onLockOut: () => void }): JSX.Element {
  const { words, say } = useSpeech();
  const ago = useAgo();
  const { device } = props;
  const name = say(device.name);
  const stray = !device.planned && device.role !== null && device_roles.includes(device.role) && device.role !== 'observer';
  return (
    <tr data-device={device.id}>
      <th scope="row">
        {name || device.id}
        {name && <small>{device.id}</small>}
        {stray && <small class="device-stray">{words.machine.not_planned}</small>}
        <Parts device={device} />
      </th>
      <td>{device.role ? words.key_role[device.role] : <span class="muted">—</span>}</td>
      <td><ConditionCell device={device} /></td>
      <td>
        {device.version !== null ? <span class="device-version">{device.version}</span> : <span class="muted">—</span>}
        {device.version !== null && device.version !== props.version && <small class="user-notes device-bad">{words.machine.other_version}</small>}
      </td>
      <td>
        {device.heard_ago_ms !== null ? <span class="number">{ago(device.heard_ago_ms)}</span>
          : device.has_key ? <span class="muted">{words.machine.not_heard}</span> : <span class="muted">—</span>}
        {device.address && <small class="user-notes number">{device.address}</small>}
      </td>
      <td class="table-act">
        {device.revocable && (
          <button type="button" class="small" aria-label={`${words.machine.lock_out}: ${device.id}`} onClick={props.onLockOut}>{words.machine.lock_out}</button>
        )}
      </td>
    </tr>
  );
}

function Visitors(props: { knocking: Knock[]; expected: Expected[]; more: boolean; onLetIn: (fingerprint: string) => void }): JSX.Element | null {
  const { words, language } = useSpeech();
  const { knocking, expected, more } = props;
  if (knocking.length === 0 && expected.length === 0 && !more) return null;
  return (
    <section class="card table-card device-knocks" aria-labelledby="knocking-title">
      <h2 id="knocking-title">{words.machine.knocking}</h2>
      <p class="muted">{words.machine.knocking_hint}</p>
      <ul>
        {expected.map((each) => (
          <li key={`expected ${each.fingerprint}`} data-expected={each.name}>
            <code class="fingerprint">{each.fingerprint}</code>
            <span>
              <b>{each.name}</b> · {words.key_role[each.role]} · {words.machine.expected} {momentText(each.until, language)}
              <small class="user-notes">{words.machine.expected_hint}</small>
            </span>
          </li>
        ))}
        {knocking.map((knock) => (
          <li key={knock.fingerprint} data-knock={knock.fingerprint}>
            <code class="fingerprint">{knock.fingerprint}</code>
            <span>
              {words.machine.address} <span class="number">{knock.address}</span> · {words.machine.knocks_since} {momentText(knock.first, language)}
              {knock.revoked !== null && <small class="user-notes device-bad">{words.machine.revoked} {knock.revoked}</small>}
            </span>
            {knock.revoked === null && (
              <button type="button" class="small" aria-label={`${words.machine.let_in}: ${knock.fingerprint}`} onClick={() => props.onLetIn(knock.fingerprint)}>{words.machine.let_in}</button>
            )}
          </li>
        ))}
      </ul>
      {more && <p class="device-more">{words.machine.more_knocking}</p>}
    </section>
  );
}

export function DevicesPage(props: OfficeProps): JSX.Element {
  const { words, say, language } = useSpeech();
  const { me, onLoggedOut } = props;
  const { page, refusal, forget, renew } = usePolled(askDevices, asked_every_ms, onLoggedOut);
  const [open, setOpen] = useState<Open | null>(null);
  const [done, setDone] = useState('');
  const close = (): void => setOpen(null);
  useEffect(() => {
    document.title = words.devices;
  }, [words]);

  const act = async (wish: DeviceAct): Promise<string> => {
    const answer = await actOnDevice(wish, me.csrf);
    if (!answer.ok) {
      if (isStranger(answer.refusal)) onLoggedOut();
      return say(answer.refusal.sentence);
    }
    const { approved, is_expected: expected, locked_out: revoked } = words.machine;
    setDone(`${{ approved, expected, revoked }[answer.value.state]} ${wish.name}`);
    setOpen(null);
    await renew();
    return '';
  };
  const letIn = (fingerprint: string): void => {
    setDone('');
    setOpen({ kind: 'approve', wanted: { fingerprint } });
  };

  return (
    <div class="page page-office">
      <Header me={me} title={words.devices} subtitle={words.machine.devices_hint} ways={props.ways} onLogOut={props.onLogOut} />
      <div class="notice-area"><RefusalNotice refusal={refusal} onClose={forget} /></div>
      <main class="office">
        <p class="device-done" role="status">{done}</p>
        {page && <Visitors knocking={page.knocking} expected={page.expected} more={page.more_knocking} onLetIn={letIn} />}
        <section class="card table-card" aria-labelledby="devices-title">
          <header class="office-head">
            <h2 id="devices-title">{words.devices}</h2>
            <button type="button" class="primary" disabled={!page} onClick={() => letIn('')}>{words.machine.pair}</button>
          </header>
          <TableBox label={words.devices}>
            <table class="devices">
              <thead>
                <tr>
                  <th scope="col">{words.machine.device}</th><th scope="col">{words.machine.kind}</th><th scope="col">{words.machine.condition}</th>
                  <th scope="col">{words.machine.version}</th><th scope="col">{words.machine.contact}</th><td />
                </tr>
              </thead>
              <tbody>
                {page?.devices.map((device) => (
                  <DeviceRow key={device.id} device={device} version={page.dispatcher.version}
                    onLockOut={() => { setDone(''); setOpen({ kind: 'lock-out', name: device.id }); }} />
                ))}
              </tbody>
            </table>
          </TableBox>
          {page?.devices.length === 0 && <p class="muted">{words.machine.nothing}</p>}
          {page && (
            <p class="device-programs muted">
              {words.machine.dispatcher}: {page.dispatcher.version}, {words.machine.running_since} {momentText(page.dispatcher.since, language)} · {words.machine.console}: {page.console.version}
            </p>
          )}
        </section>
      </main>
      {page && open?.kind === 'approve' && <ApproveDialog page={page} wanted={open.wanted} onDo={act} onClose={close} />}
      {open?.kind === 'lock-out' && <LockOutDialog name={open.name} onDo={act} onClose={close} />}
    </div>
  );
}
