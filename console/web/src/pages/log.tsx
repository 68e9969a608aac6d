// The administrator's page of the log: the newest warnings and errors of the dispatcher and the console.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { LogLine } from '../machine_model';
import { askLog } from '../machine_server';
import { momentText } from '../moment';
import type { OfficeProps } from '../offices';
import { Header } from '../parts/header';
import { RefusalNotice } from '../parts/notice';
import { usePolled } from '../polled';
import { useSpeech } from '../words';
import { TableBox } from '../parts/table_box';

const asked_every_ms = 5000;

type Line = LogLine & { program: string };

export function LogPage(props: OfficeProps): JSX.Element {
  const { words, say, language } = useSpeech();
  const { page, refusal, forget } = usePolled(askLog, asked_every_ms, props.onLoggedOut);
  const [program, setProgram] = useState('');
  const [errors, setErrors] = useState(false);
  const [text, setText] = useState('');
  useEffect(() => {
    document.title = words.log;
  }, [words]);
  const lines: Line[] = (page?.programs ?? []).flatMap((each) => each.lines.map((line) => ({ ...line, program: each.program })))
    .sort((a, b) => b.at - a.at || b.number - a.number);
  const wanted = text.trim().toLowerCase();
  const shown = lines.filter((line) => (!program || line.program === program) && (!errors || line.level !== 'warning')
    && (!wanted || line.text.toLowerCase().includes(wanted)));
  return (
    <div class="page page-office">
      <Header me={props.me} title={words.log} subtitle={words.machine.log_hint} ways={props.ways} onLogOut={props.onLogOut} />
      <div class="notice-area"><RefusalNotice refusal={refusal} onClose={forget} /></div>
      <main class="office">
        <section class="card table-card" aria-labelledby="log-title">
          <header class="office-head log-head">
            <h2 id="log-title">{words.log}</h2>
            <label><span>{words.machine.program}</span>
              <select name="program" value={program} onChange={(event) => setProgram(event.currentTarget.value)}>
                <option value="">{words.machine.any_program}</option>
                {page?.programs.map((each) => <option key={each.program} value={each.program}>{each.program}</option>)}
              </select>
            </label>
            <label><span>{words.machine.level}</span>
              <select name="level" value={errors ? 'error' : ''} onChange={(event) => setErrors(event.currentTarget.value !== '')}>
                <option value="">{words.machine.any_level}</option>
                <option value="error">{words.machine.errors_only}</option>
              </select>
            </label>
            <label><span>{words.machine.find}</span>
              <input name="find" autocomplete="off" maxLength={100} value={text} onInput={(event) => setText(event.currentTarget.value)} />
            </label>
          </header>
          {page?.programs.map((each) => each.refusal && (
            <p key={each.program} class="backup-warning">{each.program}: {say(each.refusal.sentence)}</p>
          ))}
          {shown.length > 0 && (
            <TableBox label={words.log}>
              <table class="log-lines">
                <thead>
                  <tr><th scope="col">{words.machine.when}</th><th scope="col">{words.machine.program}</th><th scope="col">{words.machine.level}</th><th scope="col">{words.machine.text}</th></tr>
                </thead>
                <tbody>
                  {shown.map((line) => (
                    <tr key={`${line.program} ${line.number}`} data-level={line.level} data-program={line.program}>
                      <td class="number table-when">{momentText(line.at, language)}</td>
                      <td>{line.program.replace('okno-', '')}</td>
                      <td class={line.level === 'warning' ? '' : 'deed-bad'}>{words.machine.levels[line.level] ?? line.level}</td>
                      <td class="log-text" lang="en">{line.text}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableBox>
          )}
          {page && shown.length === 0 && <p class="muted log-none">{lines.length === 0 ? words.machine.no_lines : words.machine.no_match}</p>}
          <p class="backup-note muted">{words.machine.log_note}</p>
        </section>
      </main>
    </div>
  );
}
