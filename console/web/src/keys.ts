// Single keys that act on a page: physical ones, whatever the keyboard layout, and never while somebody is typing or
// answers a question. Those of one character can be turned off in this browser: who dictates would press them by
// speaking (WCAG 2.1.4). Space, Enter, Escape and combinations always act.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';

const within = (selector: string) => (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest(selector) !== null;

export const isControl = within('button, input, select, textarea, a');
export const inText = within('input, textarea, select');

// While it does, keys belong to it, wherever the focus is: it may be nowhere, as when the button just pressed has gone. Until
// it has left the page, not only until the browser has closed it: the key that closes it is no key of the page.
export const dialogStands = (): boolean => document.querySelector('dialog') !== null;

const remembered = 'okno.letter_keys';
const watchers = new Set<() => void>();

function kept(): boolean {
  try {
    return localStorage.getItem(remembered) !== 'off';
  } catch {
    return true; // Storage may be forbidden; the switch serves until the page is left.
  }
}

let letters = kept();

function turn(on: boolean): void {
  letters = on;
  watchers.forEach((watch) => watch());
}

export function setLetterKeys(on: boolean): void {
  try {
    localStorage.setItem(remembered, on ? 'on' : 'off');
  } catch {
    // Not remembered then.
  }
  turn(on);
}

// Another page of this browser has turned them.
addEventListener('storage', (event) => {
  if (event.key === remembered || event.key === null) turn(kept());
});

export function useLetterKeys(): boolean {
  const [on, setOn] = useState(letters);
  useEffect(() => {
    const watch = (): void => setOn(letters);
    watch();
    watchers.add(watch);
    return () => void watchers.delete(watch);
  }, []);
  return on;
}

// A letter, a digit or a sign of the number pad.
export const isCharacter = (code: string): boolean => /^(Key|Digit|Numpad(?!Enter))/.test(code);

// Whether a key pressed by itself may act.
export const isHeard = (event: KeyboardEvent): boolean =>
  !event.repeat && !event.ctrlKey && !event.altKey && !event.metaKey && (letters || !isCharacter(event.code));

export function useKey(code: string, onPress: (() => void) | null): void {
  const latest = useRef(onPress);
  latest.current = onPress;
  // Before the page is painted: who sees it may press.
  useLayoutEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.code !== code || !isHeard(event) || !latest.current || dialogStands() || inText(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [code]);
}
