// A card of the boards' playlist: a new one, or what may be changed about one.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useContentWords } from '../content_words';
import type { Text } from '../model';
import type { Card } from '../plan_model';
import { tongue, useSpeech } from '../words';
import { Dialog } from './dialog';
import { Complaint } from './field';

const kinds = ['company', 'tariff', 'reminder', 'how-to', 'advertising'];

// The bytes of a file as base64, without the words before the comma.
const base64 = (file: File): Promise<string> =>
  new Promise((done, failed) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result).split(',')[1] ?? '');
    reader.onerror = () => failed(new Error('unreadable'));
    reader.readAsDataURL(file);
  });

export function CardDialog(props: {
  card: Card | null; // null: a new one
  languages: string[];
  onDo: (act: object) => Promise<string>; // what went wrong; '' when it is done
  onClose: () => void;
}): JSX.Element {
  const { language, words: common } = useSpeech();
  const words = useContentWords();
  const { card } = props;
  const [kind, setKind] = useState(card?.kind ?? 'company');
  const [title, setTitle] = useState<Text>(card?.title ?? {});
  const [text, setText] = useState<Text>(card?.text ?? {});
  const [from, setFrom] = useState(card?.valid_from ?? '');
  const [until, setUntil] = useState(card?.valid_until ?? '');
  const [seconds, setSeconds] = useState(String(card?.seconds ?? 12));
  const [contract, setContract] = useState(card?.contract ?? '');
  const [file, setFile] = useState<File | null>(null);
  const [complaint, setComplaint] = useState('');
  const [busy, setBusy] = useState(false);
  const pictured = file !== null || Boolean(card?.picture || card?.frames);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    const body = { kind, title, text: pictured ? {} : text, valid_from: from, valid_until: until, seconds: Number(seconds) || 0, contract: contract.trim() };
    try {
      const picture = file ? await base64(file) : null;
      setComplaint(await props.onDo(card ? { act: 'change', file: card.file, hash: card.hash, card: body } : { act: 'add', card: body, ...(picture ? { picture } : {}) }));
    } catch {
      setComplaint(words.unreadable);
    }
    setBusy(false);
  };
  const inEach = (name: string, label: string, of: Text, set: (text: Text) => void, long: boolean): JSX.Element => (
    <fieldset class="plan-words plan-tongues">
      <legend>{label}</legend>
      {props.languages.map((each) => (
        <div class="field" key={each}>
          <label>
            <span>{tongue(each, language)}</span>
            {long
              ? <textarea name={`${name}-${each}`} rows={2} maxLength={400} value={of[each] ?? ''} onInput={(event) => set({ ...of, [each]: event.currentTarget.value })} />
              : <input name={`${name}-${each}`} autocomplete="off" maxLength={200} value={of[each] ?? ''} onInput={(event) => set({ ...of, [each]: event.currentTarget.value })} />}
          </label>
        </div>
      ))}
    </fieldset>
  );
  return (
    <Dialog title={card ? words.edit : words.add} wide onClose={props.onClose}>
      <form class="account-form card-form" onSubmit={(event) => void submit(event)} noValidate>
        <p class="muted">{words.rule}</p>
        <div class="card-row">
          <div class="field"><label><span>{words.kind}</span><select name="kind" value={kind} onChange={(event) => setKind(event.currentTarget.value)}>{kinds.map((each) => <option key={each} value={each}>{words.kinds[each]}</option>)}</select></label></div>
          <div class="field"><label><span>{words.contract}</span><input name="contract" autocomplete="off" maxLength={100} value={contract} onInput={(event) => setContract(event.currentTarget.value)} /></label></div>
        </div>
        {inEach('title', words.heading, title, setTitle, false)}
        {!card && <div class="field"><label><span>{words.picture}</span><input type="file" name="picture" accept="image/png,image/jpeg" onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)} /></label><small class="muted">{words.picture_or_text}</small></div>}
        {!pictured && inEach('text', words.text, text, setText, true)}
        <div class="card-row card-row-three">
          <div class="field"><label><span>{words.valid_from}</span><input type="date" name="valid_from" value={from} onInput={(event) => setFrom(event.currentTarget.value)} /></label></div>
          <div class="field"><label><span>{words.valid_until}</span><input type="date" name="valid_until" value={until} onInput={(event) => setUntil(event.currentTarget.value)} /></label></div>
          <div class="field"><label><span>{words.seconds}</span><input name="seconds" inputMode="numeric" value={seconds} onInput={(event) => setSeconds(event.currentTarget.value)} /></label></div>
        </div>
        <Complaint text={complaint} />
        <div class="dialog-foot">
          <button type="button" class="quiet" onClick={props.onClose}>{common.cancel}</button>
          <button type="submit" class="primary" disabled={busy}>{words.save}</button>
        </div>
      </form>
    </Dialog>
  );
}
