// What a manager is asked before an act goes out.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ActSender } from '../act_sender';
import type { OverviewPage } from '../model';
import { useSpeech } from '../words';
import { ActDialog } from './act_dialog';
import { numberOf } from './ticket_number';

interface Asked {
  page: OverviewPage;
  sender: ActSender;
  onClose: () => void;
}

type Duty = 'serves' | 'helps';

function Duties(props: { page: OverviewPage; window: number; duties: Record<string, Duty>; onChange: (id: string, duty: Duty | null) => void }): JSX.Element {
  const { words, say } = useSpeech();
  const kind = props.page.windows.find(({ window }) => window === props.window)?.kind_id;
  return (
    <table class="duties">
      <tbody>
        {props.page.services.filter(({ kind_id }) => kind_id === kind).map(({ id, name }) => (
          <tr key={id}>
            <th scope="row">{say(name)}</th>
            {(['serves', 'helps'] as const).map((duty) => (
              <td key={duty}>
                <label class="radio">
                  <input type="checkbox" name={`${duty}:${id}`} checked={props.duties[id] === duty}
                    onChange={(event) => props.onChange(id, event.currentTarget.checked ? duty : null)} />
                  <span>{words[duty]}<span class="unseen">: {say(name)}</span></span>
                </label>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function AssignQuestion(props: Asked): JSX.Element {
  const { words, say } = useSpeech();
  const { windows } = props.page;
  const of = (number: number): Record<string, Duty> => {
    const found = windows.find(({ window }) => window === number);
    return Object.fromEntries([
      ...(found?.services ?? []).map((id) => [id, 'serves'] as const), ...(found?.helps ?? []).map((id) => [id, 'helps'] as const),
    ]);
  };
  const [window, setWindow] = useState(windows[0]?.window ?? 0);
  const [whose, setWhose] = useState(''); // the operator's who is there; '': the window's own
  const [duties, setDuties] = useState(of(window));
  const choose = (number: number, person: string): void => (setWindow(number), setWhose(person), setDuties(of(number)));
  const staffed = windows.filter(({ post }) => post.person);
  const change = (id: string, duty: Duty | null): void => {
    const { [id]: _, ...others } = duties;
    setDuties(duty === null ? others : { ...others, [id]: duty });
  };
  const all = (duty: Duty): string[] => Object.keys(duties).filter((id) => duties[id] === duty);
  const services = all('serves');
  return (
    <ActDialog title={words.act_assign} hint={words.assign_hint} wide sender={props.sender} onClose={props.onClose}
      anyway="assignment_leaves_waiting"
      act={services.length === 0 ? null : { kind: 'assign_services', body: { window, services, helps: all('helps'), ...(whose && { whose }) } }}>
      <label class="reason">
        <span>{words.of_whom}</span>
        <select name="window" value={`${window}${whose && `:${whose}`}`}
          onChange={(event) => {
            const [number, person] = event.currentTarget.value.split(':');
            choose(Number(number), person ?? '');
          }}>
          <optgroup label={words.of_windows}>
            {windows.map((each) => <option key={each.window} value={String(each.window)}>{each.window} · {say(each.kind)}</option>)}
          </optgroup>
          {staffed.length > 0 && (
            <optgroup label={words.of_operators}>
              {staffed.map(({ window: at, post, kind }) => (
                <option key={at} value={`${at}:${post.person}`}>{post.person} · {words.window} {at}, {say(kind)}</option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      <div class="duties-list" tabIndex={0} role="group" aria-label={words.act_assign}>
        <Duties page={props.page} window={window} duties={duties} onChange={change} />
      </div>
    </ActDialog>
  );
}

export function CloseServiceQuestion(props: Asked): JSX.Element {
  const { words, say } = useSpeech();
  const open = props.page.services.filter(({ closed }) => closed === null);
  const [service, setService] = useState(open[0]?.id ?? '');
  return (
    <ActDialog title={words.act_close_service} hint={words.close_service_hint} sender={props.sender} onClose={props.onClose}
      act={service === '' ? null : { kind: 'close_service', body: { service } }}>
      <label class="reason">
        <span>{words.service_name}</span>
        <select name="service" value={service} onChange={(event) => setService(event.currentTarget.value)}>
          {open.map(({ id, name }) => <option key={id} value={id}>{say(name)}</option>)}
        </select>
      </label>
    </ActDialog>
  );
}

const message_bytes_at_most = 200;
const bytes = (text: string): number => new TextEncoder().encode(text).length;

export function MessageQuestion(props: Asked): JSX.Element {
  const { words } = useSpeech();
  const { languages } = props.page;
  const [text, setText] = useState<Record<string, string>>({});
  const [lasts_s, setLasts] = useState(3600);
  const said = (language: string): string => (text[language] ?? '').trim();
  const whole = languages.every((language) => said(language) !== '' && bytes(said(language)) <= message_bytes_at_most);
  const body = { text: Object.fromEntries(languages.map((language) => [language, said(language)])), lasts_s };
  return (
    <ActDialog title={words.act_message} hint={words.message_hint} sender={props.sender} onClose={props.onClose}
      act={whole ? { kind: 'post_message', body } : null}>
      {languages.map((language) => (
        <label class="reason" key={language}>
          <span>
            {words.message_text[language] ?? `${words.message_in} ${language}`} · <b class="number">{bytes(said(language))}</b>/{message_bytes_at_most}
          </span>
          <input name={`text-${language}`} lang={language} autocomplete="off" value={text[language] ?? ''}
            aria-invalid={bytes(said(language)) > message_bytes_at_most}
            onInput={(event) => setText({ ...text, [language]: event.currentTarget.value })} />
        </label>
      ))}
      <label class="reason">
        <span>{words.message_for}</span>
        <select name="lasts" value={String(lasts_s)} onChange={(event) => setLasts(Number(event.currentTarget.value))}>
          <option value="900">15 {words.minutes}</option>
          <option value="1800">30 {words.minutes}</option>
          <option value="3600">{words.hours_1}</option>
          <option value="10800">{words.hours_3}</option>
          <option value="28800">{words.hours_8}</option>
        </select>
      </label>
    </ActDialog>
  );
}

export function PrioritiseQuestion(props: Asked): JSX.Element {
  const { words, say } = useSpeech();
  const { categories } = props.page;
  const [ticket, setTicket] = useState('');
  const [category, setCategory] = useState(categories[0]?.id ?? '');
  const [minutes, setMinutes] = useState(15);
  const number = numberOf(ticket);
  const body = category === '' ? { number, head_start_s: 60 * minutes } : { number, category };
  return (
    <ActDialog title={words.act_prioritise} sender={props.sender} onClose={props.onClose}
      act={number ? { kind: 'prioritise_ticket', body } : null}>
      <label class="reason">
        <span>{words.ticket_number}</span>
        <input name="ticket" autocomplete="off" value={ticket} onInput={(event) => setTicket(event.currentTarget.value)} />
      </label>
      <label class="reason">
        <span>{words.as_category}</span>
        <select name="category" value={category} onChange={(event) => setCategory(event.currentTarget.value)}>
          {categories.map(({ id, name }) => <option key={id} value={id}>{say(name)}</option>)}
          <option value="">{words.no_category_minutes}</option>
        </select>
      </label>
      {category === '' && (
        <label class="reason">
          <span>{words.by_minutes}</span>
          <select name="minutes" value={String(minutes)} onChange={(event) => setMinutes(Number(event.currentTarget.value))}>
            {[5, 10, 15, 20, 30, 60, 120].map((each) => <option key={each} value={String(each)}>{each} {words.minutes}</option>)}
          </select>
        </label>
      )}
    </ActDialog>
  );
}
