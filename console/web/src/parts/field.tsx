// A labelled field of a form about accounts.
import type { JSX } from 'preact';

export function Field(props: {
  label: string;
  name: string;
  value: string;
  onInput: (value: string) => void;
  hint?: string;
  type?: 'text' | 'password';
  autocomplete?: string;
  pin?: boolean; // six digits
  autofocus?: boolean;
}): JSX.Element {
  const hint = props.hint ? `${props.name}-hint` : undefined;
  return (
    <div class="field">
      <label>
        <span>{props.label}</span>
        <input
          name={props.name} type={props.type ?? 'text'} autocomplete={props.autocomplete ?? 'off'} autocapitalize="none" spellcheck={false}
          autofocus={props.autofocus} value={props.value} aria-describedby={hint}
          inputMode={props.pin ? 'numeric' : undefined} maxLength={props.pin ? 6 : undefined}
          onInput={(event) => props.onInput(props.pin ? event.currentTarget.value.replace(/\D/g, '') : event.currentTarget.value)}
        />
      </label>
      {props.hint && <small id={hint} class="muted">{props.hint}</small>}
    </div>
  );
}

// What was wrong, said aloud; the room for it stays.
export const Complaint = (props: { text: string }): JSX.Element => <p class="log-in-complaint" role="alert">{props.text}</p>;
