// The ticket that was just given: a number to be read aloud, and what has become of its paper.
import type { JSX } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useNow } from '../clock';
import type { Print, ReceptionPage } from '../model';
import type { Given } from '../reception_sender';
import { useSpeech } from '../words';

// A slip is out in two or three seconds; a printer that says nothing for so long is in trouble.
const late_after_ms = 8000;
// The press that gave the ticket must not take its number away.
const deaf_ms = 600;

type Paper = 'waits' | 'late' | 'printed' | 'failed' | 'unknown' | 'nowhere';

// `print`: what was last heard.
function usePaper(given: Given, print: Print): Paper {
  useNow(); // look again each second
  if (given.wish.kiosk === '') return 'nowhere';
  if (print === 'printed' || print === 'failed' || print === 'unknown') return print;
  return Date.now() - given.at > late_after_ms ? 'late' : 'waits';
}

export function PaperNote(props: { given: Given; page: ReceptionPage; print: Print }): JSX.Element {
  const { words, say } = useSpeech();
  const paper = usePaper(props.given, props.print);
  const kiosk = props.page.kiosks.find(({ id }) => id === props.given.wish.kiosk);
  const where = paper === 'printed' ? ` ${kiosk ? say(kiosk.name) || kiosk.id : props.given.wish.kiosk}` : '';
  return <span class="paper" data-paper={paper}>{words.print[paper]}{where}</span>;
}

export function GivenTicket(props: { given: Given; page: ReceptionPage; print: Print; onNext: () => void }): JSX.Element {
  const { words, say } = useSpeech();
  const { given, page } = props;
  const button = useRef<HTMLButtonElement>(null);
  const [deaf, setDeaf] = useState(true);
  useLayoutEffect(() => {
    button.current?.focus();
    const timer = setTimeout(() => setDeaf(false), deaf_ms);
    return () => clearTimeout(timer);
  }, []);
  const service = page.services.find(({ id }) => id === given.wish.service);
  return (
    <section class="card given" aria-labelledby="given-number">
      <div id="given-number">
        <h2>{words.given}</h2>
        <b class="number given-number">{given.number}</b>
        <p class="given-service">{service ? say(service.name) : ''}</p>
      </div>
      <p role="status"><PaperNote given={given} page={page} print={props.print} /></p>
      <button ref={button} type="button" class="primary given-next" data-deaf={deaf || undefined} aria-describedby="given-number"
        onClick={() => { if (!deaf) props.onNext(); }}>
        {words.next_ticket}
      </button>
    </section>
  );
}
