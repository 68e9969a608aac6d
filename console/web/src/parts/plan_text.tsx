// The text of the plan itself, with its lines numbered, the wrong ones marked, and the complaints below.
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import type { PlanComplaint } from '../plan_model';
import { usePlanWords } from '../plan_words';
import { useSpeech } from '../words';

export function ComplaintList(props: { complaints: PlanComplaint[]; onGo?: (complaint: PlanComplaint) => void }): JSX.Element {
  const { say } = useSpeech();
  const words = usePlanWords();
  return (
    <ul class="plan-complaints">
      {props.complaints.map((each, i) => (
        <li key={i}>
          {props.onGo ? <button type="button" class="link" onClick={() => props.onGo?.(each)}>{words.line} {each.line}:{each.column}</button> : <b>{words.line} {each.line}:{each.column}</b>}
          <span> {say(each.told)}</span>
        </li>
      ))}
    </ul>
  );
}

export function PlanText(props: { text: string; complaints: PlanComplaint[]; onInput: (text: string) => void }): JSX.Element {
  const words = usePlanWords();
  const area = useRef<HTMLTextAreaElement>(null);
  const gutter = useRef<HTMLDivElement>(null);
  const lines = props.text.split('\n');
  const wrong = new Set(props.complaints.map(({ line }) => line));
  const follow = (): void => {
    if (gutter.current && area.current) gutter.current.scrollTop = area.current.scrollTop;
  };
  const go = ({ line, column }: PlanComplaint): void => {
    const element = area.current;
    if (!element) return;
    const at = lines.slice(0, Math.max(0, line - 1)).reduce((sum, each) => sum + each.length + 1, 0) + Math.max(0, column - 1);
    element.focus();
    element.setSelectionRange(at, at);
    element.scrollTop = (element.scrollHeight / lines.length) * Math.max(0, line - 8);
    follow();
  };
  return (
    <div class="plan-text-area">
      <div class="plan-text">
        <div class="plan-gutter" ref={gutter} aria-hidden="true">
          {lines.map((_, i) => <span key={i} class={wrong.has(i + 1) ? 'plan-line-wrong' : undefined}>{i + 1}</span>)}
        </div>
        <textarea ref={area} name="plan-text" aria-label={words.text_label} wrap="off" spellcheck={false} value={props.text}
          aria-invalid={props.complaints.length > 0} onInput={(event) => props.onInput(event.currentTarget.value)} onScroll={follow} />
      </div>
      {props.complaints.length > 0 && <ComplaintList complaints={props.complaints} onGo={go} />}
    </div>
  );
}
