// The one window of a screen program: SDL2 without a graphics card (its framebuffer emulation through OpenGL
// costs 100 MB), drawn by Cairo, redrawn only where it has changed. It owns SDL. The loop waits on
// `descriptor`, and looks in at least each `look_every`. One thread.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/input_watch.hpp"
#include "ui/canvas.hpp"
#include "ui/keys.hpp"
#include "ui/scene.hpp"
#include "ui/touch.hpp"

struct SDL_Window;
union SDL_Event;

namespace okno::ui {

class Window {
  public:
    struct Setting {
        std::string title;
        Size size;
        bool fullscreen = false;
    };

    explicit Window(const Setting& setting);  // throws std::runtime_error: no screen
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    std::optional<int> descriptor() const;  // readable when something has happened
    // On the graphics card itself a device that was plugged in is only noticed by looking.
    std::chrono::milliseconds look_every() const;
    bool events_waiting();                 // already read from the descriptor: do not sleep
    std::vector<Pointer> take_pointers();  // everything that has happened since
    std::vector<Key> take_keys();          // pressed meanwhile; one that is held counts once
    bool closed() const { return closed_; }
    Size size() const { return size_; }

    // Puts the scene on the screen. False when it already is there.
    bool present(const Scene& scene);

  private:
    void hear(const SDL_Event& event, std::vector<Pointer>& pointers);
    void hear_key(const SDL_Event& event);
    void upload(const std::vector<Rect>& parts);

    SDL_Window* window_ = nullptr;
    std::optional<platform::InputWatch> input_;  // KMSDRM, where SDL has no descriptor of its own
    Size size_;
    std::vector<Key> keys_;
    bool closed_ = false;
    bool exposed_ = true;  // the screen has lost our pixels
    std::unique_ptr<Canvas> canvas_;
    Scene shown_;
};

// "1080x1920"; nothing when the text is not a size a screen may have.
std::optional<Size> parse_size(const std::string& text);

}  // namespace okno::ui
