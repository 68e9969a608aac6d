// Every device of the hall and how it is, at any hour: what is out of order first, each by its name.
import type { JSX } from 'preact';
import { Since } from '../clock';
import type { Device } from '../model';
import { useSpeech } from '../words';

const is_well = ({ condition }: Device): boolean => condition === 'ready';

export function DevicesCard(props: { devices: Device[] }): JSX.Element {
  const { words, say } = useSpeech();
  const devices = [...props.devices.filter((device) => !is_well(device)), ...props.devices.filter(is_well)];
  const ill = props.devices.filter((device) => !is_well(device)).length;
  return (
    <section class="card devices" aria-labelledby="devices-title">
      <header>
        <h2 id="devices-title">{words.devices_now}</h2>
        <span class="muted">
          {devices.length === 0 ? words.devices_none : ill === 0 ? words.all_devices_ready : <>{words.devices_out_of_order}: <b class="number">{ill}</b></>}
        </span>
      </header>
      <ul class="device-list">
        {devices.map((device) => (
          <li key={device.id} data-device-state={device.id} data-condition={device.condition} class={is_well(device) ? '' : `device-ill device-${device.condition}`}>
            <b>{device.part ?? (say(device.name) || device.id)}</b>
            <span>
              {device.kind && `${words.part[device.kind]} · `}{words.condition[device.condition]}
              {!is_well(device) && device.since !== null && <> · {words.for_how_long} <span class="number"><Since at={device.since} /></span></>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
