// The fields of the plan's form. Each shows what stands at its path and asks for an edit there; its complaints are
// those of the very value.
import type { ComponentChildren, JSX } from 'preact';
import { useContext, useState } from 'preact/hooks';
import type { Path, Value } from '../plan_model';
import type { FieldSpec } from '../plan_sections';
import { listAt, nodeAt, weekdays } from '../plan_sections';
import { tongue, useSpeech } from '../words';
import { usePlanWords } from '../plan_words';
import { RouteField } from './plan_route';
import { FormContext, parent, shown, Told, Typed, usePut } from './plan_typed';
import { WaysField } from './plan_ways';

const asNumber = (text: string): Value => (/^-?\d+$/.test(text.trim()) ? Number(text) : /^-?\d+[.,]\d+$/.test(text.trim()) ? Number(text.replace(',', '.')) : text.trim());

// In each language; what the hall says in simple words, too, is folded away until somebody wants it.
function WordsField(props: { path: Path; label: string; simple: boolean }): JSX.Element {
  const { document, languages } = useContext(FormContext);
  const { language: shown_in } = useSpeech();
  const words = usePlanWords();
  const put = usePut();
  const simply = languages.map((language) => `${language}@simple`);
  const there = simply.some((key) => nodeAt(document, [...props.path, key]) !== undefined);
  const [open] = useState(there);
  const field = (key: string, label: string): JSX.Element => {
    const path = [...props.path, key];
    return <Typed key={key} label={label} path={path} value={shown(nodeAt(document, path))} onCommit={(value) => put(path, value)} />;
  };
  return (
    <fieldset class="plan-words">
      <legend>{props.label}</legend>
      <div class="plan-tongues">{languages.map((language) => field(language, tongue(language, shown_in)))}</div>
      <Told path={props.path} exact id={`told-${props.path.join('-')}`} />
      {(props.simple || there) && (
        <details class="plan-simple" open={open}>
          <summary>{words.simple_words}</summary>
          <p class="muted">{words.simple_hint}</p>
          <div class="plan-tongues">{languages.map((language, i) => field(simply[i] ?? language, words.simply(tongue(language, shown_in))))}</div>
        </details>
      )}
    </fieldset>
  );
}

