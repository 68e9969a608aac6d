// The bar of a manager, an administrator or an auditor: the hall as it is now, and the pages that do not follow it.
import type { JSX } from 'preact';
import type { Office } from '../offices';
import { useSpeech } from '../words';

export function Ways(props: { offices: Office[]; present: Office | null; onGo: (office: Office | null) => void }): JSX.Element {
  const { words } = useSpeech();
  return (
    <nav class="ways" aria-label={words.console}>
      {[null, ...props.offices].map((each) => (
        <button key={each ?? ''} type="button" class="quiet" aria-current={each === props.present ? 'page' : undefined} onClick={() => props.onGo(each)}>
          {each === null ? words.overview : words[each]}
        </button>
      ))}
    </nav>
  );
}
