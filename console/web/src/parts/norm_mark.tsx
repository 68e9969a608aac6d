// A time that nears its norm or is over it is told by a sign and a name, too, not by its colour alone (WCAG 1.4.1): an
// empty triangle, then a full one.
import type { JSX } from 'preact';
import type { Level } from '../clock';
import { useSpeech } from '../words';

export function NormMark(props: { level: Level }): JSX.Element | null {
  const { words } = useSpeech();
  if (props.level === 'calm') return null;
  const name = props.level === 'over' ? words.over_norm : words.near_norm;
  return (
    <svg class={`norm-mark norm-mark-${props.level}`} role="img" aria-label={name} viewBox="0 0 12 11">
      <title>{name}</title>
      <path d="M6 1.2 11 10H1z" />
    </svg>
  );
}
