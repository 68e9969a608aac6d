// What a user is: a role, and an operator's window.
import type { JSX } from 'preact';
import type { Role } from '../model';
import { useSpeech } from '../words';

export const roles: Role[] = ['operator', 'manager', 'guard', 'auditor', 'administrator'];

export interface Position {
  role: Role;
  window: string; // as typed
}

// What the server wants to hear: no window but an operator's.
export const positionBody = ({ role, window }: Position): { role: Role; window: number | null } =>
  ({ role, window: role === 'operator' ? Number(window) : null });

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
    </div>
  );
}
