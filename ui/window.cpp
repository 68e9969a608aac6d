#include "ui/window.hpp"

#include <SDL.h>
#include <SDL_syswm.h>
#include <wayland-client-core.h>

#include <cstdlib>
#include <optional>
#include <regex>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace okno::ui {

namespace {

[[noreturn]] void fail(const std::string& what) {
    throw std::runtime_error(what + " (" + SDL_GetError() + "); is there a screen, and is DISPLAY set?");
}

constexpr std::int64_t mouse_finger = -1;
constexpr int side_at_most = 8192;

bool on_the_card() {
    return std::string_view(SDL_GetCurrentVideoDriver()) == "KMSDRM";
}

// Who has no graphics card draws into the window's own pixels: X does, and the drivers that show nothing.
// Wayland and KMSDRM have none (SDL 2.26) and get a picture through OpenGL ES, at the price of its memory.
void choose_pixels() {
    const bool through_gl = on_the_card() || std::string_view(SDL_GetCurrentVideoDriver()) == "wayland";
    SDL_SetHintWithPriority(SDL_HINT_FRAMEBUFFER_ACCELERATION, through_gl ? "opengles2" : "0",
                            SDL_HINT_OVERRIDE);
}

Rect clipped(const Rect& rect, Size size) {
    const int x = std::max(0, rect.x);
    const int y = std::max(0, rect.y);
    return {x, y, std::min(rect.right(), size.width) - x, std::min(rect.bottom(), size.height) - y};
}

Key digit_after(Key first, int places) {
    return static_cast<Key>(static_cast<int>(first) + places);
}

// A number block sends its digits in another order: 1 to 9, then 0.
std::optional<Key> digit_key(SDL_Keycode code) {
    if (code >= SDLK_0 && code <= SDLK_9) return digit_after(Key::digit_0, code - SDLK_0);
    if (code == SDLK_KP_0) return Key::digit_0;
    if (code >= SDLK_KP_1 && code <= SDLK_KP_9) return digit_after(Key::digit_1, code - SDLK_KP_1);
    return std::nullopt;
}

}  // namespace

Window::Window(const Setting& setting) : size_(setting.size) {
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");  // signals belong to platform::StopSignal
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");  // a finger is heard once, as a finger
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_VIDEO_X11_NET_WM_BYPASS_COMPOSITOR, "0");
    if (SDL_InitSubSystem(SDL_INIT_VIDEO) != 0) fail("the screen cannot be opened");
    choose_pixels();
    const Uint32 flags = setting.fullscreen ? SDL_WINDOW_FULLSCREEN_DESKTOP : SDL_WINDOW_RESIZABLE;
    window_ = SDL_CreateWindow(setting.title.c_str(), SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED,
                               size_.width, size_.height, flags);
    if (!window_) {
        SDL_QuitSubSystem(SDL_INIT_VIDEO);
        fail("the window cannot be opened");
    }
    if (setting.fullscreen) SDL_ShowCursor(SDL_DISABLE);
    SDL_StopTextInput();
    SDL_GetWindowSize(window_, &size_.width, &size_.height);
    if (on_the_card()) input_.emplace();
}

Window::~Window() {
    SDL_DestroyWindow(window_);
    SDL_QuitSubSystem(SDL_INIT_VIDEO);
}

std::optional<int> Window::descriptor() const {
    if (input_) return input_->descriptor();
    SDL_SysWMinfo info;
    SDL_VERSION(&info.version);
    if (!SDL_GetWindowWMInfo(window_, &info)) return std::nullopt;
    if (info.subsystem == SDL_SYSWM_X11) return XConnectionNumber(info.info.x11.display);
    if (info.subsystem == SDL_SYSWM_WAYLAND) return wl_display_get_fd(info.info.wl.display);
    return std::nullopt;
}

std::chrono::milliseconds Window::look_every() const {
    using namespace std::chrono_literals;
    if (input_) return 250ms;
    return descriptor() ? std::chrono::milliseconds::max() : 8ms;
}

bool Window::events_waiting() {
    // Drawing talks to the X server and may have read events into Xlib's queue: the descriptor stays silent
    // then.
    SDL_PumpEvents();
    return SDL_HasEvents(SDL_FIRSTEVENT, SDL_LASTEVENT) == SDL_TRUE;
}

std::vector<Pointer> Window::take_pointers() {
    if (input_) input_->drain();  // first: what comes meanwhile wakes the loop once more
    std::vector<Pointer> pointers;
    SDL_Event event;
    while (SDL_PollEvent(&event)) hear(event, pointers);
    return pointers;
}

std::vector<Key> Window::take_keys() {
    return std::exchange(keys_, {});
}

