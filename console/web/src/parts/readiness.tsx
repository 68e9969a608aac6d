// What is missing before the hall opens, and while it is open: each device and window by its name.
import type { JSX } from 'preact';
import type { Readiness } from '../model';
import { useSpeech } from '../words';
import { FaultItems } from './fault_list';
import { HoursPill } from './hours_pill';

export function ReadinessCard(props: { readiness: Readiness }): JSX.Element | null {
  const { words, say } = useSpeech();
  const { readiness } = props;
  const missing = readiness.devices.length + readiness.windows.length + readiness.skips.length +
    (readiness.panic_test_due ? 1 : 0);
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
          <FaultItems devices={readiness.devices} />
          {readiness.windows.map(({ window, kind }) => (
            <li key={window} data-window={window}>
              <b>{words.window} {window}</b><span>{say(kind)} · {words.nobody_at_window}</span>
            </li>
          ))}
          {readiness.skips.map(({ id, name, files }) => (
            <li key={`skips ${id}`} data-skips={id}>
              <b>{say(name) || id}</b><span>{words.skips} {files.join(', ')}</span>
            </li>
          ))}
          {readiness.panic_test_due && <li data-device="panic-test"><b>{words.test_title}</b><span>{words.test_due}</span></li>}
        </ul>
      )}
    </section>
  );
}
