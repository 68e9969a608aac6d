// The administrator's page of backups: how old the newest good one is, all of them, one now, and how to restore.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { BackupsPage as Page } from '../machine_model';
import { askBackups, makeBackup } from '../machine_server';
import { momentText } from '../moment';
import type { OfficeProps } from '../offices';
import { useAgo } from '../parts/ago';
import { Header } from '../parts/header';
import { RefusalNotice } from '../parts/notice';
import { usePolled } from '../polled';
import { useSpeech } from '../words';
import { TableBox } from '../parts/table_box';

const asked_every_ms = 3000;
const too_old_ms = 48 * 3_600_000;

function useSize(): (bytes: number) => string {
  const { language } = useSpeech();
  return (bytes) => {
    const [unit, value] = bytes < 1e6 ? ['kilobyte', bytes / 1e3] as const : bytes < 1e9 ? ['megabyte', bytes / 1e6] as const : ['gigabyte', bytes / 1e9] as const;
    return new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { style: 'unit', unit, maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);
  };
}

function Warnings(props: { page: Page }): JSX.Element {
  const { words, language } = useSpeech();
  const { page } = props;
  const good = page.backups.find(({ verified }) => verified);
  const old = page.kept && page.known && !page.busy && (good ? page.now - good.made > too_old_ms : page.backups.length > 0);
  return (
    <div class="backup-warnings">
      {!page.kept && <p class="backup-warning">{words.machine.no_folder}</p>}
      {page.failure && <p class="backup-warning">{words.machine.failed} {momentText(page.failure.at, language)}. {words.machine.failed_again} <code>{page.failure.reason}</code></p>}
      {old && <p class="backup-warning">{words.machine.too_old}</p>}
    </div>
  );
}

function Newest(props: { page: Page }): JSX.Element {
  const { words, language } = useSpeech();
  const ago = useAgo();
  const { page } = props;
  const good = page.backups.find(({ verified }) => verified);
  if (!page.known) return <p class="muted">{words.machine.not_known}</p>;
  if (!good) return <p class="backup-newest">{page.backups.length === 0 ? words.machine.none_yet : words.machine.none_good}</p>;
  const tone = page.now - good.made > too_old_ms ? 'backup-old' : 'backup-fresh';
  return (
    <p class={`backup-newest ${tone}`}>
      <span>{words.machine.newest_good}</span>
      <b>{ago(page.now - good.made)}</b>
      <span class="muted number">{momentText(good.made, language)}</span>
    </p>
  );
}

export function BackupsPage(props: OfficeProps): JSX.Element {
  const { words, language } = useSpeech();
  const { me, onLoggedOut } = props;
  const { page, refusal, forget, set, refuse } = usePolled(askBackups, asked_every_ms, onLoggedOut);
  const [asking, setAsking] = useState(false);
  const size = useSize();
  useEffect(() => {
    document.title = words.backups;
  }, [words]);
  const make = async (): Promise<void> => {
    setAsking(true);
    const answer = await makeBackup(me.csrf);
    setAsking(false);
    if (answer.ok) set(answer.value);
    else refuse(answer.refusal);
  };
  const busy = asking || page?.busy === true;
  const example = page?.backups[0]?.name ?? 'okno-2026-11-30T21-05-01Z';
  const number = new Intl.NumberFormat(language === 'ru' ? 'ru-RU' : 'en-GB');
  return (
    <div class="page page-office">
      <Header me={me} title={words.backups} subtitle={words.machine.backups_hint} ways={props.ways} onLogOut={props.onLogOut} />
      <div class="notice-area"><RefusalNotice refusal={refusal} onClose={forget} /></div>
      <main class="office">
        {page && <Warnings page={page} />}
        <section class="card table-card" aria-labelledby="backups-title">
          <header class="office-head">
            <h2 id="backups-title">{words.backups}</h2>
            <span class="muted" role="status">{busy ? words.machine.being_made : ''}</span>
            <button type="button" class="primary" disabled={!page?.kept || busy} onClick={() => void make()}>{words.machine.make_now}</button>
          </header>
          {page?.kept && <Newest page={page} />}
          {page && page.backups.length > 0 && (
            <TableBox label={words.backups}>
              <table class="backups">
                <thead>
                  <tr>
                    <th scope="col">{words.machine.made}</th><th scope="col">{words.machine.check}</th>
                    <th scope="col" class="table-time">{words.machine.events}</th><th scope="col" class="table-time">{words.machine.size}</th>
                    <th scope="col">{words.machine.made_by}</th>
                  </tr>
                </thead>
                <tbody>
                  {page.backups.map((backup) => (
                    <tr key={backup.name} data-backup={backup.name} data-verified={backup.verified}>
                      <th scope="row" class="number">{momentText(backup.made, language)}<small>{backup.name}</small></th>
                      <td><span class={backup.verified ? 'pill pill-open' : 'pill pill-blocked'}><i aria-hidden="true" />{backup.verified ? words.machine.verified : words.machine.unverified}</span></td>
                      <td class="number table-time">{number.format(backup.events)}</td>
                      <td class="number table-time">{size(backup.bytes)}</td>
                      <td>{backup.program}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableBox>
          )}
          {page?.kept && <p class="backup-note muted">{words.machine.in_folder} <code>{page.folder}</code></p>}
          <p class="backup-note muted">{words.machine.nightly}</p>
        </section>
        <section class="card table-card backup-restore" aria-labelledby="restore-title">
          <h2 id="restore-title">{words.machine.restore_title}</h2>
          <ol>{words.machine.restore_steps.map((step) => <li key={step}>{step}</li>)}</ol>
          <pre class="command" tabIndex={0}>{`okno restore --from ${page?.folder || '/var/backups/okno'}/${example} \\\n  --journal /var/lib/okno/journal.db --keys /etc/okno/keys`}</pre>
        </section>
      </main>
    </div>
  );
}
