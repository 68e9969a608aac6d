// How long ago, in one unit: "just now", "12 s ago", "5 min ago", "3 h ago", "2 days ago".
import { useSpeech } from '../words';

const units = [
  { unit: 'day', ms: 86_400_000 }, { unit: 'hour', ms: 3_600_000 }, { unit: 'minute', ms: 60_000 }, { unit: 'second', ms: 1000 },
] as const;
const now_below_ms = 8000;

export function useAgo(): (ago_ms: number) => string {
  const { words, language } = useSpeech();
  const format = new Intl.RelativeTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', { numeric: 'always', style: 'short' });
  return (ago_ms) => {
    if (ago_ms < now_below_ms) return words.machine.just_now;
    const { unit, ms } = units.find((each) => ago_ms >= each.ms) ?? units[3];
    return format.format(-Math.floor(ago_ms / ms), unit);
  };
}
