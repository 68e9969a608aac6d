// One average against its norm: the number, the norm, and a bar whose mark is the norm.
import type { JSX } from 'preact';
import { duration, level, mean, meanText } from '../clock';
import type { Measure } from '../model';
import { useSpeech } from '../words';
import { NormMark } from './norm_mark';

export function Bar(props: { value_ms: number | null; norm_ms: number }): JSX.Element {
  const scale = props.norm_ms * 1.5;
  const share = props.value_ms === null || scale <= 0 ? 0 : Math.min(1, props.value_ms / scale);
  return (
    <div class={`bar bar-${level(props.value_ms, props.norm_ms)}`} aria-hidden="true">
      <div class="bar-fill" style={{ width: `${(share * 100).toFixed(1)}%` }} />
      <div class="bar-norm" />
    </div>
  );
}

export function Figure(props: { title: string; measure: Measure; detailed?: boolean }): JSX.Element {
  const { words, language } = useSpeech();
  const { measure } = props;
  const average = mean(measure);
  const share = (100 * measure.over_norm) / Math.max(1, measure.count);
  const percent = new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(share);
  return (
    <div class={`figure figure-${level(average, measure.norm_ms)}`}>
      <span class="figure-title">{props.title}</span>
      <span class="figure-line">
        <b class="number"><NormMark level={level(average, measure.norm_ms)} />{meanText(measure)}</b>
        <span class="muted">{words.norm} {duration(measure.norm_ms)}</span>
      </span>
      <Bar value_ms={average} norm_ms={measure.norm_ms} />
      {props.detailed && (
        <span class="figure-foot">
          {measure.count === 0
            ? words.no_data
            : (
              <>
                <span>{words.measured}: {measure.count}</span>
                <span class={share > 0 ? 'figure-share' : ''}>{words.over_norm}: {percent}&#x202f;%</span>
                {measure.p90_ms !== null && <span>{words.nine_of_ten}: <b class="number">{duration(measure.p90_ms)}</b></span>}
              </>
            )}
        </span>
      )}
    </div>
  );
}
