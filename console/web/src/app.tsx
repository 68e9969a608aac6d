// Who is here decides the page: the first start, log-in, an operator's window, or the overview of the hall.
import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { EnterContext, LeaveContext } from './account';
import { FirstStartPage } from './pages/first_start';
import { LogInPage } from './pages/log_in';
import { LivePage } from './pages/live_page';
import { MustChangePage } from './pages/must_change';
import type { Language, Me, Refusal } from './model';
import { RefusalNotice } from './parts/notice';
import { logOut, whoAmI } from './server';
import { SpeechContext, firstLanguage, remember, speech } from './words';

export function App(): JSX.Element {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [me, setMe] = useState<Me | null | 'asking' | 'first_start'>('asking');
  const [refusal, setRefusal] = useState<Refusal | null>(null); // of the log-out
  const spoken = useMemo(() => speech(language, setLanguage), [language]);

  useEffect(() => remember(language), [language]);

  // Only a clear "not logged in" ends the page; a server that is away does not.
  const ask = useCallback(async (): Promise<void> => {
    const answer = await whoAmI();
    if (answer.ok) setMe(answer.value);
    else if (answer.refusal.code === 'not_logged_in') setMe(null);
    else if (answer.refusal.code === 'first_start') setMe('first_start');
    else setMe((before) => (before === 'asking' ? null : before));
  }, []);
  useEffect(() => void ask(), [ask]);

  const leave = useCallback(async (): Promise<void> => {
    if (!me || typeof me === 'string') return;
    const answer = await logOut(me.csrf);
    setRefusal(answer.ok || answer.refusal.code === 'not_logged_in' ? null : answer.refusal);
    await ask();
  }, [me, ask]);

  const forget = useCallback(() => setRefusal(null), []);

  return (
    <SpeechContext.Provider value={spoken}>
      <EnterContext.Provider value={setMe}>
        <LeaveContext.Provider value={() => void ask()}>
          {me === 'asking' ? null : me === 'first_start' ? (
            <FirstStartPage onEntered={setMe} onOver={() => void ask()} />
          ) : me === null ? (
            <LogInPage onLoggedIn={setMe} />
          ) : me.must_change ? (
            <MustChangePage me={me} onLogOut={() => void leave()} />
          ) : (
            <LivePage key={`${me.name} ${me.window}`} me={me} onRefused={() => void ask()} onLogOut={() => void leave()} />
          )}
        </LeaveContext.Provider>
      </EnterContext.Provider>
      <RefusalNotice refusal={me && typeof me === 'object' ? refusal : null} onClose={forget} />
    </SpeechContext.Provider>
  );
}
