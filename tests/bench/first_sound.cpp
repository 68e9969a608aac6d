// The least a board's voice can take: a loudspeaker opened as the board opens it, and nothing else. Each byte
// of the standard input is a chime; tests/bench/voice.py measures when it comes out.
#include <unistd.h>

#include <iostream>

#include "display/chime.hpp"
#include "display/speaker.hpp"

using okno::display::Speaker;

int main() {
    Speaker speaker(true);
    if (!speaker.open()) return 1;
    std::cout << "ready" << std::endl;
    for (char byte = 0; read(STDIN_FILENO, &byte, 1) == 1;)
        if (!speaker.play(okno::display::chime_samples(Speaker::rate_hz), 100)) return 1;
    return 0;
}
