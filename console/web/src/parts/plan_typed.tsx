// What the fields of the plan's form are made of: what is known of the draft, a text that follows the hand, the complaints
// of a value, the edit that puts one there.
import type { JSX } from 'preact';
import { useContext, useEffect, useRef, useState } from 'preact/hooks';
import { createContext } from 'preact';
import type { Edit, Node, Path, PlanComplaint, Table, Value } from '../plan_model';
import { nodeAt } from '../plan_sections';
import { useSpeech } from '../words';

export interface FormState {
  document: Table;
  languages: string[];
  complaints: PlanComplaint[];
  edit: (edits: Edit[]) => void;
}
export const FormContext = createContext<FormState>({ document: {}, languages: [], complaints: [], edit: () => undefined });

const commit_pause_ms = 600;
const starts = (path: Path, with_: Path): boolean => with_.every((step, i) => path[i] === step);

export function Told(props: { path: Path; exact?: boolean; id: string }): JSX.Element | null {
  const { complaints } = useContext(FormContext);
  const { say } = useSpeech();
  const mine = complaints.filter(({ path }) => starts(path, props.path) && (!props.exact || path.length === props.path.length));
  if (mine.length === 0) return null;
  return <p class="plan-told" id={props.id}>{mine.map((each) => say(each.told)).join(' ')}</p>;
}

// Written here first: the text follows when the hand pauses, or leaves the field.
export function Typed(props: { label: string; value: string; onCommit: (value: string) => void; path: Path; hint?: string | undefined; type?: string; unseen?: boolean }): JSX.Element {
  const [value, setValue] = useState(props.value);
  const typing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const latest = useRef(props.value);
  const commit = useRef(props.onCommit);
  commit.current = props.onCommit;
  useEffect(() => {
    if (!typing.current) setValue(props.value);
  }, [props.value]);
  const send = (): void => {
    clearTimeout(timer.current);
    if (!typing.current) return;
    typing.current = false;
    if (latest.current !== props.value) commit.current(latest.current);
  };
  const { complaints } = useContext(FormContext);
  const wrong = complaints.some(({ path }) => path.length === props.path.length && starts(path, props.path));
  const told = `told-${props.path.join('-').replace(/[^\w-]/g, '_')}`;
  return (
    <div class="field">
      <label>
        <span class={props.unseen ? 'unseen' : undefined}>{props.label}</span>
        <input
          name={props.path.join('/')} type={props.type ?? 'text'} autocomplete="off" value={value} aria-invalid={wrong} aria-describedby={wrong ? told : undefined}
          onInput={(event) => {
            typing.current = true;
            latest.current = event.currentTarget.value;
            setValue(latest.current);
            clearTimeout(timer.current);
            timer.current = setTimeout(send, commit_pause_ms);
          }}
          onBlur={send}
        />
      </label>
      {props.hint && <small class="muted">{props.hint}</small>}
      <Told path={props.path} exact id={told} />
    </div>
  );
}

export const parent = (path: Path): Path => path.slice(0, -1);
const last = (path: Path): string => path[path.length - 1] ?? '';
export const shown = (node: Node | undefined): string => (node === undefined || typeof node === 'object' ? '' : String(node));

// The edits that put a value there: with the tables above it, when those are missing; '' takes it away.
export function putting(document: Table, path: Path, value: Value): Edit[] {
  const above = nodeAt(document, parent(path));
  if (value === '') {
    if (nodeAt(document, path) === undefined) return [];
    const alone = path.length > 1 && typeof above === 'object' && !Array.isArray(above) && Object.keys(above).length === 1 && !/^\d+$/.test(last(parent(path)));
    return [{ do: 'remove', path: alone ? parent(path) : path }];
  }
  if (above !== undefined) return [{ do: 'set', path, value }];
  return putting(document, parent(path), { pairs: [{ key: last(path), value }] });
}

export function usePut(): (path: Path, value: Value) => void {
  const { document, edit } = useContext(FormContext);
  return (path, value) => {
    const edits = putting(document, path, value);
    if (edits.length > 0) edit(edits);
  };
}
