// The key of one character that presses a button, written on it while such keys act.
import type { JSX } from 'preact';
import { isCharacter, useLetterKeys } from '../keys';

export function Letter(props: { name: string | number; silent?: boolean }): JSX.Element | null {
  return useLetterKeys() ? <kbd aria-hidden={props.silent}>{props.name}</kbd> : null;
}

// What a screen reader is told of a button's keys: those that act now.
export function useShortcuts(): (...codes: string[]) => string | undefined {
  const letters = useLetterKeys();
  return (...codes) => codes.filter((code) => letters || !isCharacter(code)).join(' ') || undefined;
}
