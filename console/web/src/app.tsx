// Who is here decides the page: log-in, an operator's window, or the overview of the hall.
import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { LogInPage } from './pages/log_in';
import { LivePage } from './pages/live_page';
import type { Language, Me, Refusal } from './model';
import { RefusalNotice } from './parts/notice';
import { logOut, whoAmI } from './server';
import { SpeechContext, firstLanguage, remember, speech } from './words';

export function App(): JSX.Element {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [me, setMe] = useState<Me | null | 'asking'>('asking');
  const [refusal, setRefusal] = useState<Refusal | null>(null); // of the log-out
  const spoken = useMemo(() => speech(language, setLanguage), [language]);

  useEffect(() => remember(language), [language]);

  // Only a clear "not logged in" ends the page; a server that is away does not.
  const ask = useCallback(async (): Promise<void> => {
    const answer = await whoAmI();
    if (answer.ok) setMe(answer.value);
    else if (answer.refusal.code === 'not_logged_in') setMe(null);
    else setMe((before) => (before === 'asking' ? null : before));
  }, []);
  useEffect(() => void ask(), [ask]);

  const leave = useCallback(async (): Promise<void> => {
    if (!me || me === 'asking') return;
    const answer = await logOut(me.csrf);
    setRefusal(answer.ok || answer.refusal.code === 'not_logged_in' ? null : answer.refusal);
    await ask();
  }, [me, ask]);

  const forget = useCallback(() => setRefusal(null), []);

  return (
    <SpeechContext.Provider value={spoken}>
      {me === 'asking' ? null : me === null ? (
        <LogInPage onLoggedIn={setMe} />
      ) : (
        <LivePage key={me.csrf} me={me} onRefused={() => void ask()} onLogOut={() => void leave()} />
      )}
      <RefusalNotice refusal={me && me !== 'asking' ? refusal : null} onClose={forget} />
    </SpeechContext.Provider>
  );
}