void Window::hear_key(const SDL_Event& event) {
    if (event.key.repeat != 0) return;
    switch (event.key.keysym.sym) {
        case SDLK_LEFT:
        case SDLK_UP:
            keys_.push_back(Key::previous);
            break;
        case SDLK_RIGHT:
        case SDLK_DOWN:
        case SDLK_TAB:
            keys_.push_back(Key::next);
            break;
        case SDLK_RETURN:
        case SDLK_KP_ENTER:
        case SDLK_SPACE:
            keys_.push_back(Key::select);
            break;
        case SDLK_F1:
            keys_.push_back(Key::ear);
            break;
        case SDLK_F2:
            keys_.push_back(Key::headset_in);
            break;
        case SDLK_F3:
            keys_.push_back(Key::headset_out);
            break;
        case SDLK_BACKSPACE:
        case SDLK_DELETE:
            keys_.push_back(Key::erase);
            break;
        default:
            if (const auto digit = digit_key(event.key.keysym.sym)) keys_.push_back(*digit);
            break;
    }
}

void Window::hear(const SDL_Event& event, std::vector<Pointer>& pointers) {
    const auto finger = [&](Pointer::Kind kind) {
        const Point at{static_cast<int>(event.tfinger.x * static_cast<float>(size_.width)),
                       static_cast<int>(event.tfinger.y * static_cast<float>(size_.height))};
        pointers.push_back({kind, event.tfinger.fingerId, at});
    };
    switch (event.type) {
        case SDL_QUIT:
            closed_ = true;
            break;
        case SDL_MOUSEBUTTONDOWN:
            if (event.button.button == SDL_BUTTON_LEFT)
                pointers.push_back({Pointer::Kind::down, mouse_finger, {event.button.x, event.button.y}});
            break;
        case SDL_MOUSEBUTTONUP:
            if (event.button.button == SDL_BUTTON_LEFT)
                pointers.push_back({Pointer::Kind::up, mouse_finger, {event.button.x, event.button.y}});
            break;
        case SDL_MOUSEMOTION:
            if (event.motion.state & SDL_BUTTON_LMASK)
                pointers.push_back({Pointer::Kind::move, mouse_finger, {event.motion.x, event.motion.y}});
            break;
        case SDL_KEYDOWN:
            hear_key(event);
            break;
        case SDL_FINGERDOWN:
            finger(Pointer::Kind::down);
            break;
        case SDL_FINGERMOTION:
            finger(Pointer::Kind::move);
            break;
        case SDL_FINGERUP:
            finger(Pointer::Kind::up);
            break;
        case SDL_WINDOWEVENT:
            if (event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED)
                size_ = {event.window.data1, event.window.data2};
            exposed_ = exposed_ || event.window.event == SDL_WINDOWEVENT_EXPOSED ||
                       event.window.event == SDL_WINDOWEVENT_SIZE_CHANGED;
            break;
        default:
            break;
    }
}

bool Window::present(const Scene& scene) {
    const bool fresh = !canvas_ || canvas_->size() != scene.size;
    if (!fresh && !exposed_ && scene == shown_) return false;
    std::vector<Rect> parts;
    if (fresh) {
        canvas_ = std::make_unique<Canvas>(scene.size);
        parts = {Rect{0, 0, scene.size.width, scene.size.height}};
    } else {
        parts = damage(shown_, scene);
    }
    canvas_->draw(scene, parts);
    if (exposed_) parts = {Rect{0, 0, scene.size.width, scene.size.height}};
    shown_ = scene;
    exposed_ = false;
    upload(parts);
    return true;
}

void Window::upload(const std::vector<Rect>& parts) {
    SDL_Surface* screen = SDL_GetWindowSurface(window_);
    if (!screen) fail("the window has no pixels");
    const Size room{std::min(screen->w, canvas_->size().width), std::min(screen->h, canvas_->size().height)};
    std::vector<SDL_Rect> rects;
    for (const Rect& part : parts) {
        const Rect visible = clipped(part, room);
        if (!visible.empty()) rects.push_back({visible.x, visible.y, visible.width, visible.height});
    }
    SDL_Surface* drawn =
        SDL_CreateRGBSurfaceWithFormatFrom(canvas_->pixels(), canvas_->size().width, canvas_->size().height,
                                           32, canvas_->row_bytes(), SDL_PIXELFORMAT_RGB888);
    if (!drawn) fail("the picture cannot be shown");
    for (const SDL_Rect& rect : rects) {
        SDL_Rect target = rect;
        SDL_BlitSurface(drawn, &rect, screen, &target);
    }
    SDL_FreeSurface(drawn);
    if (!rects.empty()) SDL_UpdateWindowSurfaceRects(window_, rects.data(), static_cast<int>(rects.size()));
}

std::optional<Size> parse_size(const std::string& text) {
    static const std::regex form("([1-9][0-9]{2,3})x([1-9][0-9]{2,3})");
    std::smatch match;
    if (!std::regex_match(text, match, form)) return std::nullopt;
    const Size size{std::stoi(match[1]), std::stoi(match[2])};
    if (size.width > side_at_most || size.height > side_at_most) return std::nullopt;
    return size;
}

}  // namespace okno::ui
