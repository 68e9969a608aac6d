// Which norm of waiting will break today, and which window to open; the sentence comes from the hall.
import type { JSX } from 'preact';
import type { Text } from '../model';
import { useSpeech } from '../words';

export function AdviceCard(props: { advice: Text | null }): JSX.Element | null {
  const { words, say } = useSpeech();
  if (!props.advice) return null;
  return (
    <section class="card advice" role="status" aria-labelledby="advice-title">
      <h2 id="advice-title">{words.advice}</h2>
      <p>{say(props.advice)}</p>
    </section>
  );
}
