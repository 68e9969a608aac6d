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
const try_again_ms = 2_000;

// `onRefused` is asked when the server turned the stream down: the log-in may have ended.
export function useLive(path: string, onRefused: () => void): Live {
  const [live, setLive] = useState<Live>({ line: 'connecting', page: null, offset_ms: 0 });

  useEffect(() => {
    let source: EventSource | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let heard = performance.now();
    setLive({ line: 'connecting', page: null, offset_ms: 0 });

    const lost = (): void => setLive((before) => ({ ...before, line: 'lost' }));
    const hear = (event: MessageEvent<string>): void => {
      heard = performance.now();
      const news = JSON.parse(event.data) as { now: number; page?: AnyPage };
      const offset_ms = news.now - Date.now();
      setLive((before) => ({ line: 'live', page: news.page ?? before.page, offset_ms }));
    };
    const open = (): void => {
      heard = performance.now();
      source = new EventSource(path);
      source.addEventListener('page', hear);
      source.addEventListener('beat', hear);
      source.addEventListener('error', () => {
        lost();
        if (source?.readyState !== EventSource.CLOSED) return; // it goes on trying by itself
        onRefused();
        reopenLater();
      });
    };
    const reopenLater = (): void => {
      source?.close();
      clearTimeout(retry);
      retry = setTimeout(open, try_again_ms);
    };
    const watch = setInterval(() => {
      if (performance.now() - heard < silence_at_most_ms) return;
      lost();
      heard = performance.now();
      reopenLater();
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
