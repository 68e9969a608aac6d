// Whether the hall is open; while it is not, when it opens.
import type { JSX } from 'preact';
import type { Hours } from '../model';
import { useSpeech } from '../words';

export function HoursPill(props: { hours: Hours }): JSX.Element {
  const { words, language } = useSpeech();
  const { mode, opens } = props.hours;
  const locale = language === 'ru' ? 'ru-RU' : 'en-GB';
  const at = opens === null ? '' : new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit' }).format(opens);
  return (
    <span class={`pill pill-mode pill-mode-${mode}`}>
      <i aria-hidden="true" />
      {words.mode[mode]}
      {mode !== 'open' && at !== '' && <span class="number">· {words.opens} {at}</span>}
    </span>
  );
}
