// The form over the plan's text: its sections, the entries of each, and the fields of the one that is open.
import type { JSX } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Path, Table, Value } from '../plan_model';
import { listAt, parts, sections } from '../plan_sections';
import type { SectionSpec } from '../plan_sections';
import { usePlanWords } from '../plan_words';
import { useSpeech } from '../words';
import { PlanField } from './plan_fields';
import { FormContext, Told } from './plan_typed';

function Entry(props: { section: SectionSpec; at: Path }): JSX.Element {
  return (
    <div class="plan-fields">
      {props.section.fields.map((spec) => <PlanField key={`${props.at.join('/')}/${spec.key}`} at={props.at} section={props.section.id} spec={spec} />)}
      <Told path={props.at} exact id={`told-${props.at.join('-')}`} />
    </div>
  );
}

function Entries(props: { section: SectionSpec; open: number; onOpen: (at: number) => void }): JSX.Element {
  const { document, languages, complaints, edit } = useContext(FormContext);
  const { say } = useSpeech();
  const words = usePlanWords();
  const { section, open } = props;
  const list = listAt(document, section.id);
  const title = (entry: Table, i: number): string => {
    const name = entry['name'];
    const number = entry['number'];
    const said = typeof name === 'object' ? say(name as Record<string, string>) : '';
    return said && number === undefined ? said : number !== undefined ? `${words.number_sign}${String(number)}${said ? ` · ${said}` : ''}` : String(entry['id'] ?? entry['login'] ?? i + 1);
  };
  const add = (): void => {
    const pairs: { key: string; value: Value }[] = section.fresh?.(document, languages, list.length + 1) ?? [];
    edit([{ do: 'insert', path: [section.id], value: { pairs } }]);
    props.onOpen(list.length);
  };
  const wrong = (i: number): boolean => complaints.some(({ path }) => path[0] === section.id && path[1] === String(i));
  const at = Math.min(open, list.length - 1);
  return (
    <div class="plan-entries">
      <div class="plan-list">
        <ul>
          {list.map((entry, i) => (
            <li key={i}>
              <button type="button" class={wrong(i) ? 'quiet plan-wrong' : 'quiet'} aria-current={i === at} data-entry={i} onClick={() => props.onOpen(i)}>{title(entry, i)}</button>
            </li>
          ))}
        </ul>
        <button type="button" class="plan-add" onClick={add}>{words.add[section.id] ?? words.add_entry}</button>
      </div>
      {at >= 0 && (
        <div class="plan-entry">
          <div class="plan-entry-head">
            <h3>{title(list[at] ?? {}, at)}</h3>
            <button type="button" class="small quiet" disabled={at === 0} onClick={() => { edit([{ do: 'lift', path: [section.id, String(at)] }]); props.onOpen(at - 1); }}>↑ {words.lift}</button>
            <button type="button" class="small danger" onClick={() => { edit([{ do: 'remove', path: [section.id, String(at)] }]); props.onOpen(Math.max(0, at - 1)); }}>{words.remove}</button>
          </div>
          <Entry section={section} at={[section.id, String(at)]} />
        </div>
      )}
    </div>
  );
}

export function PlanForm(): JSX.Element {
  const { complaints } = useContext(FormContext);
  const words = usePlanWords();
  const [open, setOpen] = useState<Record<string, number>>({});
  const [present, setPresent] = useState('service');
  const section = sections.find(({ id }) => id === present) ?? sections[0];
  if (!section) return <></>;
  const count = (id: string): number => complaints.filter(({ path }) => path[0] === id || (sections.find((each) => each.id === id)?.parts ?? []).includes(path[0] ?? '')).length;
  return (
    <div class="plan-form">
      <nav class="plan-sections" aria-label={words.sections_label}>
        {sections.map(({ id }) => (
          <button key={id} type="button" class="quiet" aria-current={id === present ? 'true' : undefined} data-section={id} onClick={() => setPresent(id)}>
            {words.sections[id]}{count(id) > 0 && <b class="plan-count">{count(id)}</b>}
          </button>
        ))}
      </nav>
      <div class="plan-section">
        <h2>{words.sections[section.id]}</h2>
        {words.section_hints[section.id] && <p class="muted">{words.section_hints[section.id]}</p>}
        {section.list ? <Entries key={section.id} section={section} open={open[section.id] ?? 0} onOpen={(at) => setOpen({ ...open, [section.id]: at })} /> : <Entry section={section} at={[section.id]} />}
        {(section.parts ?? []).map((id) => (
          <div key={id} class="plan-part">
            <h3>{words.sections[id]}</h3>
            <Entry section={{ id, list: false, fields: parts[id] ?? [] }} at={[id]} />
          </div>
        ))}
      </div>
    </div>
  );
}
