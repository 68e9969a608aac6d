// What a manager does to the day, and what is in force of it.
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { useActSender } from '../act_sender';
import type { Me, OverviewPage } from '../model';
import { hourText } from '../moment';
import { useSpeech } from '../words';
import { ActDialog, type Act } from './act_dialog';
import { AssignQuestion, CloseServiceQuestion, MessageQuestion, PrioritiseQuestion } from './act_questions';

type Question = 'act_assign' | 'act_close_service' | 'act_message' | 'act_prioritise';
const questions: Question[] = ['act_assign', 'act_close_service', 'act_message', 'act_prioritise'];

const asks = {
  act_assign: AssignQuestion,
  act_close_service: CloseServiceQuestion,
  act_message: MessageQuestion,
  act_prioritise: PrioritiseQuestion,
};

// Taking back what is in force; the journal wants to know why of that as well.
interface Undoing {
  title: string;
  act: Act;
}

export function ActsCard(props: { me: Me; page: OverviewPage; idle: boolean; onLoggedOut: () => void }): JSX.Element | null {
  const { words, say, language } = useSpeech();
  const { me, page } = props;
  const [question, setQuestion] = useState<Question | null>(null);
  const [undoing, setUndoing] = useState<Undoing | null>(null);
  const sender = useActSender(me.csrf, props.onLoggedOut);
  const closed = page.services.filter((service) => service.closed !== null);
  const may = me.role === 'manager';
  if (!may && !page.message && closed.length === 0) return null;
  const Ask = question && asks[question];
  return (
    <section class="card acts" aria-labelledby="acts-title">
      <header>
        <h2 id="acts-title">{words.acts}</h2>
        {may && (
          <div class="acts-buttons">
            {questions.map((each) => (
              <button key={each} type="button" class={`small ${each}`} disabled={props.idle} onClick={() => setQuestion(each)}>
                {words[each]}
              </button>
            ))}
          </div>
        )}
      </header>
      {page.message && (
        <p class="act-in-force">
          <span>{words.message_now}: <b>{say(page.message.text)}</b> <span class="muted">{words.until} {hourText(page.message.until, language)} · {page.message.reason}</span></span>
          {may && (
            <button type="button" class="small quiet" disabled={props.idle}
              onClick={() => setUndoing({ title: words.withdraw_title, act: { kind: 'withdraw_message', body: {} } })}>{words.withdraw}</button>
          )}
        </p>
      )}
      {closed.map((service) => (
        <p class="act-in-force" key={service.id}>
          <span>{words.closed_services}: <b>{say(service.name)}</b> <span class="muted">{service.closed}</span></span>
          {may && (
            <button type="button" class="small quiet" disabled={props.idle}
              onClick={() => setUndoing({ title: `${words.reopen}: ${say(service.name)}`, act: { kind: 'reopen_service', body: { service: service.id } } })}>
              {words.reopen}<span class="unseen">: {say(service.name)}</span>
            </button>
          )}
        </p>
      ))}
      {undoing && <ActDialog title={undoing.title} act={undoing.act} sender={sender} onClose={() => setUndoing(null)} />}
      {Ask && <Ask page={page} sender={sender} onClose={() => setQuestion(null)} />}
    </section>
  );
}
