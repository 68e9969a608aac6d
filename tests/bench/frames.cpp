// How many frames a second a board of 1920x1080 can show while something on it moves: laid out anew, drawn
// and brought to the X server each time, as the program does it; SDL waits for the server's word that it is
// there. Needs DISPLAY, and two pictures as its arguments. Prints "what: frames a second" line by line.
#include <chrono>
#include <functional>
#include <iostream>
#include <string>

#include "display/view.hpp"
#include "ui/bitmap.hpp"
#include "ui/window.hpp"

using namespace okno;

namespace {

constexpr ui::Size size{1920, 1080};
constexpr int frames = 300;

std::string number(char letter, int ordinal) {
    return std::string(1, letter).append(std::to_string(ordinal));
}

display::Picture busy_board() {
    display::Picture picture;
    picture.hall = {"Центр обслуживания клиентов", "Customer service centre"};
    picture.clock = "12:33";
    picture.date = {"29 ноября", "29 November"};
    picture.ticket_heading = {"Талон", "Ticket"};
    picture.window_heading = {"Окно", "Window"};
    picture.waiting_heading = {"Ждут", "Waiting"};
    picture.rows = 6;
    for (int i = 0; i < 6; ++i)
        picture.calls.push_back({number('A', 110 + i), std::to_string(1 + i), true, i == 0, false});
    for (int i = 0; i < 16; ++i) picture.waiting.push_back(number('C', 200 + i));
    return picture;
}

void measure(const std::string& what, ui::Window& window, const std::function<ui::Scene(int)>& scene) {
    window.take_pointers();
    window.present(scene(0));
    const auto begun = std::chrono::steady_clock::now();
    int shown = 0;
    for (int i = 1; i <= frames; ++i) shown += window.present(scene(i)) ? 1 : 0;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    if (shown != frames) throw std::runtime_error(what + ": a frame was the same as the one before");
    std::cout << what << ": " << shown / took.count() << '\n';
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "bench-frames PICTURE PICTURE\n";
        return 2;
    }
    ui::Window window({"frames", size, true});
    display::Picture board = busy_board();
    measure("a call blinks", window, [&](int i) {
        board.calls[0].lit = i % 2 == 1;
        return display::lay_out(board, size);
    });
    measure("all calls move down a row", window, [&](int i) {
        for (std::size_t row = board.calls.size() - 1; row > 0; --row)
            board.calls[row] = board.calls[row - 1];
        board.calls[0].number = number('B', 100 + i);
        return display::lay_out(board, size);
    });
    board.beside_playlist = true;
    const ui::Size room = display::picture_room(size, false, false);
    const ui::Bitmap one(argv[1], room);
    const ui::Bitmap other(argv[2], room);
    measure("a picture of the playlist changes", window, [&](int i) {
        const ui::Bitmap& bitmap = i % 2 == 0 ? one : other;
        const display::Slide slide{{}, {}, {}, &bitmap, bitmap.id()};
        return display::lay_out(board, size, &slide);
    });
    measure("everything changes", window, [&](int i) {
        ui::Scene scene = display::lay_out(board, size);
        if (i % 2 == 1) scene.background = {1, 2, 3};
        return scene;
    });
    return 0;
}
