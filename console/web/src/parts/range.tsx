// A wait still to come, as visitors are told it: "15–25 min".
import type { JSX } from 'preact';
import type { Range } from '../model';
import { useSpeech } from '../words';

export function RangeText(props: { range: Range }): JSX.Element {
  const { words } = useSpeech();
  const { from_min, to_min } = props.range;
  return <span class="range"><span class="number">{from_min === 0 ? `${words.up_to} ${to_min}` : `${from_min}–${to_min}`}</span> {words.minutes}</span>;
}
