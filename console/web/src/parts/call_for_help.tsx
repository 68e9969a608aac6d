// One call for help: where, since when, who takes care, and what the guard company knows.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Since } from '../clock';
import type { CallForHelp, HelpAction, Language, Role } from '../model';
import { inHall } from '../moment';
import { useSpeech } from '../words';
import { Dialog } from './dialog';

const clock = (language: Language, at: number): string =>
  inHall(at, language, { hour: '2-digit', minute: '2-digit', second: '2-digit' });

export function CallCard(props: {
  call: CallForHelp;
  role: Role;
  busy: boolean;
  onDo: (kind: HelpAction, zone: number) => void;
}): JSX.Element {
  const { words, say, language } = useSpeech();
  const { call } = props;
  const [asks, setAsks] = useState(false);
  const { acknowledged } = call;
  // Somebody has pressed once more: what was to be cancelled is no longer all there is.
  useEffect(() => setAsks(false), [call.presses]);
  const place = say(call.name) || `${words.zone} ${call.zone}`;
  return (
    <section class={acknowledged ? 'card call call-acknowledged' : 'card call'} data-zone={call.zone} aria-label={place}>
      <div class="call-where">
        <span>{acknowledged ? words.help_comes : words.calls_for_help}</span>
        <h2>{place}</h2>
        <p class="call-since number"><Since at={acknowledged?.at ?? call.since} /></p>
      </div>
      <dl class="call-facts">
        <dt>{words.called_by}</dt><dd>{call.person || words.button}{call.presses > 1 && <span class="muted"> · {words.presses} {call.presses}</span>}</dd>
        <dt>{words.guard_company}</dt><dd data-told={call.told}>{words.told[call.told]}</dd>
        <dt>{words.taken_by}</dt>
        <dd>{acknowledged ? `${acknowledged.person}, ${clock(language, acknowledged.at)}` : call.escalated ? words.nobody_came : words.nobody_yet}</dd>
      </dl>
      <div class="call-actions">
        {acknowledged
          ? <button type="button" class="primary" disabled={props.busy} onClick={() => props.onDo('restore_panic', call.zone)}>{words.restore}</button>
          : <button type="button" class="primary" disabled={props.busy} onClick={() => props.onDo('acknowledge_panic', call.zone)}>{words.acknowledge}</button>}
        {props.role === 'manager' && <button type="button" disabled={props.busy} onClick={() => setAsks(true)}>{words.cancel_panic}</button>}
      </div>
      {asks && (
        <Dialog title={words.cancel_panic_title} onClose={() => setAsks(false)}>
          <p class="dialog-hint">{place}. {words.cancel_panic_hint}</p>
          <div class="dialog-foot">
            <button type="button" class="primary" onClick={() => setAsks(false)}>{words.cancel}</button>
            <button type="button" onClick={() => (setAsks(false), props.onDo('cancel_panic', call.zone))}>{words.cancel_panic}</button>
          </div>
        </Dialog>
      )}
    </section>
  );
}
