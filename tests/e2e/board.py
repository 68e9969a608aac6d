"""A board, mostly without a window: the real okno-display, and what its trace says it has shown and said."""
import json
import os
import subprocess

from hall import BINARIES, end_with_parent, wait_until


CARD = "alsa"


class Board:
    """`sound`: a file that gets what a loudspeaker would; CARD: the sound card; None: there is no sound.
    `screen`: an X display; None: nothing is seen."""

    def __init__(self, hall, *flags, sound=None, screen=None, name="display-1"):
        self.hall = hall
        self.name = name
        self.trace = hall.trace(name)
        command = [BINARIES / "okno-display", "--name", name, "--keys", hall.keys.folder, "--commands",
                   hall.commands, "--feed", hall.public, "--trace", self.trace, "--sound", "yes" if sound else "no",
                   *flags]
        environment = {**os.environ, "SDL_VIDEODRIVER": "dummy"}
        if screen:
            environment.update(SDL_VIDEODRIVER="x11", DISPLAY=screen)
        if sound == CARD:
            environment["SDL_AUDIODRIVER"] = CARD
        elif sound:
            environment.update(SDL_AUDIODRIVER="disk", SDL_DISKAUDIOFILE=str(sound))
        with open(hall.log(name), "ab") as log:
            hall.processes[name] = subprocess.Popen(command, env=environment, stdout=log, stderr=log,
                                                           preexec_fn=end_with_parent)

    def lines(self, *kinds):
        text = self.trace.read_text() if self.trace.exists() else ""
        lines = [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]
        return [line for line in lines if not kinds or line["trace"] in kinds]

    def slides(self):
        return [line["card"] for line in self.lines("slide")]

    def readings(self):
        return [(line["call"], *line["languages"], *(["again"] if line["again"] else []))
                for line in self.lines("spoken")]

    def wait_following(self, patience=20):
        wait_until(lambda: any(line.get("sequence", 0) > 0 for line in self.lines()), patience, "the board follows")

    def wait_shown(self, call, patience=20):
        wait_until(lambda: any(call in line["fresh"] for line in self.lines("presented")), patience, f"{call} is shown")

    def wait_silent(self, readings, patience=60, every=0.005):
        wait_until(lambda: len(self.lines("silent")) >= readings, patience, f"{readings} readings have ended", every)

    def log(self):
        return self.hall.log(self.name).read_text()
