// The moment after something on the page has changed its meaning or its place: the second press of a double click is not
// meant for what stands there now.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

const deaf_ms = 500;

export function useDeafness(): { deaf: boolean; deafen: () => void } {
  const [deaf, setDeaf] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const deafen = useCallback((): void => {
    setDeaf(true);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setDeaf(false), deaf_ms);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { deaf, deafen };
}
