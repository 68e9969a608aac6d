// What the page must say besides its content: a lost link stays, a refusal goes away by itself.
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Line } from '../live';
import type { Refusal } from '../model';
import { useSpeech } from '../words';

const shown_ms = 9000;

export function LineNotice(props: { line: Line; blind: boolean }): JSX.Element | null {
  const { words, say } = useSpeech();
  const sentence = typeof props.line === 'object' ? say(props.line.sentence) : props.line === 'lost' ? words.line_lost : props.blind ? words.blind : null;
  return (
    <div class="notices" role="status">
      {sentence && <p class="notice notice-line"><span class="pulse" aria-hidden="true" />{sentence}</p>}
    </div>
  );
}

export function RefusalNotice(props: { refusal: Refusal | null; onClose: () => void }): JSX.Element {
  const { say, words } = useSpeech();
  useEffect(() => {
    if (!props.refusal) return undefined;
    const timer = setTimeout(props.onClose, shown_ms);
    return () => clearTimeout(timer);
  }, [props.refusal]);
  return (
    <div class="notices" role="alert">
      {props.refusal && (
        <p class="notice notice-refusal">
          <span>{say(props.refusal.sentence)}</span>
          <button type="button" class="notice-close" aria-label={words.close_message} onClick={props.onClose}>×</button>
        </p>
      )}
    </div>
  );
}
