// The last question before a plan is adopted: why, when, and what it changes.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Refusal } from '../model';
import type { PlanChange, PlanHere } from '../plan_model';
import { usePlanWords } from '../plan_words';
import { useSpeech } from '../words';
import { Dialog } from './dialog';
import { Complaint } from './field';
import { ChangeList } from './plan_diff';

const dayAfter = (day: string): string => new Date(Date.parse(`${day}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

export function AdoptDialog(props: {
  here: PlanHere;
  changes: PlanChange[] | null;
  restores: number | null;
  onAdopt: (why: string, day: string | null, although_waiting: boolean) => Promise<Refusal | null>;
  onClose: () => void;
}): JSX.Element {
  const { say, words: common } = useSpeech();
  const words = usePlanWords();
  const tomorrow = dayAfter(props.here.today ?? new Date().toISOString().slice(0, 10));
  const [why, setWhy] = useState(props.restores === null ? '' : words.restores(props.restores));
  const [when, setWhen] = useState<'now' | 'tomorrow' | 'later'>('now');
  const [day, setDay] = useState(dayAfter(tomorrow));
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [busy, setBusy] = useState(false);
  const waits = refusal?.code === 'plan_waits';
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setRefusal(await props.onAdopt(why.trim(), when === 'now' ? null : when === 'tomorrow' ? tomorrow : day, waits));
    setBusy(false);
  };
  return (
    <Dialog title={words.adopt_title} wide onClose={props.onClose}>
      <form class="account-form plan-adopt" onSubmit={(event) => void submit(event)} noValidate>
        <div class="plan-adopt-changes"><ChangeList changes={props.changes} /></div>
        <div class="field"><label><span>{words.why}</span><input name="why" autocomplete="off" maxLength={200} autofocus value={why} onInput={(event) => setWhy(event.currentTarget.value)} /></label></div>
        <fieldset class="plan-when">
          <legend>{words.when}</legend>
          {(['now', 'tomorrow', 'later'] as const).map((each) => (
            <label key={each} class="check"><input type="radio" name="when" value={each} checked={when === each} onChange={() => { setWhen(each); setRefusal(null); }} />
              <span>{each === 'tomorrow' ? `${words.whens.tomorrow} (${tomorrow})` : words.whens[each]}</span></label>
          ))}
          {when === 'later' && <input type="date" name="day" aria-label={words.day} min={tomorrow} value={day} onInput={(event) => setDay(event.currentTarget.value)} />}
        </fieldset>
        <p class="muted">{when === 'now' ? words.now_hint : words.later_hint}</p>
        <Complaint text={refusal ? say(refusal.sentence) : ''} />
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{common.cancel}</button>
          <button type="submit" class="primary" disabled={why.trim() === '' || busy}>{waits ? words.adopt_anyway : when === 'now' ? words.adopt_now : words.adopt_later}</button>
        </div>
      </form>
    </Dialog>
  );
}
