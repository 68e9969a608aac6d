"""What a loudspeaker was given, searched for clips: each is looked for by normalised cross-correlation; the places where it
is found, in order, are what was said. Words are noises here, each unlike all others. They are deep: ALSA makes a card's
rate out of another by whole periods, and words grow up to a thousandth shorter, which high sounds do not outlive.
"""
import wave

import numpy as np

RATE = 44_100
FOUND = 0.85        # of 1: a clip that was cut off or mixed with another is less like itself
CLIP_S = 0.18
NOISE_HZ = 1500
COARSER = 4
WORDS = ["ticket", "window", "letter-c", "letter-e", "number-1", "number-2", "number-3", "number-4"]


def write_wave(file, samples, rate=RATE):
    file.parent.mkdir(parents=True, exist_ok=True)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(samples.astype("<i2").tobytes())


def read_wave(file):
    """Mono, at the loudspeaker's rate."""
    with wave.open(str(file), "rb") as sound:
        assert (sound.getnchannels(), sound.getsampwidth()) == (1, 2)
        samples = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2").astype(float)
        rate = sound.getframerate()
    return np.interp(np.arange(0, len(samples), rate / RATE), np.arange(len(samples)), samples)


def left_of(stereo):
    """The left channel of raw samples as the loudspeaker gets them."""
    samples = np.frombuffer(stereo[:len(stereo) // 4 * 4], dtype="<i2").astype(float)
    return samples[::2]


def trimmed(samples):
    heard = np.nonzero(np.abs(samples) >= 250)[0]
    return samples[heard[0]:heard[-1] + 1]


def noise(dice):
    spectrum = np.fft.rfft(dice.normal(0, 6000, int(CLIP_S * RATE)))
    spectrum[int(NOISE_HZ * CLIP_S):] = 0
    samples = np.fft.irfft(spectrum, int(CLIP_S * RATE))
    return np.clip(samples / samples.std() * 6000, -30_000, 30_000)


def recorded_clips(folder, languages=("ru", "en")):
    """Writes FOLDER/LANGUAGE/WORD.wav; the samples of each, by LANGUAGE/WORD."""
    dice = np.random.default_rng(4)
    clips = {}
    for language in languages:
        for word in WORDS:
            file = folder / language / f"{word}.wav"
            write_wave(file, noise(dice))
            clips[f"{language}/{word}"] = trimmed(read_wave(file))
    return clips


def announcement(language, letter, number, window):
    """The clips of a call, in order."""
    return [f"{language}/{word}" for word in
            ("ticket", f"letter-{letter}", f"number-{number}", "window", f"number-{window}")]


def coarse(samples):
    """At a fourth of the rate: words are told apart all the same, sixteen times as fast."""
    return samples[:len(samples) // COARSER * COARSER].reshape(-1, COARSER).mean(axis=1)


def likeness(recording, clips):
    """For each place of the recording, from -1 to 1, how like each clip it sounds: pairs of its name and that."""
    size = 1 << (len(recording) + max(map(len, clips.values()))).bit_length()
    spectrum = np.fft.rfft(recording, size)
    energy = np.concatenate([[0.0], np.cumsum(recording ** 2)])
    places = np.arange(len(recording))
    for name, clip in clips.items():
        product = np.fft.irfft(spectrum * np.conj(np.fft.rfft(clip, size)), size)[:len(recording)]
        local = energy[np.minimum(places + len(clip), len(recording))] - energy[:len(recording)]
        own = np.sum(clip ** 2)
        yield name, product / np.sqrt(own * np.maximum(local, own * 1e-3))


def heard(recording, clips, found=FOUND):
    """[(begins, ends, name)] of everything that sounds, in seconds, in order."""
    clips = {name: coarse(clip) for name, clip in clips.items()}
    sounds = []
    for name, like in likeness(coarse(recording), clips):
        long = len(clips[name])
        while (best := int(np.argmax(like))) >= 0 and like[best] >= found:
            sounds.append((best * COARSER / RATE, (best + long) * COARSER / RATE, name))
            like[max(0, best - long):best + long] = -1
    return sorted(sounds)


def incomplete(recording, clips, sounds, found=FOUND):
    """Those of which a fourth is not heard near its place: for a recording in which words may be torn apart."""
    lacking = []
    for begins, ends, name in sounds:
        near = coarse(recording[max(0, int((begins - CLIP_S) * RATE)):int((ends + CLIP_S) * RATE)])
        fourths = dict(enumerate(np.array_split(coarse(clips[name]), 4)))
        if any(like.max() < found for _, like in likeness(near, fourths)):
            lacking.append(f"{name} at {begins:.1f} s")
    return lacking


def together(sounds):
    """The sentences of those that sound at once; none: one after the other."""
    return [f"{before[2]} and {after[2]} sound together" for before, after in zip(sounds, sounds[1:])
            if before[1] >= after[0] + 0.001]
