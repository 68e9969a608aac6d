// The live page: server-sent events, the line's health, and the server's clock.
import { useEffect, useState } from 'preact/hooks';
import type { AnyPage } from './model';

export type Line = 'connecting' | 'live' | 'lost';

export interface Live {
  line: Line;
  page: AnyPage | null;
  // The server's clock minus this browser's.
  offset_ms: number;
}

const silence_at_most_ms = 12_000; // the server beats every 5 s
const try_again_ms = 1_000;

// `onDoubt`: who is here has to be asked anew. The server turned the stream down, or it had to begin again: the log-in may
// have ended, or in another tab of this browser a colleague has entered, whose log-in opens this page's stream, too.
export function useLive(path: string, onDoubt: () => void): Live {
  const [live, setLive] = useState<Live>({ line: 'connecting', page: null, offset_ms: 0 });

  useEffect(() => {
    let source: EventSource | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let heard = performance.now();
    let lively = false; // this stream has told something
    let before_it = false; // and so has one before
    setLive({ line: 'connecting', page: null, offset_ms: 0 });

    const lost = (): void => setLive((before) => ({ ...before, line: 'lost' }));
    const hear = (event: MessageEvent<string>): void => {
      heard = performance.now();
      if (before_it && !lively) onDoubt();
      lively = before_it = true;
      const news = JSON.parse(event.data) as { now: number; page?: AnyPage };
      const offset_ms = news.now - Date.now();
      setLive((before) => ({ line: 'live', page: news.page ?? before.page, offset_ms }));
    };
    const open = (): void => {
      heard = performance.now();
      lively = false;
      source = new EventSource(path);
      source.addEventListener('page', hear);
      source.addEventListener('beat', hear);
      // A stream that ends after a while may have to begin anew only, as after a change of the password: that is no lost
      // line yet. The browser itself would wait for some seconds.
      source.addEventListener('error', () => {
        const refused = source?.readyState === EventSource.CLOSED;
        if (lively && !refused) return reopen(0);
        lost();
        if (refused) onDoubt();
        reopen(try_again_ms);
      });
    };
    const reopen = (after_ms: number): void => {
      source?.close();
      clearTimeout(retry);
      retry = setTimeout(open, after_ms);
    };
    const watch = setInterval(() => {
      if (performance.now() - heard < silence_at_most_ms) return;
      lost();
      heard = performance.now();
      reopen(try_again_ms);
    }, 1000);

    open();
    return () => {
      clearInterval(watch);
      clearTimeout(retry);
      source?.close();
    };
  }, [path]);

  return live;
}
