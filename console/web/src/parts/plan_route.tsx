// The steps of a visit after a service, in their order: to which service, and whether back where one was served.
import type { JSX } from 'preact';
import { useContext, useEffect, useRef } from 'preact/hooks';
import type { Path } from '../plan_model';
import { listAt, nodeAt } from '../plan_sections';
import { usePlanWords } from '../plan_words';
import { useSpeech } from '../words';
import { FormContext, parent, shown, Told, usePut } from './plan_typed';

function Step(props: { path: Path; nth: number; earlier: string[]; onRemove: () => void }): JSX.Element {
  const { document, edit } = useContext(FormContext);
  const { say } = useSpeech();
  const words = usePlanWords();
  const put = usePut();
  const { path, nth } = props;
  const service = shown(nodeAt(document, [...path, 'service']));
  const same_window = nodeAt(document, [...path, 'same_window']) === true;
  const services = listAt(document, 'service').map((each) => ({ id: String(each['id']), name: say((each['name'] ?? {}) as Record<string, string>) || String(each['id']) }));
  const told = `told-${path.join('-')}`;
  return (
    <li>
      <div class="plan-step">
        <label>
          <span class="unseen">{words.step(nth)}</span>
          <select name={[...path, 'service'].join('/')} value={service} aria-describedby={told} onChange={(event) => put([...path, 'service'], event.currentTarget.value)}>
            {!services.some(({ id }) => id === service) && <option value={service}>{service || '—'}</option>}
            {services.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
          </select>
        </label>
        <button type="button" class="small quiet" disabled={nth === 1} aria-label={`${words.lift}: ${words.step(nth)}`} onClick={() => edit([{ do: 'lift', path }])}>↑</button>
        <button type="button" class="small quiet" aria-label={`${words.remove}: ${words.step(nth)}`} onClick={props.onRemove}>×</button>
      </div>
      {(same_window || props.earlier.includes(service)) && (
        <label class="check">
          <input type="checkbox" name={[...path, 'same_window'].join('/')} checked={same_window} onChange={(event) => put([...path, 'same_window'], event.currentTarget.checked || '')} />
          <span>{words.same_window}</span>
        </label>
      )}
      <Told path={path} id={told} />
    </li>
  );
}

export function RouteField(props: { path: Path; label: string }): JSX.Element {
  const { document, edit } = useContext(FormContext);
  const words = usePlanWords();
  const { path } = props;
  const list = nodeAt(document, path);
  const steps = Array.isArray(list) ? list.map((_, i) => shown(nodeAt(list, [String(i), 'service']))) : [];
  const own = shown(nodeAt(document, [...parent(path), 'id']));
  const rows = useRef<HTMLOListElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const adding = useRef(false);
  useEffect(() => {
    if (adding.current) rows.current?.querySelector<HTMLSelectElement>('li:last-child select')?.focus();
    adding.current = false;
  }, [steps.length]);
  const add = (): void => {
    const before = steps[steps.length - 1] ?? own;
    const service = listAt(document, 'service').map(({ id }) => String(id)).find((id) => id !== before && id !== own) ?? own;
    adding.current = true;
    edit([{ do: 'insert', path, value: { pairs: [{ key: 'service', value: service }] } }]);
  };
  const remove = (at: number): void => {
    edit([{ do: 'remove', path: [...path, String(at)] }]);
    button.current?.focus(); // the hand's own button goes with the step
  };
  return (
    <fieldset class="plan-route">
      <legend>{props.label}</legend>
      {steps.length > 0 && (
        <ol ref={rows}>
          {steps.map((_, i) => <Step key={i} path={[...path, String(i)]} nth={i + 1} earlier={[own, ...steps.slice(0, i)]} onRemove={() => remove(i)} />)}
        </ol>
      )}
      <Told path={path} exact id={`told-${path.join('-')}`} />
      <button type="button" class="small" ref={button} name={`${path.join('/')}:add`} onClick={add}>{words.add_step}</button>
      <small class="muted">{words.route_hint}</small>
    </fieldset>
  );
}
