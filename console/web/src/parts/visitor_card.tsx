// Who is at the window, large enough to read from the chair, with the one clock that matters now.
import type { JSX } from 'preact';
import { Since, duration, level, useNow } from '../clock';
import type { Action, Post, Visitor, WindowPage } from '../model';
import { tongue, useSpeech } from '../words';
import { Bar } from './figure';
import { NormMark } from './norm_mark';

export function PostPill(props: { post: Post }): JSX.Element {
  const { words, say } = useSpeech();
  const { post } = props;
  return (
    <span class={`pill pill-${post.state}`}>
      <i aria-hidden="true" />
      {words[post.state]}
      {post.reason && <>: {say(post.reason)}</>}
      {post.state === 'paused' && post.since !== undefined && <b class="number"><Since at={post.since} /></b>}
    </span>
  );
}

function Clockwork(props: { visitor: Visitor; page: WindowPage }): JSX.Element {
  const { words } = useSpeech();
  const { visitor, page } = props;
  const ran = useNow() - visitor.since;
  if (visitor.stage === 'called')
    return (
      <div class="visitor-clock">
        <b class="number clock"><Since at={visitor.since} /></b>
        <span class="muted">{words.since_call}</span>
      </div>
    );
  const norm = page.norm.service_ms;
  const stands = level(ran, norm);
  return (
    <div class={`visitor-clock clock-${stands}`}>
      <b class="number clock"><NormMark level={stands} /><Since at={visitor.since} /></b>
      <span class="muted">{words.since_start} · {words.norm} {duration(norm)}</span>
      <Bar value_ms={ran} norm_ms={norm} />
    </div>
  );
}

// The stages of a service, in order: each is a button, the one that runs shows its time against what is usual.
function Stages(props: { visitor: Visitor; page: WindowPage; desk: Desk }): JSX.Element | null {
  const { words, say } = useSpeech();
  const { visitor, page, desk } = props;
  const ran = useNow() - (visitor.stage_since ?? 0);
  if (visitor.stage !== 'serving' || page.stages.length === 0) return null;
  return (
    <div class="stages" role="group" aria-label={words.stage}>
      {page.stages.map((stage) => {
        const runs = stage.id === visitor.service_stage;
        const stands = runs ? level(ran, stage.at_most_ms) : 'calm';
        return (
          <button
            key={stage.id} type="button" class={runs ? `stage stage-runs stage-${stands}` : 'stage'}
            aria-pressed={runs} disabled={!runs && !desk.ready('enter_stage')}
            onClick={() => { if (!runs) desk.enterStage(stage.id); }}
          >
            {say(stage.name)}
            <small class="number"><NormMark level={stands} />{runs ? `${duration(ran)} / ${duration(stage.at_most_ms)}` : duration(stage.at_most_ms)}</small>
          </button>
        );
      })}
    </div>
  );
}

function Route(props: { visitor: Visitor }): JSX.Element | null {
  const { words, say } = useSpeech();
  const { route } = props.visitor;
  if (route.length === 0) return null;
  return (
    <p class="route">
      <b>{words.then}:</b>
      {route.map((step, index) => (
        <span key={index}>
          {say(step.service)}
          {step.window !== null && <em>{words.back_at_window} {step.window}</em>}
        </span>
      ))}
    </p>
  );
}

// What the page can do about the visitor.
export interface Desk {
  ready: (kind: Action) => boolean;
  enterStage: (stage: string) => void;
}

function Present(props: { visitor: Visitor; page: WindowPage; desk: Desk }): JSX.Element {
  const { words, say, language } = useSpeech();
  const { visitor } = props;
  const now = useNow();
  return (
    // A long note scrolls inside the card, by keys too.
    <section class={`card visitor visitor-${visitor.stage}`} aria-label={words.visitor} tabIndex={0}>
      <div class="visitor-top">
        <div class="visitor-who">
          <span class="eyebrow">{visitor.stage === 'called' ? words.called : words.serving}</span>
          <b class="ticket-number number">{visitor.number}</b>
        </div>
        <Clockwork visitor={visitor} page={props.page} />
      </div>
      <p class="visitor-service">
        {say(visitor.service)}
        {visitor.category && <span class="category" title={words.category}>{say(visitor.category)}</span>}
      </p>
      <Route visitor={visitor} />
      <Stages visitor={visitor} page={props.page} desk={props.desk} />
      <dl class="facts">
        <div><dt>{words.until_call}</dt><dd class="number">{duration(visitor.until_call_ms)}</dd></div>
        <div><dt>{words.speaks}</dt><dd>{tongue(visitor.language, language)}</dd></div>
        {visitor.stage === 'called' && visitor.missed_at !== undefined && (
          <div><dt>{words.missed_in}</dt><dd class="number">{duration(visitor.missed_at - now)}</dd></div>
        )}
      </dl>
      {visitor.print === 'failed' && <p class="thank paperless">{words.no_slip}</p>}
      {visitor.print === 'unknown' && <p class="thank paperless">{words.perhaps_no_slip}</p>}
      {visitor.reason && <p class="why"><b>{words.why}:</b> {say(visitor.reason)}</p>}
      {visitor.note && <p class="note"><b>{words.note}:</b> {visitor.note}</p>}
      {visitor.thank && <p class="thank">{words.thank}</p>}
    </section>
  );
}

export function VisitorCard(props: { page: WindowPage; desk: Desk }): JSX.Element {
  const { words, say } = useSpeech();
  const { page } = props;
  const now = useNow();
  const next = page.queue.next[0];
  if (page.visitor) return <Present visitor={page.visitor} page={page} desk={props.desk} />;
  const [title, hint] =
    page.post.state === 'closed' ? [words.window_closed_title, words.window_closed_hint]
    : page.post.state === 'paused' ? [words.window_paused_title, words.window_paused_hint]
    : page.queue.waiting === 0 ? [words.nobody_title, words.nobody_hint]
    : [words.window_free_title, words.window_free_hint];
  return (
    <section class="card visitor visitor-none" aria-label={words.visitor}>
      <h2>{title}</h2>
      <p>{hint}</p>
      {next && (
        <p class="visitor-next">
          <span>{words.next_is}</span> <b class="number">{next.number}</b> <span>{say(next.service)}</span>
          {next.category && <span class="category" title={words.category}>{say(next.category)}</span>}
          <small class="why-next">{say(next.reason)}</small>
        </p>
      )}
      {page.push_at !== null && (
        <p class="push" role="status">{words.calls_in} <b class="number">{duration(page.push_at - now)}</b></p>
      )}
    </section>
  );
}
