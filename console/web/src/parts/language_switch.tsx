import type { JSX } from 'preact';
import { useSpeech } from '../words';

export function LanguageSwitch(): JSX.Element {
  const { language, choose, words } = useSpeech();
  return (
    <div class="languages" role="group" aria-label={words.language}>
      <button type="button" lang="ru" aria-pressed={language === 'ru'} onClick={() => choose('ru')} title="Русский">РУ</button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => choose('en')} title="English">EN</button>
    </div>
  );
}
