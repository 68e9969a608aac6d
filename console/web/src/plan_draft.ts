// The text of the plan as somebody is changing it. Edits of the form go to the server one row after the other, each on
// the text that the one before made; typing is checked when it pauses. A draft outlives a look at another page.
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Refusal } from './model';
import { withEdits } from './plan_edits';
import type { Edit, PlanChange, PlanHere, Reading, Table } from './plan_model';
import { checkPlan } from './plan_sender';

const typing_pause_ms = 350;
const steps_at_most = 100;

export interface Draft {
  text: string;
  reading: Reading;
  document: Table | null; // of the reading, with the edits that are on their way
  changes: PlanChange[] | null;
  busy: boolean; // what is shown may be older than the text
  refusal: Refusal | null;
  canUndo: boolean;
  write: (text: string) => void;
  edit: (edits: Edit[]) => void;
  replace: (text: string) => void;
  undo: () => void;
  forget: () => void;
}

let kept: { base: string; text: string } | null = null;
export const keptDraft = (): { base: string; text: string } | null => kept;
export const dropDraft = (): void => {
  kept = null;
};

export function useDraft(here: PlanHere, base: string, csrf: string): Draft {
  const [text, setText] = useState(kept?.base === base ? kept.text : here.text);
  const [reading, setReading] = useState<Reading>(here.reading);
  const [changes, setChanges] = useState<PlanChange[] | null>([]);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [former, setFormer] = useState<string[]>([]);
  const latest = useRef(text);
  const waiting = useRef<Edit[][]>([]);
  const [unanswered, setUnanswered] = useState<Edit[]>([]); // those that wait, and those under way
  const working = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const take = useCallback((now: string): void => {
    latest.current = now;
    kept = { base, text: now };
    setText(now);
  }, [base]);

  const work = useCallback(async (): Promise<void> => {
    if (working.current) return;
    working.current = true;
    setBusy(true);
    for (;;) {
      const edits = waiting.current.shift() ?? [];
      const sent = latest.current;
      const answer = await checkPlan(sent, edits, csrf);
      const typed = latest.current !== sent; // meanwhile, by hand: the text counts
      if (!answer.ok) {
        setRefusal(answer.refusal);
        waiting.current = []; // they were meant for a document that there is not
      } else {
        setRefusal(null);
        if (!typed) {
          if (answer.value.text !== sent) {
            setFormer((all) => [...all.slice(-steps_at_most), sent]);
            take(answer.value.text);
          }
          setReading(answer.value.reading);
          setChanges(answer.value.changes);
        }
      }
      setUnanswered(waiting.current.flat());
      if (waiting.current.length === 0 && !(answer.ok && typed)) break;
    }
    working.current = false;
    setBusy(false);
  }, [csrf, take]);

  const edit = useCallback((edits: Edit[]): void => {
    waiting.current.push(edits);
    setUnanswered((all) => [...all, ...edits]);
    void work();
  }, [work]);
  const replace = useCallback((now: string): void => {
    setFormer((all) => [...all.slice(-steps_at_most), latest.current]);
    take(now);
    void work();
  }, [take, work]);
  const write = useCallback((now: string): void => {
    take(now);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void work(), typing_pause_ms);
  }, [take, work]);
  const undo = useCallback((): void => {
    const last = former[former.length - 1];
    if (last === undefined) return;
    setFormer((all) => all.slice(0, -1));
    take(last);
    void work();
  }, [former, take, work]);

  useEffect(() => void work(), [work, here]); // the file may be another by now
  useEffect(() => () => clearTimeout(timer.current), []);
  const forget = useCallback(() => setRefusal(null), []);
  const document = useMemo(() => withEdits(reading.document, unanswered), [reading, unanswered]);
  return { text, reading, document, changes, busy, refusal, canUndo: former.length > 0, write, edit, replace, undo, forget };
}
