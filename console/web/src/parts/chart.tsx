// A picture of numbers that stand in a table beside it: for the eye only, hidden from screen readers. Its colours are
// those of the page, light or dark; each line differs in shape, too, never in colour alone. Bars `behind` are wide and
// pale, and come first; the others stand before them, narrower.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { tenths } from '../history_model';
import { useSpeech } from '../words';

export interface Series { label: string; values: (number | null)[]; as: 'bars' | 'line'; colour: string; dashed?: boolean; behind?: boolean; axis?: string }

const colourOf = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

function optionsOf(width: number, height: number, names: string[], series: Series[], text: (value: number) => string): uPlot.Options {
  const axis = (side: number, scale: string, values: (self: uPlot, splits: number[]) => string[]): uPlot.Axis => ({
    scale, side, values, stroke: colourOf('--muted'), size: side % 2 ? 64 : 34, font: '12px system-ui, sans-serif',
    grid: { stroke: colourOf('--line'), width: 1, show: side !== 1 }, ticks: { stroke: colourOf('--line'), width: 1 },
  });
  const second = series.find((one) => one.axis);
  return {
    width, height, legend: { show: false }, cursor: { show: false }, padding: [12, 8, 0, 0],
    scales: { x: { time: false, range: [-0.6, names.length - 0.4] }, y: { range: (_, __, max) => [0, (max || 1) * 1.08] }, z: { range: (_, __, max) => [0, (max || 1) * 1.08] } },
    axes: [
      axis(2, 'x', (_, splits) => splits.map((at) => (Number.isInteger(at) ? names[at] ?? '' : ''))),
      axis(3, 'y', (_, splits) => splits.map(text)),
      ...(second ? [axis(1, 'z', (_, splits) => splits.map(text))] : []),
    ],
    series: [{}, ...series.map((one): uPlot.Series => {
      const stroke = colourOf(one.colour);
      const bars = uPlot.paths.bars?.({ size: one.behind ? [0.9, 60] : series.some(({ behind }) => behind) ? [0.45, 30] : [0.7, 46] });
      return {
        label: one.label, scale: one.axis ? 'z' : 'y', stroke, width: 2, points: { show: one.as === 'line', size: 6, fill: stroke },
        ...(one.as === 'bars' && bars ? { fill: stroke, paths: bars } : {}), ...(one.dashed ? { dash: [7, 5] } : {}),
      };
    })],
  };
}

export function Chart(props: { names: string[]; series: Series[]; height?: number }): JSX.Element {
  const { language } = useSpeech();
  const place = useRef<HTMLDivElement>(null);
  const [theme, setTheme] = useState(0);
  useEffect(() => {
    const dark = matchMedia('(prefers-color-scheme: dark)');
    const renew = (): void => setTheme((before) => before + 1);
    dark.addEventListener('change', renew);
    return () => dark.removeEventListener('change', renew);
  }, []);
  useEffect(() => {
    const element = place.current;
    if (!element) return undefined;
    const height = props.height ?? 220;
    const text = (value: number): string => tenths(value, language);
    const data = [props.names.map((_, i) => i), ...props.series.map((one) => one.values)] as uPlot.AlignedData;
    const plot = new uPlot(optionsOf(element.clientWidth, height, props.names, props.series, text), data, element);
    const watch = new ResizeObserver(() => plot.setSize({ width: element.clientWidth, height }));
    watch.observe(element);
    return () => {
      watch.disconnect();
      plot.destroy();
    };
  }, [props.names, props.series, props.height, language, theme]);
  return (
    <div aria-hidden="true">
      {props.series.length > 1 && (
        <ul class="legend">
          {props.series.map((one) => <li key={one.label} class={`legend-${one.as} legend${one.colour}${one.dashed ? ' legend-dashed' : ''}`}>{one.label}</li>)}
        </ul>
      )}
      <div class="chart" ref={place} />
    </div>
  );
}
