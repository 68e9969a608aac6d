// A dialog in which a manager changes the day: its fields, the reason, and what the hall says when it refuses.
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ActSender } from '../act_sender';
import type { ActAction } from '../model';
import { useSpeech } from '../words';
import { Dialog } from './dialog';

export interface Act {
  kind: ActAction;
  body: object;
}

// `act`: what the fields amount to; null: something is missing. `anyway`: the refusal that may be overruled.
export function ActDialog(props: {
  title: string;
  hint?: string;
  wide?: boolean;
  act: Act | null;
  anyway?: string;
  sender: ActSender;
  onClose: () => void;
  children?: ComponentChildren;
}): JSX.Element {
  const { words, say } = useSpeech();
  const { act, sender } = props;
  const [reason, setReason] = useState('');
  const ready = act !== null && reason.trim() !== '' && !sender.busy;
  const close = (): void => (sender.forget(), props.onClose());
  const submit = async (more: object = {}): Promise<void> => {
    if (ready && (await sender.send(act.kind, { ...act.body, ...more, reason: reason.trim() }))) props.onClose();
  };
  const overrule = props.anyway !== undefined && sender.refusal?.code === props.anyway;
  return (
    <Dialog title={props.title} wide={props.wide ?? false} onClose={close}>
      <form class="act" onSubmit={(event) => (event.preventDefault(), void submit())}>
        {props.hint && <p class="dialog-hint">{props.hint}</p>}
        {props.children}
        <label class="reason">
          <span>{words.act_reason}</span>
          <input name="reason" required maxLength={100} autocomplete="off" value={reason}
            onInput={(event) => setReason(event.currentTarget.value)} />
        </label>
        <p class="give-complaint" role="alert">{sender.refusal ? say(sender.refusal.sentence) : ''}</p>
        <div class="dialog-foot">
          {overrule && (
            <button type="button" disabled={!ready} onClick={() => void submit({ sure: true })}>{words.act_anyway}</button>
          )}
          <button type="button" class="quiet" onClick={close}>{words.cancel}</button>
          <button type="submit" class="primary" disabled={!ready}>{words.act_do}</button>
        </div>
      </form>
    </Dialog>
  );
}
