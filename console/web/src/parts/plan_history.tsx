// Every version of the plan, the newest first; each can be looked at and taken again.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { momentText } from '../moment';
import type { PlanHere } from '../plan_model';
import { askVersion } from '../plan_sender';
import { usePlanWords } from '../plan_words';
import { useSpeech } from '../words';
import { LineDiff } from './plan_diff';

export function PlanHistory(props: { here: PlanHere; onTake: (id: number, text: string) => void }): JSX.Element {
  const { language } = useSpeech();
  const words = usePlanWords();
  const [open, setOpen] = useState<{ id: number; text: string; before: string } | null>(null);
  const { versions } = props.here;
  useEffect(() => setOpen(null), [props.here]);
  const look = async (id: number, former: number | null): Promise<void> => {
    if (open?.id === id) return setOpen(null);
    const [text, before] = await Promise.all([askVersion(id), former === null ? null : askVersion(former)]);
    if (!text.ok) return undefined;
    return setOpen({ id, text: text.value.text, before: before?.ok ? before.value.text : '' });
  };
  return (
    <div class="plan-history">
      <p class="muted">{words.history_hint}</p>
      <ol>
        {versions.map((version, i) => (
          <li key={version.id} data-version={version.id}>
            <div class="plan-version">
              <b>№ {version.id}</b>
              <span class="number">{momentText(version.at, language)}</span>
              <span><b>{version.who || words.by_hand}</b>{version.why && <small class="user-notes">{version.why}</small>}</span>
              {i === 0 ? <span class="pill pill-open"><i aria-hidden="true" />{words.newest}</span> : (
                <button type="button" class="small" onClick={() => void askVersion(version.id).then((answer) => answer.ok && props.onTake(version.id, answer.value.text))}>{words.take_again}</button>
              )}
              <button type="button" class="small quiet" aria-expanded={open?.id === version.id} onClick={() => void look(version.id, versions[i + 1]?.id ?? null)}>{words.look}</button>
            </div>
            {open?.id === version.id && <LineDiff before={open.before} after={open.text} />}
          </li>
        ))}
      </ol>
    </div>
  );
}
