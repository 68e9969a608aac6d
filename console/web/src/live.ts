// The live page: server-sent events, the line's health, and the server's clock.
import { useEffect, useState } from 'preact/hooks';
import type { AnyPage, Refusal } from './model';
import { whyRefused } from './server';

export type Line = 'connecting' | 'live' | 'lost' | Refusal; // why the server does not open it

export interface Live {
  line: Line;
  page: AnyPage | null;
  // The server's clock minus this browser's.
  offset_ms: number;
}

const silence_at_most_ms = 12_000; // the server beats every 5 s
const try_again_ms = 1_000;
const refused_again_ms = 10_000; // somebody has to do something first

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
      const stream = new EventSource(path);
      source = stream;
      stream.addEventListener('page', hear);
      stream.addEventListener('beat', hear);
      // A stream that ends after a while may have to begin anew only, as after a change of the password: that is no lost
      // line yet. The browser itself would wait for some seconds.
      stream.addEventListener('error', () => {
        if (stream.readyState === EventSource.CLOSED) return void turnedDown(stream);
        if (lively) return reopen(0);
        lost();
        reopen(try_again_ms);
      });
    };
    const turnedDown = async (stream: EventSource): Promise<void> => {
      setLive((before) => (before.line === 'live' ? { ...before, line: 'lost' } : before));
      onDoubt();
      const why = await whyRefused(path);
      if (source !== stream) return; // this page is gone, or has tried again
      // Who is not logged in is led to the log-in page, and is not told to wait.
      const reason = why?.code === 'not_logged_in' ? null : why;
      setLive((before) => ({ ...before, line: reason ?? 'lost' }));
      reopen(reason ? refused_again_ms : try_again_ms);
    };
    const reopen = (after_ms: number): void => {
      heard = performance.now();
      source?.close();
      clearTimeout(retry);
      retry = setTimeout(open, after_ms);
    };
    const watch = setInterval(() => {
      if (performance.now() - heard < silence_at_most_ms) return;
      lost();
      reopen(try_again_ms);
    }, 1000);

    open();
    return () => {
      clearInterval(watch);
      clearTimeout(retry);
      source?.close();
      source = null;
    };
  }, [path]);

  return live;
}
