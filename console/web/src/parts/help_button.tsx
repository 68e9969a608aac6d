// Calls for help from a window: held for a second, or both shift keys. Whoever stands at the window may look at the
// screen, so nothing here looks like an alarm: one word, and small marks for "has arrived" and "somebody comes".
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useChord } from '../chord';
import type { WindowPage } from '../model';
import { callForHelp } from '../server';
import { useSpeech } from '../words';

const held_ms = 1000;

type Sending = 'idle' | 'sending' | 'silent' | 'arrived';

export function HelpButton(props: { help: NonNullable<WindowPage['help']>; csrf: string; onLoggedOut: () => void }): JSX.Element {
  const { words } = useSpeech();
  const { help } = props;
  const [sending, setSending] = useState<Sending>('idle');
  const [holding, setHolding] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>();

  const call = async (): Promise<void> => {
    setHolding(false);
    setSending('sending');
    const refusal = await callForHelp(help.zone, props.csrf, () => setSending('silent'));
    setSending(refusal ? 'silent' : 'arrived');
    if (refusal?.code === 'not_logged_in') props.onLoggedOut();
  };
  useChord(() => void call());
  useEffect(() => () => clearTimeout(timer.current), []);
  // It is over: the next call begins anew.
  useEffect(() => {
    if (help.stage === 'none') setSending((before) => (before === 'arrived' ? 'idle' : before));
  }, [help.stage]);

  const hold = (): void => {
    setHolding(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void call(), held_ms);
  };
  const release = (): void => {
    setHolding(false);
    clearTimeout(timer.current);
  };
  // A new call that has reached nobody yet counts for more than what the hall knows of an older one.
  const on_its_way = sending === 'sending' || sending === 'silent';
  const stage = help.stage !== 'none' && !on_its_way ? help.stage : sending;
  const marks = stage === 'acknowledged' ? '✓✓' : stage === 'called' || stage === 'arrived' ? '✓' : stage === 'sending' ? '…' : '';
  return (
    <button
      type="button" class="quiet help" data-stage={stage} data-holding={holding || undefined} title={words.help_how}
      onPointerDown={hold} onPointerUp={release} onPointerLeave={release}
      onKeyDown={(event) => event.key === 'Enter' && !event.repeat && hold()} onKeyUp={release}
    >
      {words.help} {stage === 'silent' ? <b>{words.help_silent}</b> : <span aria-hidden="true">{marks}</span>}
      <span class="unseen" role="status">{stage === 'idle' ? '' : words.help_stage[stage]}</span>
    </button>
  );
}
