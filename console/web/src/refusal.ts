// What the server has refused, for the page to show. Who is no longer logged in goes to the log-in page, and where somebody else
// has entered by now, the page becomes theirs.
import { useCallback, useState } from 'preact/hooks';
import type { Refusal } from './model';
import { isStranger } from './server';

export interface Refused {
  refusal: Refusal | null;
  refuse: (refusal: Refusal) => void;
  forget: () => void; // it has been read
}

export function useRefusal(onLoggedOut: () => void): Refused {
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const refuse = useCallback((no: Refusal): void => {
    if (isStranger(no)) onLoggedOut();
    setRefusal(no);
  }, [onLoggedOut]);
  const forget = useCallback(() => setRefusal(null), []);
  return { refusal, refuse, forget };
}
