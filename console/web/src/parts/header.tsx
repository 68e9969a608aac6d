import type { ComponentChildren, JSX } from 'preact';
import type { Me } from '../model';
import { useSpeech } from '../words';
import { AccountButton } from './account_button';
import { LanguageSwitch } from './language_switch';

export function Header(props: {
  me: Me;
  title: string;
  subtitle: string;
  children?: ComponentChildren;
  ways?: ComponentChildren; // to other pages, in a row of their own
  onLogOut: () => void;
}): JSX.Element {
  const { words } = useSpeech();
  return (
    <>
      <header class="header">
        <img src="/icon.svg" alt="" width="32" height="32" />
        <div class="header-title">
          <h1>{props.title}</h1>
          <p>{props.subtitle}</p>
        </div>
        <div class="header-middle">{props.children}</div>
        <LanguageSwitch />
        <AccountButton me={props.me} />
        <button type="button" class="quiet" onClick={props.onLogOut}>{words.log_out}</button>
      </header>
      {props.ways}
    </>
  );
}
