// What is missing before the hall opens, and while it is open: each device and window by its name.
import type { JSX } from 'preact';
import type { Readiness } from '../model';
import { useSpeech } from '../words';
import { HoursPill } from './hours_pill';

export function ReadinessCard(props: { readiness: Readiness }): JSX.Element | null {
  const { words, say } = useSpeech();
  const { readiness } = props;
  const missing = readiness.devices.length + readiness.windows.length;
  if (missing === 0 && readiness.mode === 'open') return null;
  return (
    <section class={missing > 0 ? 'card ready ready-missing' : 'card ready'} aria-labelledby="ready-title">
      <header>
        <h2 id="ready-title">{words.readiness}</h2>
        <HoursPill hours={readiness} />
      </header>
      {readiness.mode !== 'closed' && missing === 0 && <p class="muted">{words.all_ready}</p>}
      {missing > 0 && (
        <ul class="ready-list" aria-label={words.missing}>
          {readiness.devices.map((device) => (
            <li key={device.id} data-device={device.id}>
              <b>{say(device.name)}</b><span>{words.condition[device.condition]}</span>
            </li>
          ))}
          {readiness.windows.map(({ window, kind }) => (
            <li key={window} data-window={window}>
              <b>{words.window} {window}</b><span>{say(kind)} · {words.nobody_at_window}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
