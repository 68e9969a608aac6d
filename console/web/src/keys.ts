// Single keys that act on a page: physical ones, whatever the keyboard layout, and never while somebody is typing or
// answers a question.
import { useEffect, useRef } from 'preact/hooks';

export const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, input, select, textarea, a, dialog') !== null;

export const inText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;

export function useKey(code: string, onPress: (() => void) | null): void {
  const latest = useRef(onPress);
  latest.current = onPress;
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.code !== code || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
      if (!latest.current || inText(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [code]);
}
