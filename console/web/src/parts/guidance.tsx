// What the operator has at hand for the visitor's service: documents, phrases to copy, places to look.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { Guidance } from '../model';
import { useSpeech } from '../words';

function Phrase(props: { text: string }): JSX.Element {
  const { words } = useSpeech();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    // Without a secure context a browser has no clipboard: the phrase is there to be read aloud.
    navigator.clipboard?.writeText(props.text).then(() => setCopied(true), () => setCopied(false));
  };
  return (
    <li class="phrase">
      <q>{props.text}</q>
      <button type="button" class="small quiet" onClick={copy}>
        {copied ? words.copied : words.copy}<span class="unseen">: {props.text}</span>
      </button>
    </li>
  );
}

function Address(props: { address: string; name: string }): JSX.Element {
  return <a href={props.address} target="_blank" rel="noopener noreferrer">{props.name}</a>;
}

export function GuidancePanel(props: { guidance: Guidance }): JSX.Element {
  const { words, say } = useSpeech();
  const { documents, links, phrases, knowledge_base } = props.guidance;
  return (
    <section class="card panel panel-guidance" aria-labelledby="guidance-title">
      <header>
        <h2 id="guidance-title">{words.guidance}</h2>
        {knowledge_base && <Address address={knowledge_base} name={words.knowledge_base} />}
      </header>
      <div class="rows" tabIndex={0} role="group" aria-labelledby="guidance-title">
        {documents.length > 0 && (
          <>
            <h3>{words.documents}</h3>
            <ul class="documents">{documents.map((document) => <li key={say(document)}>{say(document)}</li>)}</ul>
          </>
        )}
        {phrases.length > 0 && (
          <>
            <h3>{words.phrases}</h3>
            <ul>{phrases.map((phrase) => <Phrase key={say(phrase)} text={say(phrase)} />)}</ul>
          </>
        )}
        {links.length > 0 && (
          <>
            <h3>{words.links}</h3>
            <ul>{links.map((link) => <li key={link.address}><Address address={link.address} name={say(link.name)} /></li>)}</ul>
          </>
        )}
      </div>
    </section>
  );
}
