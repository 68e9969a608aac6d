// The administrator's plan editor: a form over the plan's text, the text itself, what it changes, and all versions.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Me, Refusal } from '../model';
import type { OfficeProps } from '../offices';
import { AdoptDialog } from '../parts/plan_adopt';
import { ChangeList, LineDiff } from '../parts/plan_diff';
import { PlanForm } from '../parts/plan_form';
import { PlanHistory } from '../parts/plan_history';
import { ComplaintList, PlanText } from '../parts/plan_text';
import { FormContext } from '../parts/plan_typed';
import { Header } from '../parts/header';
import { RefusalNotice } from '../parts/notice';
import { dropDraft, keptDraft, useDraft } from '../plan_draft';
import type { NotHere, PlanHere, Table } from '../plan_model';
import { adoptPlan, askPlan, withdrawPlan } from '../plan_sender';
import { usePlanWords } from '../plan_words';
import { useRefusal } from '../refusal';
import { isStranger } from '../server';
import { useSpeech } from '../words';

type Tab = 'form' | 'text' | 'changes' | 'history';
const tabs: Tab[] = ['form', 'text', 'changes', 'history'];

function Editor(props: { me: Me; here: PlanHere; onHere: (here: PlanHere) => void; onLoggedOut: () => void }): JSX.Element {
  const { say } = useSpeech();
  const words = usePlanWords();
  const { here, me } = props;
  const [base, setBase] = useState(keptDraft()?.base ?? here.hash);
  const draft = useDraft(here, base, me.csrf);
  const [tab, setTab] = useState<Tab>('form');
  const [adopting, setAdopting] = useState(false);
  const [restores, setRestores] = useState<number | null>(null);
  const [note, setNote] = useState('');
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const { document } = draft;
  const { complaints } = draft.reading;
  const changed = draft.text !== here.text;
  const languages = Array.isArray((document?.['hall'] as Table | undefined)?.['languages']) ? ((document?.['hall'] as Table)['languages'] as string[]) : [];

  const settle = (now: PlanHere, told: string): void => {
    dropDraft();
    setBase(now.hash);
    setRestores(null);
    setNote(told);
    props.onHere(now);
  };
  const adopt = async (why: string, day: string | null, although_waiting: boolean): Promise<Refusal | null> => {
    const answer = await adoptPlan({ text: draft.text, base, why, day, although_waiting, restores }, me.csrf);
    if (answer.ok) {
      setAdopting(false);
      settle(answer.value, day ? words.planned(day) : words.adopted);
      if (day) draft.replace(answer.value.text);
      return null;
    }
    if (isStranger(answer.refusal)) props.onLoggedOut();
    if (answer.refusal.code.startsWith('plan_changed')) {
      const now = await askPlan(); // whoever saves next has seen the newer one: its lines are in the difference
      if (now.ok && now.value.editable) {
        setBase(now.value.hash);
        props.onHere(now.value);
        setTab('changes');
      }
      setAdopting(false);
      setRefusal(answer.refusal);
      return null;
    }
    return answer.refusal;
  };
  const withdraw = async (): Promise<void> => {
    const answer = await withdrawPlan(me.csrf);
    if (answer.ok) {
      setNote(words.withdrawn);
      props.onHere(answer.value);
    } else setRefusal(answer.refusal);
  };
  // A file that was changed by hand may be adopted as it is.
  const ready = (changed || (!here.in_force && !here.blind)) && complaints.length === 0 && !draft.busy;
  return (
    <main class="office plan-page">
      {refusal && <p class="plan-note plan-note-bad" role="alert">{say(refusal.sentence)} <button type="button" class="small" onClick={() => setRefusal(null)}>{words.understood}</button></p>}
      {draft.refusal && <p class="plan-note plan-note-bad" role="alert">{say(draft.refusal.sentence)} <button type="button" class="small" onClick={draft.forget}>{words.understood}</button></p>}
      <p class="plan-said" role="status">{note}</p>
      {here.waiting && (
        <div class="plan-note" data-waiting={here.waiting.day}>
          <p><b>{words.waiting(here.waiting.day, here.waiting.who)}</b> {here.waiting.why}</p>
          {here.problem && <p class="deed-bad">{words.problem} {say(here.problem.sentence)}</p>}
          <ChangeList changes={here.waiting.changes} />
          <button type="button" class="small" onClick={() => void withdraw()}>{words.withdraw}</button>
        </div>
      )}
      {!here.blind && !here.in_force && here.reading.complaints.length === 0 && <p class="plan-note plan-note-bad">{words.not_in_force}</p>}
      {here.blind && <p class="plan-note">{words.blind}</p>}
      <section class="card plan-card" aria-label={words.title}>
        <div class="plan-bar">
          <div class="plan-tabs">
            {tabs.map((each) => (
              <button key={each} type="button" class="quiet" aria-current={tab === each ? 'true' : undefined} data-tab={each} onClick={() => setTab(each)}>
                {words.tabs[each]}
                {each === 'text' && complaints.length > 0 && <b class="plan-count">{complaints.length}</b>}
              </button>
            ))}
          </div>
          <span class={changed ? 'plan-state plan-state-draft' : 'plan-state'} data-busy={draft.busy}>{complaints.length > 0 ? words.mistakes(complaints.length) : changed ? words.draft : words.unchanged}</span>
          <button type="button" class="small" disabled={!draft.canUndo} onClick={draft.undo}>{words.undo}</button>
          <button type="button" class="small" disabled={!changed} onClick={() => { setRestores(null); draft.replace(here.text); }}>{words.discard}</button>
          <button type="button" class="primary" disabled={!ready} onClick={() => { setNote(''); setAdopting(true); }}>{words.adopt}</button>
        </div>
        {tab === 'form' && (document ? (
          <FormContext.Provider value={{ document, languages, complaints, edit: draft.edit }}><PlanForm /></FormContext.Provider>
        ) : (
          <div class="plan-section"><p>{words.no_toml}</p><ComplaintList complaints={complaints} /></div>
        ))}
        {tab === 'text' && <PlanText text={draft.text} complaints={complaints} onInput={draft.write} />}
        {tab === 'changes' && (
          <div class="plan-section">
            <h2>{words.changes_title}</h2>
            {complaints.length > 0 && <ComplaintList complaints={complaints} />}
            <ChangeList changes={draft.changes} />
            <h3>{words.lines_label}</h3>
            <LineDiff before={here.text} after={draft.text} />
          </div>
        )}
        {tab === 'history' && <div class="plan-section"><h2>{words.tabs.history}</h2><PlanHistory here={here} onTake={(id, text) => { setRestores(id); draft.replace(text); setTab('changes'); }} /></div>}
      </section>
      {adopting && <AdoptDialog here={here} changes={draft.changes} restores={restores} onAdopt={adopt} onClose={() => setAdopting(false)} />}
    </main>
  );
}

export function PlanPage(props: OfficeProps): JSX.Element {
  const words = usePlanWords();
  const { onLoggedOut } = props;
  const [here, setHere] = useState<PlanHere | NotHere | null>(null);
  const { refusal, refuse, forget } = useRefusal(onLoggedOut);
  useEffect(() => {
    document.title = words.title;
  }, [words]);
  useEffect(() => {
    void askPlan().then((answer) => {
      if (answer.ok) return setHere(answer.value);
      return refuse(answer.refusal);
    });
  }, [refuse]);
  return (
    <div class="page page-office">
      <Header me={props.me} title={words.title} subtitle={words.subtitle} ways={props.ways} onLogOut={props.onLogOut} />
      <div class="notice-area"><RefusalNotice refusal={refusal} onClose={forget} /></div>
      {here?.editable === false ? (
        <main class="office"><section class="card plan-away"><h2>{words.not_here_title}</h2><p>{words.not_here}</p><pre>okno-console … --plan /etc/okno/plan.toml</pre></section></main>
      ) : here?.editable ? (
        <Editor me={props.me} here={here} onHere={setHere} onLoggedOut={onLoggedOut} />
      ) : <main class="office" />}
    </div>
  );
}
