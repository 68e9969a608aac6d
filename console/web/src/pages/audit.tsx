// The audit trail, the newest first: who logged in, who changed what about whom, and who took which report.
import type { JSX } from 'preact';
import { useCallback, useEffect, useState } from 'preact/hooks';
import { useAsking } from '../asking';
import type { AuditAct } from '../model';
import { momentText } from '../moment';
import type { OfficeProps } from '../offices';
import { Header } from '../parts/header';
import { RefusalNotice } from '../parts/notice';
import { useRefusal } from '../refusal';
import { askAudit } from '../server';
import { useSpeech } from '../words';
import { TableBox } from '../parts/table_box';

const bad = ['log_in_refused', 'pin_refused', 'pin_disabled', 'first_start_refused', 'device_act_refused', 'plan_refused'];

function ActRow(props: { act: AuditAct }): JSX.Element {
  const { words, language } = useSpeech();
  const { act } = props;
  const nobody = act.deed.endsWith('_refused') ? words.audit_unknown : words.audit_command_line;
  const position = act.role && words.role[act.role];
  const window = act.window && `${words.window} ${act.window}`;
  const by_number = act.calls_by_number && words.calls_by_number;
  return (
    <tr data-deed={act.deed}>
      <td class="number table-when">{momentText(act.at, language)}</td>
      <td>{act.who ? <b>{act.who}</b> : <span class="muted">{nobody}</span>}</td>
      <td class={bad.includes(act.deed) ? 'deed-bad' : ''}>
        {words.deed[act.deed] ?? act.deed}
        {(position || window) && <small class="user-notes">{[position, window, by_number].filter(Boolean).join(' · ')}</small>}
      </td>
      <td>{act.whom ?? ''}</td>
    </tr>
  );
}

export function AuditPage(props: OfficeProps): JSX.Element {
  const { words } = useSpeech();
  const { onLoggedOut } = props;
  const [acts, setActs] = useState<AuditAct[]>([]);
  const [before, setBefore] = useState<number | null>(null); // where the earlier ones end
  const [name, setName] = useState('');
  const { refusal, refuse, forget } = useRefusal(onLoggedOut);
  const { ask, busy } = useAsking();

  useEffect(() => {
    document.title = words.audit;
  }, [words]);
  const load = useCallback(async (place: number | null): Promise<void> => {
    const answer = await ask(askAudit(place));
    if (!answer) return undefined;
    if (!answer.ok) return refuse(answer.refusal);
    const { acts: more, before: rest } = answer.value;
    setActs((known) => (place === null ? more : [...known, ...more]));
    return setBefore(rest);
  }, [ask, refuse]);
  useEffect(() => void load(null), [load]);

  const wanted = name.trim().toLowerCase();
  const shown = acts.filter(({ who, whom }) => !wanted || who.includes(wanted) || whom?.toLowerCase().includes(wanted));
  return (
    <div class="page page-office">
      <Header me={props.me} title={words.audit} subtitle={words.audit_hint} ways={props.ways} onLogOut={props.onLogOut} />
      <div class="notice-area"><RefusalNotice refusal={refusal} onClose={forget} /></div>
      <main class="office">
        <section class="card table-card" aria-labelledby="audit-title">
          <header class="office-head">
            <h2 id="audit-title">{words.audit}</h2>
            <label class="audit-find"><span>{words.audit_find}</span><input name="find" autocomplete="off" value={name} onInput={(event) => setName(event.currentTarget.value)} /></label>
            <button type="button" onClick={() => void load(null)}>{words.renew}</button>
          </header>
          <TableBox label={words.audit}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{words.audit_when}</th><th scope="col">{words.audit_who}</th>
                  <th scope="col">{words.audit_what}</th><th scope="col">{words.audit_whom}</th>
                </tr>
              </thead>
              <tbody>{shown.map((act, i) => <ActRow key={`${act.at}-${i}`} act={act} />)}</tbody>
            </table>
          </TableBox>
          {shown.length === 0 && <p class="muted">{words.audit_none}</p>}
          {before !== null && <button type="button" class="audit-older" onClick={() => { if (!busy()) void load(before); }}>{words.audit_older}</button>}
        </section>
      </main>
    </div>
  );
}
