// The sound of a call for help, at the guard's and the manager's computer only: two tones in turn, made by the browser.
// A browser keeps quiet until somebody has touched the page: `muted` says so, and the first touch ends it.
import { useEffect, useState } from 'preact/hooks';

const tones_hz = [880, 660];
const tone_s = 0.35;
const loudness = 0.4;

let context: AudioContext | null = null;

function audio(): AudioContext {
  context ??= new AudioContext();
  return context;
}

// One turn of both tones, beginning at once. Returns how to stop it.
function sound(): () => void {
  const { currentTime } = audio();
  const gain = new GainNode(audio(), { gain: loudness });
  gain.connect(audio().destination);
  const oscillators = tones_hz.map((frequency, turn) => {
    const oscillator = new OscillatorNode(audio(), { frequency, type: 'square' });
    oscillator.connect(gain);
    oscillator.start(currentTime + turn * tone_s);
    oscillator.stop(currentTime + (turn + 1) * tone_s);
    return oscillator;
  });
  return () => {
    oscillators.forEach((oscillator) => oscillator.disconnect());
    gain.disconnect();
  };
}

export function soundOnce(): void {
  void audio().resume().then(sound);
}

export function useSiren(on: boolean): { muted: boolean } {
  const [running, setRunning] = useState(audio().state === 'running');

  useEffect(() => {
    const look = (): void => setRunning(audio().state === 'running');
    const wake = (): void => void audio().resume().then(look);
    audio().addEventListener('statechange', look);
    addEventListener('pointerdown', wake);
    addEventListener('keydown', wake);
    wake();
    return () => {
      audio().removeEventListener('statechange', look);
      removeEventListener('pointerdown', wake);
      removeEventListener('keydown', wake);
    };
  }, []);

  useEffect(() => {
    document.documentElement.dataset['siren'] = on && running ? 'on' : 'off';
    if (!on || !running) return undefined;
    let stop = sound();
    const timer = setInterval(() => (stop(), (stop = sound())), tones_hz.length * tone_s * 1000);
    return () => {
      clearInterval(timer);
      stop();
    };
  }, [on, running]);

  return { muted: !running };
}
