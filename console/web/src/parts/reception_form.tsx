// What the reception is asked: for which service, in which language, of what category, why, and where it is printed.
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ReceptionPage, ReceptionService } from '../model';
import type { TicketWish } from '../reception_sender';
import { tongue, useSpeech } from '../words';
import { RangeText } from './range';

const reason_length_at_most = 200;

const matches = (name: string, sought: string): boolean =>
  sought.toLowerCase().split(/\s+/).every((part) => name.toLowerCase().includes(part));

function ServiceRow(props: { service: ReceptionService; checked: boolean; onChoose: () => void }): JSX.Element {
  const { words, say } = useSpeech();
  const { service } = props;
  return (
    <label class="radio give-service">
      <input type="radio" name="service" value={service.id} checked={props.checked} disabled={service.refusal !== null} onChange={props.onChoose} />
      <b class="number" aria-hidden="true">{service.letter}</b>
      <span>
        {say(service.name)}
        {service.refusal ? <small>{say(service.refusal)}</small>
          : service.wait && <small>{words.expected_wait} <RangeText range={service.wait} /></small>}
      </span>
    </label>
  );
}

// The first letters of a service and Enter choose it; the arrows go on in the list.
function ServiceField(props: {
  services: ReceptionService[];
  value: string;
  onChoose: (id: string) => void;
  onSettled: () => void;
}): JSX.Element {
  const { words, say } = useSpeech();
  const [sought, setSought] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  const found = props.services.filter((service) => matches(`${say(service.name)} ${say(service.group)}`, sought.trim()));
  const groups = [...new Set(found.map((service) => say(service.group)))];
  const onKey = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown') {
      event.preventDefault();
      list.current?.querySelector<HTMLInputElement>('input:checked, input:enabled')?.focus();
    } else if (event.key === 'Enter' && !event.ctrlKey) {
      event.preventDefault();
      const first = found.find((service) => service.refusal === null);
      if (!first) return;
      props.onChoose(first.id);
      props.onSettled();
    }
  };
  return (
    <fieldset class="card give-services">
      <legend class="unseen"><h2>{words.service_name}</h2></legend>
      <label>
        <span>{words.find_service}</span>
        <input ref={field} name="find" type="search" autocomplete="off" value={sought} onKeyDown={onKey}
          onInput={(event) => setSought(event.currentTarget.value)} />
      </label>
      <div class="give-list" ref={list} tabIndex={-1}>
        {groups.map((group) => (
          <div class="radio-group" key={group} role="group" aria-label={group}>
            <h3>{group}</h3>
            {found.filter((service) => say(service.group) === group).map((service) => (
              <ServiceRow key={service.id} service={service} checked={props.value === service.id} onChoose={() => props.onChoose(service.id)} />
            ))}
          </div>
        ))}
        {found.length === 0 && <p class="muted">{words.no_service_found}</p>}
      </div>
    </fieldset>
  );
}

