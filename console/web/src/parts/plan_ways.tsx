// Which areas of the hall a board shows, and the way to each as seen by who looks at the board.
import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { Edit, Path } from '../plan_model';
import { arrows, listAt, nodeAt } from '../plan_sections';
import { usePlanWords } from '../plan_words';
import { useSpeech } from '../words';
import { FormContext, putting, shown, Told, usePut } from './plan_typed';

const signs = ['←', '↖', '↑', '↗', '→', '↘', '↓', '↙'];

export function WaysField(props: { at: Path; label: string }): JSX.Element {
  const { document, edit } = useContext(FormContext);
  const { say } = useSpeech();
  const words = usePlanWords();
  const put = usePut();
  const areas_at = [...props.at, 'areas'];
  const arrows_at = [...props.at, 'arrows'];
  const list = nodeAt(document, areas_at);
  const chosen = Array.isArray(list) ? list.map(String) : null; // null: all of them
  const ways = nodeAt(document, arrows_at);
  const names = new Map(listAt(document, 'area').map((each) => [String(each['id']), say((each['name'] ?? {}) as Record<string, string>)]));
  // What is named here and not defined is shown, too: else nobody could take it away.
  const ids = [...new Set([...names.keys(), ...(chosen ?? []), ...(typeof ways === 'object' && !Array.isArray(ways) ? Object.keys(ways) : [])])];
  const choose = (id: string, on: boolean): void => {
    const now = ids.filter((each) => (each === id ? on : chosen?.includes(each)));
    const gone: Edit[] = on ? [] : putting(document, [...arrows_at, id], ''); // an arrow to nowhere
    edit([{ do: 'set', path: areas_at, value: now }, ...gone]);
  };
  return (
    <fieldset class="plan-ways">
      <legend>{props.label}</legend>
      {ids.length === 0 ? <p class="muted">{words.no_areas}</p> : (
        <>
          <label class="check">
            <input type="checkbox" checked={chosen === null} name={`${areas_at.join('/')}:all`}
              onChange={(event) => edit([event.currentTarget.checked ? { do: 'remove', path: areas_at } : { do: 'set', path: areas_at, value: ids }])} />
            <span>{words.all_areas}</span>
          </label>
          <ul>
            {ids.map((id) => {
              const name = names.get(id) || id;
              const path = [...arrows_at, id];
              const arrow = shown(nodeAt(document, path));
              const seen = chosen?.includes(id) ?? true;
              return (
                <li key={id}>
                  {chosen === null ? <span>{name}</span> : (
                    <label class="check">
                      <input type="checkbox" checked={seen} name={`${areas_at.join('/')}:${id}`} onChange={(event) => choose(id, event.currentTarget.checked)} />
                      <span>{name}</span>
                    </label>
                  )}
                  {(seen || arrow !== '') && (
                    <label>
                      <span class="unseen">{words.arrow_to(name)}</span>
                      <select name={path.join('/')} value={arrow} onChange={(event) => put(path, event.currentTarget.value)}>
                        <option value="">{words.no_arrow}</option>
                        {arrow !== '' && !arrows.includes(arrow) && <option value={arrow}>{arrow}</option>}
                        {arrows.map((each, i) => <option key={each} value={each}>{`${signs[i] ?? ''} ${words.options[each] ?? each}`}</option>)}
                      </select>
                    </label>
                  )}
                  <Told path={path} id={`told-${path.join('-')}`} />
                </li>
              );
            })}
          </ul>
        </>
      )}
      <Told path={areas_at} id={`told-${areas_at.join('-')}`} />
      <Told path={arrows_at} exact id={`told-${arrows_at.join('-')}`} />
      {ids.length > 0 && <small class="muted">{words.ways_hint}</small>}
    </fieldset>
  );
}
