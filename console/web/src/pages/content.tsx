// The administrator's page of what the boards show beside the calls.
import type { JSX } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useContentWords } from '../content_words';
import { useDeafness } from '../deaf';
import type { Refusal } from '../model';
import type { OfficeProps } from '../offices';
import { CardDialog } from '../parts/card_dialog';
import { Header } from '../parts/header';
import { RefusalNotice } from '../parts/notice';
import type { Card, Content, NotHere } from '../plan_model';
import { actOnContent, askContent } from '../plan_sender';
import { useRefusal } from '../refusal';
import { isStranger } from '../server';
import { useSpeech } from '../words';

function CardTile(props: { card: Card; first: boolean; content: Content; onEdit: () => void; onAct: (act: object) => void }): JSX.Element {
  const { say } = useSpeech();
  const words = useContentWords();
  const { card, content } = props;
  const today = content.today ?? '';
  const wrong = card.complaints.length > 0;
  const boards = content.boards.filter(({ skips }) => skips.includes(card.file) || (card.picture !== '' && skips.includes(card.picture ?? ''))).map(({ name }) => name);
  const state = wrong ? 'broken' : card.valid_from && today < card.valid_from ? 'later' : card.valid_until && today > card.valid_until ? 'over' : 'shown';
  const title = say(card.title ?? {}) || say(card.text ?? {}) || card.file;
  const dates = [card.valid_from && `${words.from} ${card.valid_from}`, card.valid_until && `${words.until} ${card.valid_until}`].filter(Boolean).join(' ') || words.always;
  return (
    <li class={`card content-card content-${state}`} data-card={card.file}>
      <div class="content-face">
        {card.picture ? <img src={`/api/content/picture?name=${encodeURIComponent(card.picture)}`} alt="" loading="lazy" /> : <p>{say(card.text ?? {}) || (card.frames ? words.frames : title)}</p>}
      </div>
      <div class="content-data">
        <h2 class="content-title">{title}</h2>
        <p class="muted">{[card.kind && words.kinds[card.kind], dates, card.seconds && `${card.seconds} ${words.s}`, card.contract && `${words.contract_number} ${card.contract}`].filter(Boolean).join(' · ')}</p>
        <p><span class={state === 'shown' ? 'pill pill-open' : state === 'broken' ? 'pill pill-blocked' : 'pill'}><i aria-hidden="true" />{words[state]}</span></p>
        {boards.map((board) => <p class="deed-bad" key={board}>{words.skips(board)}</p>)}
        {card.complaints.map((each, i) => <p class="deed-bad" key={i}>{say(each)}</p>)}
      </div>
      <div class="content-acts">
        <button type="button" class="small" disabled={wrong} aria-label={`${words.edit}: ${title}`} onClick={props.onEdit}>{words.edit}</button>
        <button type="button" class="small quiet" disabled={props.first} aria-label={`${words.lift}: ${title}`} onClick={() => props.onAct({ act: 'lift', file: card.file })}>↑ {words.lift}</button>
        <button type="button" class="small danger" aria-label={`${words.remove}: ${title}`} onClick={() => props.onAct({ act: 'remove', file: card.file, hash: card.hash })}>{words.remove}</button>
      </div>
    </li>
  );
}

export function ContentPage(props: OfficeProps): JSX.Element {
  const { say } = useSpeech();
  const words = useContentWords();
  const { me, onLoggedOut } = props;
  const [content, setContent] = useState<Content | NotHere | null>(null);
  const [open, setOpen] = useState<'add' | string | null>(null);
  const { refusal, refuse, forget } = useRefusal(onLoggedOut);
  const { deaf, deafen } = useDeafness();
  const working = useRef(false);
  useEffect(() => {
    document.title = words.title;
  }, [words]);
  const load = useCallback(async (): Promise<void> => {
    const answer = await askContent();
    if (answer.ok) return setContent(answer.value);
    return refuse(answer.refusal);
  }, [refuse]);
  useEffect(() => void load(), [load]);
  const act = async (wish: object): Promise<Refusal | null> => {
    if (working.current) return null;
    working.current = true;
    const answer = await actOnContent(wish, me.csrf);
    working.current = false;
    if (answer.ok) {
      setContent(answer.value);
      deafen();
      setOpen(null);
      return null;
    }
    if (isStranger(answer.refusal)) onLoggedOut();
    if (answer.refusal.code === 'card_changed' || answer.refusal.code === 'card_gone') void load();
    return answer.refusal;
  };
  // After an answer another card may stand where the finger is.
  const press = (wish: object): void => {
    if (!deaf && !working.current) void act(wish).then((no) => (no ? refuse(no) : forget()));
  };
  const here = content?.editable ? content : null;
  const edited = open && open !== 'add' ? here?.cards.find(({ file }) => file === open) : undefined;
  const close = (): void => setOpen(null);
  const inDialog = async (wish: object): Promise<string> => {
    const no = await act(wish);
    return no ? say(no.sentence) : '';
  };
  return (
    <div class="page page-office">
      <Header me={me} title={words.title} subtitle={words.subtitle} ways={props.ways} onLogOut={props.onLogOut} />
      <div class="notice-area"><RefusalNotice refusal={refusal} onClose={forget} /></div>
      <main class="office">
        {content && !content.editable && <section class="card plan-away"><h2>{words.not_here_title}</h2><p>{words.not_here}</p><pre>okno-console … --playlist /var/lib/okno/playlist</pre></section>}
        {here && (
          <>
            <header class="office-head"><p class="muted content-rule">{words.rule}</p><button type="button" class="primary" onClick={() => setOpen('add')}>{words.add}</button></header>
            {here.cards.length === 0 && <p class="card plan-away">{words.nothing}</p>}
            <ul class="content-list" data-deaf={deaf || undefined}>
              {here.cards.map((card, i) => (
                <CardTile key={card.file} card={card} first={i === 0} content={here} onEdit={() => setOpen(card.file)} onAct={press} />
              ))}
            </ul>
            {here.loose.length > 0 && <p class="plan-note">{words.loose} {here.loose.join(', ')}</p>}
            {here.removed.length > 0 && (
              <section class="content-removed" aria-labelledby="removed-title">
                <h2 id="removed-title">{words.removed_title}</h2>
                <ul>
                  {here.removed.map((card) => (
                    <li key={card.file} data-removed={card.file}>
                      <span>{say(card.title ?? {}) || say(card.text ?? {}) || card.file}</span>
                      <button type="button" class="small" onClick={() => press({ act: 'restore', file: card.file })}>{words.restore}</button>
                    </li>
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </main>
      {here && open === 'add' && <CardDialog card={null} languages={here.languages} onDo={inDialog} onClose={close} />}
      {here && edited && <CardDialog card={edited} languages={here.languages} onDo={inDialog} onClose={close} />}
    </div>
  );
}
