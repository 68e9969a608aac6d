// What a user is: a role, and an operator's window.
import type { JSX } from 'preact';
import type { Role } from '../model';
import { useSpeech } from '../words';

export const roles: Role[] = ['operator', 'manager', 'guard', 'auditor', 'administrator'];

export interface Position {
  role: Role;
  window: string; // as typed
  calls_by_number: boolean;
}

// What the server wants to hear: no window but an operator's.
export const positionBody = ({ role, window, calls_by_number }: Position): { role: Role; window: number | null; calls_by_number: boolean } =>
  ({ role, window: role === 'operator' ? Number(window) : null, calls_by_number: role === 'operator' && calls_by_number });

export function PositionFields(props: { position: Position; onChange: (position: Position) => void }): JSX.Element {
  const { words } = useSpeech();
  const { position, onChange } = props;
  return (
    <div class="position-fields">
      <label>
        <span>{words.user_role}</span>
        <select name="role" value={position.role} onChange={(event) => onChange({ ...position, role: event.currentTarget.value as Role })}>
          {roles.map((role) => <option key={role} value={role}>{words.role[role]}</option>)}
        </select>
      </label>
      {position.role === 'operator' && (
        <label>
          <span>{words.user_window}</span>
          <input name="window" inputMode="numeric" autocomplete="off" maxLength={4} value={position.window}
            onInput={(event) => onChange({ ...position, window: event.currentTarget.value.replace(/\D/g, '') })} />
        </label>
      )}
      {position.role === 'operator' && (
        <label class="radio position-right">
          <input type="checkbox" name="calls-by-number" checked={position.calls_by_number}
            onChange={(event) => onChange({ ...position, calls_by_number: event.currentTarget.checked })} />
          <span>{words.may_call_by_number}</span>
        </label>
      )}
    </div>
  );
}
