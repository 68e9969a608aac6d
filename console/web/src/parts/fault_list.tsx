// Devices and their parts that are not as they should be, each by its name.
import type { JSX } from 'preact';
import type { Device } from '../model';
import { useSpeech } from '../words';

export function FaultItems(props: { devices: Device[] }): JSX.Element {
  const { words, say } = useSpeech();
  return (
    <>
      {props.devices.map((device) => (
        <li key={device.id} data-device={device.id}>
          <b>{device.part ?? (say(device.name) || device.id)}</b>
          <span>{device.kind && `${words.part[device.kind]} · `}{words.condition[device.condition]}</span>
        </li>
      ))}
    </>
  );
}
