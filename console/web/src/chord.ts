// Both shift keys, held together: there on every keyboard, found without looking, and no text needs them.
import { useLayoutEffect, useRef } from 'preact/hooks';

const held_ms = 400;
const chord = ['ShiftLeft', 'ShiftRight'];

export function useChord(onChord: () => void): void {
  const latest = useRef(onChord);
  latest.current = onChord;
  useLayoutEffect(() => {
    const down = new Set<string>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = (): void => {
      down.clear();
      clearTimeout(timer);
    };
    const press = (event: KeyboardEvent): void => {
      if (event.repeat) return;
      if (!chord.includes(event.code)) return forget(); // somebody is typing
      down.add(event.code);
      if (down.size === chord.length) timer = setTimeout(() => latest.current(), held_ms);
    };
    const release = (event: KeyboardEvent): void => {
      if (down.delete(event.code)) clearTimeout(timer);
    };
    addEventListener('keydown', press, true);
    addEventListener('keyup', release, true);
    addEventListener('blur', forget);
    return () => {
      forget();
      removeEventListener('keydown', press, true);
      removeEventListener('keyup', release, true);
      removeEventListener('blur', forget);
    };
  }, []);
}
