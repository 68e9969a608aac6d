// What will break first: which norm of waiting, when, and which window to open (the sentence comes from the hall); or
// that it holds. What is broken already is said too: the forecast has nothing more to say of it.
import type { JSX } from 'preact';
import { duration, mean, meanText, useNow } from '../clock';
import type { OverviewPage } from '../model';
import { useSpeech } from '../words';

const hour_ms = 3_600_000;

export function OutlookCard(props: { page: OverviewPage }): JSX.Element | null {
  const { words, say } = useSpeech();
  const { kinds, breaks, advice, readiness } = props.page;
  const now = useNow();
  const broken = kinds.filter(({ wait }) => (mean(wait) ?? 0) > wait.norm_ms);
  const works = readiness.mode === 'open' || readiness.mode === 'closing';
  const left = breaks ? breaks.at - now : 0;
  if (!breaks && broken.length === 0)
    return works ? <p class="outlook"><span class="pill pill-open"><i aria-hidden="true" />{words.norm_holds_day}</span></p> : null;
  return (
    <section class={broken.length > 0 || left < hour_ms ? 'card advice advice-soon' : 'card advice'} role="status" aria-labelledby="advice-title">
      <div>
        <h2 id="advice-title">{words.outlook}</h2>
        {broken.map(({ id, name, wait }) => (
          <p key={id} class="advice-broken">
            {words.norm_broken} <b>{say(name)}</b>, <b class="number">{meanText(wait)}</b> {words.of} <span class="number">{duration(wait.norm_ms)}</span>.
          </p>
        ))}
        {advice && <p class="advice-sentence">{say(advice)}</p>}
        {breaks && left >= hour_ms && <p class="muted">{words.norm_holds_hour}</p>}
      </div>
      {breaks && (
        <p class="advice-clock">
          <b class="number">{left > 0 ? duration(left) : '0:00'}</b>
          <span>{left > 0 ? words.norm_breaks_in : words.norm_breaks_now}</span>
        </p>
      )}
    </section>
  );
}
