// Whether the hall is open; while it is not, when it opens.
import type { JSX } from 'preact';
import type { Hours } from '../model';
import { hourText } from '../moment';
import { useSpeech } from '../words';

export function HoursPill(props: { hours: Hours }): JSX.Element {
  const { words, language } = useSpeech();
  const { mode, opens } = props.hours;
  const at = opens === null ? '' : hourText(opens, language);
  return (
    <span class={`pill pill-mode pill-mode-${mode}`}>
      <i aria-hidden="true" />
      {words.mode[mode]}
      {mode !== 'open' && at !== '' && <span class="number">· {words.opens} {at}</span>}
    </span>
  );
}