function LanguageField(props: { languages: string[]; value: string; onChoose: (language: string) => void }): JSX.Element {
  const { words, language } = useSpeech();
  return (
    <fieldset>
      <legend>{words.speaks}</legend>
      <div class="give-row">
        {props.languages.map((code) => (
          <label class="radio chip" key={code}>
            <input type="radio" name="language" value={code} checked={props.value === code} onChange={() => props.onChoose(code)} />
            <span>{tongue(code, language)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function ReasonField(props: { value: string; onInput: (text: string) => void }): JSX.Element {
  const { words } = useSpeech();
  return (
    <fieldset>
      <legend id="reason-legend">{words.reason_reception}</legend>
      <div class="give-row">
        {words.reasons_reception.map((reason) => (
          <button key={reason} type="button" class="chip" aria-pressed={props.value === reason} onClick={() => props.onInput(reason)}>
            {reason}
          </button>
        ))}
      </div>
      <input name="reason" aria-labelledby="reason-legend" aria-required="true" maxLength={reason_length_at_most} autocomplete="off"
        value={props.value} onInput={(event) => props.onInput(event.currentTarget.value)} />
    </fieldset>
  );
}

function KioskField(props: { kiosks: ReceptionPage['kiosks']; value: string; onChoose: (kiosk: string) => void }): JSX.Element {
  const { words, say } = useSpeech();
  if (props.kiosks.length === 0) return <p class="note" data-kiosks="none">{words.no_kiosk}</p>;
  return (
    <fieldset>
      <legend>{words.kiosk}</legend>
      <div class="give-row">
        {props.kiosks.map((kiosk) => (
          <label class="radio chip" key={kiosk.id}>
            <input type="radio" name="kiosk" value={kiosk.id} checked={props.value === kiosk.id} onChange={() => props.onChoose(kiosk.id)} />
            <span>
              {say(kiosk.name) || kiosk.id}
              {kiosk.condition !== 'ready' && <small>{words.condition[kiosk.condition]}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

type Missing = 'service' | 'reason' | 'kiosk';

const first_field: Record<Missing, string> = { service: 'find', reason: 'reason', kiosk: 'kiosk' };

// `kiosk`: where the ticket before was printed.
export function ReceptionForm(props: {
  page: ReceptionPage;
  kiosk: string;
  busy: boolean;
  idle: boolean;
  onGive: (wish: TicketWish) => void;
}): JSX.Element {
  const { words } = useSpeech();
  const { page } = props;
  const form = useRef<HTMLFormElement>(null);
  const [service, setService] = useState('');
  const [language, setLanguage] = useState(page.languages[0] ?? '');
  const [category, setCategory] = useState('');
  const [reason, setReason] = useState('');
  const [chosen, setChosen] = useState(props.kiosk);
  const [missing, setMissing] = useState<Missing | null>(null);
  const kiosk = page.kiosks.length === 1 ? page.kiosks[0]?.id ?? ''
    : page.kiosks.some(({ id }) => id === chosen) ? chosen : '';
  // Before the next key: a later effect would take away what that key has been answered.
  useLayoutEffect(() => setMissing(null), [service, reason, kiosk]);

  const field = (name: string): HTMLElement | null => form.current?.querySelector(`input[name="${name}"]`) ?? null;
  const give = (): void => {
    if (props.busy || props.idle) return;
    const lacks: Missing | null = service === '' ? 'service' : reason.trim() === '' ? 'reason'
      : kiosk === '' && page.kiosks.length > 0 ? 'kiosk' : null;
    setMissing(lacks);
    if (lacks) field(first_field[lacks])?.focus();
    else props.onGive({ service, language, category, reason: reason.trim(), kiosk });
  };
  const complaint = { service: words.choose_service, reason: words.say_reason, kiosk: words.choose_kiosk };
  return (
    <form ref={form} class="give" noValidate onSubmit={(event) => (event.preventDefault(), give())}
      onKeyDown={(event) => { if (event.key === 'Enter' && event.ctrlKey) (event.preventDefault(), give()); }}>
      <ServiceField services={page.services} value={service} onChoose={setService}
        onSettled={() => form.current?.querySelector<HTMLElement>('.give-facts button.chip')?.focus()} />
      <div class="card give-facts">
        <div class="give-questions">
          <ReasonField value={reason} onInput={setReason} />
          <div class="give-who">
            <LanguageField languages={page.languages} value={language} onChoose={setLanguage} />
            {page.categories.length > 0 && <CategoryField categories={page.categories} value={category} onChoose={setCategory} />}
          </div>
          <KioskField kiosks={page.kiosks} value={kiosk} onChoose={setChosen} />
        </div>
        <p class="give-complaint" role="alert">{missing ? complaint[missing] : ''}</p>
        <button type="submit" class="primary give-submit" disabled={props.busy || props.idle} aria-keyshortcuts="Control+Enter">
          {props.busy ? words.giving : words.give_ticket} <kbd>Ctrl + Enter</kbd>
        </button>
      </div>
    </form>
  );
}

function CategoryField(props: { categories: ReceptionPage['categories']; value: string; onChoose: (id: string) => void }): JSX.Element {
  const { words, say } = useSpeech();
  return (
    <label class="give-category">
      <span>{words.category}</span>
      <select name="category" value={props.value} onChange={(event) => props.onChoose(event.currentTarget.value)}>
        <option value="">{words.no_category}</option>
        {props.categories.map(({ id, name }) => <option key={id} value={id}>{say(name)}</option>)}
      </select>
    </label>
  );
}