function ChoiceField(props: { path: Path; label: string; spec: FieldSpec }): JSX.Element {
  const { document } = useContext(FormContext);
  const { say } = useSpeech();
  const words = usePlanWords();
  const put = usePut();
  const now = shown(nodeAt(document, props.path));
  const options = props.spec.from
    ? listAt(document, props.spec.from).map((each) => ({ id: String(each['id']), name: say((each['name'] ?? {}) as Record<string, string>) || String(each['id']) }))
    : (props.spec.options ?? []).map((id) => ({ id, name: words.options[id] ?? id }));
  const known = options.some(({ id }) => id === now);
  return (
    <div class="field">
      <label>
        <span>{props.label}</span>
        <select name={props.path.join('/')} value={now} onChange={(event) => put(props.path, event.currentTarget.value)}>
          {(props.spec.optional || !known) && <option value={known ? '' : now}>{known || now === '' ? '—' : now}</option>}
          {options.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      </label>
      <Told path={props.path} exact id={`told-${props.path.join('-')}`} />
    </div>
  );
}

// Services of the window's kind. `optional`: without the list it is all of them.
function ManyField(props: { path: Path; label: string; spec: FieldSpec }): JSX.Element {
  const { document, edit } = useContext(FormContext);
  const { say } = useSpeech();
  const words = usePlanWords();
  const list = nodeAt(document, props.path);
  const chosen = Array.isArray(list) ? list.map(String) : null;
  const kind = nodeAt(document, [...parent(props.path), 'kind']);
  const services = listAt(document, 'service').filter((each) => each['kind'] === kind || chosen?.includes(String(each['id'])));
  const set = (ids: string[]): void => {
    const ordered = services.map((each) => String(each['id'])).filter((id) => ids.includes(id));
    if (ordered.length === 0 && !props.spec.optional) return edit(chosen ? [{ do: 'remove', path: props.path }] : []);
    return edit([{ do: 'set', path: props.path, value: ordered }]);
  };
  return (
    <fieldset class="plan-many">
      <legend>{props.label}</legend>
      {props.spec.optional && (
        <label class="check plan-all">
          <input type="checkbox" checked={chosen === null} name={`${props.path.join('/')}:all`}
            onChange={(event) => (event.currentTarget.checked ? edit([{ do: 'remove', path: props.path }]) : set(services.map((each) => String(each['id']))))} />
          <span>{words.all_of_kind}</span>
        </label>
      )}
      {(chosen !== null || !props.spec.optional) && (
        <div class="plan-checks">
          {services.map((each) => {
            const id = String(each['id']);
            const on = chosen?.includes(id) ?? false;
            return (
              <label key={id} class="check">
                <input type="checkbox" checked={on} name={`${props.path.join('/')}:${id}`} onChange={() => set(on ? (chosen ?? []).filter((one) => one !== id) : [...(chosen ?? []), id])} />
                <span>{say((each['name'] ?? {}) as Record<string, string>) || id}</span>
              </label>
            );
          })}
        </div>
      )}
      <Told path={props.path} id={`told-${props.path.join('-')}`} />
    </fieldset>
  );
}

function HoursField(props: { path: Path; label: string; spec: FieldSpec }): JSX.Element {
  const { document, edit } = useContext(FormContext);
  const words = usePlanWords();
  const put = usePut();
  const there = nodeAt(document, props.path) !== undefined;
  return (
    <fieldset class="plan-hours">
      <legend>{props.label}</legend>
      {props.spec.optional && (
        <label class="check">
          <input type="checkbox" checked={there} name={`${props.path.join('/')}:own`}
            onChange={(event) => edit(event.currentTarget.checked ? [{ do: 'set', path: props.path, value: { pairs: weekdays.map((key, i) => ({ key, value: i < 5 ? '09:00-18:00' : 'closed' })) } }] : [{ do: 'remove', path: props.path }])} />
          <span>{words.own_hours}</span>
        </label>
      )}
      {(there || !props.spec.optional) && (
        <>
          <div class="plan-week">
            {weekdays.map((day, i) => (
              <Typed key={day} label={words.weekdays[i] ?? day} path={[...props.path, day]} value={shown(nodeAt(document, [...props.path, day]))} onCommit={(value) => put([...props.path, day], value.trim())} />
            ))}
          </div>
          <small class="muted">{words.hours_hint}</small>
        </>
      )}
      <Told path={props.path} exact id={`told-${props.path.join('-')}`} />
    </fieldset>
  );
}

function DaysField(props: { path: Path; label: string }): JSX.Element {
  const { document, edit } = useContext(FormContext);
  const words = usePlanWords();
  const put = usePut();
  const [day, setDay] = useState('');
  const [hours, setHours] = useState('closed');
  const node = nodeAt(document, props.path);
  const days = typeof node === 'object' && !Array.isArray(node) ? Object.keys(node).sort() : [];
  return (
    <fieldset class="plan-days">
      <legend>{props.label}</legend>
      <div class="plan-day-list">
        {days.map((each) => (
          <div class="plan-row" key={each}>
            <span class="number">{each}</span>
            <Typed unseen label={`${words.hours} ${each}`} path={[...props.path, each]} value={shown(nodeAt(document, [...props.path, each]))} onCommit={(value) => put([...props.path, each], value.trim() || 'closed')} />
            <button type="button" class="small quiet" aria-label={`${words.remove}: ${each}`} onClick={() => edit([{ do: 'remove', path: [...props.path, each] }])}>×</button>
          </div>
        ))}
      </div>
      <div class="plan-row plan-row-new">
        <label><span>{words.day}</span><input type="date" name={`${props.path.join('/')}:day`} value={day} onInput={(event) => setDay(event.currentTarget.value)} /></label>
        <label><span>{words.hours}</span><input name={`${props.path.join('/')}:hours`} value={hours} onInput={(event) => setHours(event.currentTarget.value)} /></label>
        <button type="button" disabled={!day || days.includes(day)} onClick={() => { put([...props.path, day], hours.trim() || 'closed'); setDay(''); }}>{words.add_day}</button>
      </div>
      <small class="muted">{words.days_hint}</small>
    </fieldset>
  );
}

function RowsField(props: { path: Path; label: string; links: boolean }): JSX.Element {
  const { document, languages, edit } = useContext(FormContext);
  const { language: shown_in } = useSpeech();
  const words = usePlanWords();
  const put = usePut();
  const list = nodeAt(document, props.path);
  const rows = Array.isArray(list) ? list : [];
  const fresh: Value = { pairs: languages.map((key) => ({ key, value: '…' })) };
  return (
    <fieldset class="plan-rows">
      <legend>{props.label}</legend>
      {rows.map((_, i) => {
        const path = [...props.path, String(i)];
        const name = props.links ? [...path, 'name'] : path;
        return (
          <div class="plan-row" key={i}>
            {languages.map((key) => <Typed key={key} label={tongue(key, shown_in)} path={[...name, key]} value={shown(nodeAt(document, [...name, key]))} onCommit={(value) => put([...name, key], value)} />)}
            {props.links && <Typed label={words.address} path={[...path, 'address']} value={shown(nodeAt(document, [...path, 'address']))} onCommit={(value) => put([...path, 'address'], value)} />}
            <button type="button" class="small quiet" aria-label={`${words.remove}: ${i + 1}`} onClick={() => edit([{ do: 'remove', path }])}>×</button>
          </div>
        );
      })}
      <button type="button" class="small" onClick={() => edit([{ do: 'insert', path: props.path, value: props.links ? { pairs: [{ key: 'name', value: fresh }, { key: 'address', value: fresh }] } : fresh }])}>{words.add_row}</button>
    </fieldset>
  );
}

export function PlanField(props: { at: Path; section: string; spec: FieldSpec }): JSX.Element {
  const { document } = useContext(FormContext);
  const words = usePlanWords();
  const put = usePut();
  const { spec } = props;
  const path = [...props.at, ...spec.key.split('.')];
  const label = words.fields[`${props.section}.${spec.key}`] ?? words.fields[spec.key] ?? spec.key;
  const node = nodeAt(document, path);
  const inner: Record<FieldSpec['kind'], () => ComponentChildren> = {
    words: () => <WordsField path={path} label={label} simple={spec.simple ?? false} />,
    choice: () => <ChoiceField path={path} label={label} spec={spec} />,
    many: () => <ManyField path={path} label={label} spec={spec} />,
    hours: () => <HoursField path={path} label={label} spec={spec} />,
    days: () => <DaysField path={path} label={label} />,
    route: () => <RouteField path={path} label={label} />,
    ways: () => <WaysField at={props.at} label={label} />,
    texts: () => <RowsField path={path} label={label} links={false} />,
    links: () => <RowsField path={path} label={label} links />,
    number: () => <Typed label={label} path={path} value={shown(node)} hint={words.hints[spec.key]} onCommit={(value) => put(path, value.trim() === '' ? '' : asNumber(value))} />,
    word: () => <Typed label={label} path={path} value={shown(node)} hint={words.hints[spec.key]} onCommit={(value) => put(path, value.trim())} />,
    languages: () => <Typed label={label} path={path} value={Array.isArray(node) ? node.join(', ') : ''} hint={words.hints['languages']} onCommit={(value) => put(path, value.split(/[\s,]+/).filter(Boolean))} />,
    flag: () => (
      <label class="check"><input type="checkbox" name={path.join('/')} checked={node === true} onChange={(event) => put(path, event.currentTarget.checked)} /><span>{label}</span></label>
    ),
  };
  return <div class={spec.wide ? 'plan-field plan-field-wide' : 'plan-field'}>{inner[spec.kind]()}</div>;
}
