// What a draft changes: in terms of the hall, and line by line.
import { structuredPatch } from 'diff';
import type { JSX } from 'preact';
import type { PlanChange } from '../plan_model';
import { changeText } from '../plan_change_text';
import { usePlanWords } from '../plan_words';
import { useSpeech } from '../words';

export function ChangeList(props: { changes: PlanChange[] | null }): JSX.Element {
  const speech = useSpeech();
  const words = usePlanWords();
  if (props.changes === null) return <p class="muted">{words.changes_unknown}</p>;
  if (props.changes.length === 0) return <p class="muted">{words.changes_none}</p>;
  return <ul class="plan-changes">{props.changes.map((each, i) => <li key={i} data-change={each.code}>{changeText(each, speech)}</li>)}</ul>;
}

export function LineDiff(props: { before: string; after: string }): JSX.Element {
  const words = usePlanWords();
  const { hunks } = structuredPatch('', '', props.before, props.after, '', '', { context: 2 });
  if (hunks.length === 0) return <p class="muted">{words.lines_same}</p>;
  return (
    <div class="plan-diff" tabIndex={0} role="region" aria-label={words.lines_label}>
      {hunks.map((hunk, i) => {
        let old = hunk.oldStart;
        let now = hunk.newStart;
        return (
          <div class="plan-hunk" key={i}>
            {hunk.lines.filter((line) => !line.startsWith('\\')).map((line, j) => {
              const sign = line[0] ?? ' ';
              const number = sign === '-' ? old++ : sign === '+' ? now++ : (old++, now++);
              const kind = sign === '-' ? 'gone' : sign === '+' ? 'new' : 'same';
              return <div class={`plan-diff-${kind}`} key={j}><i>{number}</i><b>{sign}</b><code>{line.slice(1) || ' '}</code></div>;
            })}
          </div>
        );
      })}
    </div>
  );
}
