// Time on the page: one tick a second for everybody, m:ss, and averages that are divided only here.
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import type { ComponentChildren, JSX } from 'preact';
import type { Measure } from './model';

const Now = createContext(0);

// Gives the server's time to everything inside.
export function Clock(props: { offset_ms: number; children: ComponentChildren }): JSX.Element {
  const [local, setLocal] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setLocal(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  const second = Math.floor((local + props.offset_ms) / 1000) * 1000;
  return <Now.Provider value={second}>{props.children}</Now.Provider>;
}

export const useNow = (): number => useContext(Now);

export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number): string => String(n).padStart(2, '0');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${two(seconds % 60)}`;
  return `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`;
}

export function Since(props: { at: number }): JSX.Element {
  return <>{duration(useNow() - props.at)}</>;
}

export const mean = (measure: Measure): number | null =>
  measure.count > 0 ? measure.sum_ms / measure.count : null;

export const meanText = (measure: Measure): string => {
  const value = mean(measure);
  return value === null ? '—' : duration(Math.round(value / 1000) * 1000);
};

export type Level = 'calm' | 'near' | 'over';

// How a time stands against its norm: the last fifth before it counts as near.
export function level(ms: number | null, norm_ms: number): Level {
  if (ms === null || norm_ms <= 0) return 'calm';
  if (ms > norm_ms) return 'over';
  return ms > norm_ms * 0.8 ? 'near' : 'calm';
}
