// Who has entered at this browser: a new password, or a colleague with a PIN, takes the place of who was here.
import { createContext } from 'preact';
import type { Me } from './model';

export const EnterContext = createContext<(me: Me) => void>(() => undefined);
export const LeaveContext = createContext<() => void>(() => undefined); // the session has ended
