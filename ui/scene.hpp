// A picture as data: panels, labels, icons and images in drawing order, and the places that can be touched. A
// view makes one, the canvas draws it, a test measures it. Comparing two tells what must be drawn again.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "ui/geometry.hpp"
#include "ui/shape.hpp"
#include "ui/theme.hpp"

namespace okno::ui {

struct Panel {
    Rect box;
    Colour fill;
    int radius = 0;
    int outline_width = 0;
    Colour outline;
    bool operator==(const Panel&) const = default;
};

enum class Weight { regular, medium, semibold, bold };
enum class Align { left, centre, right };
enum class Rise { top, middle, bottom };

// A text in a box. It wraps; when it does not fit at `size` it is set smaller, down to `smallest`.
struct Label {
    Rect box;
    std::string text;
    int size = 0;  // pixels of the em
    int smallest = 0;
    Weight weight = Weight::regular;
    Colour colour;
    Colour ground;  // what it stands on: contrast is judged by it
    Align align = Align::left;
    Rise rise = Rise::middle;
    int lines_at_most = 0;  // 0: as many as the box holds
    bool operator==(const Label&) const = default;
};

struct Icon {
    Rect box;
    Shape shape = Shape::none;
    Colour colour;
    int turned = 0;  // clockwise, by eighths
    bool operator==(const Icon&) const = default;
};

class Bitmap;

// A picture, drawn as it is. Whoever makes the scene keeps the bitmap until another scene is on the screen;
// after that only its id is compared.
struct Image {
    Rect box;  // of the bitmap's size
    const Bitmap* bitmap = nullptr;
    std::uint64_t id = 0;  // the bitmap's
    bool operator==(const Image& other) const { return box == other.box && id == other.id; }
};

// A QR code with its quiet zone, in the middle of the box: black on white whatever the theme, or no telephone
// reads it; nothing for a text too long to be read from a screen.
inline constexpr std::size_t code_bytes_at_most = 300;
struct Code {
    Rect box;
    std::string text;
    bool operator==(const Code&) const = default;
};

// A line around what the keys have come to; it covers nothing.
struct Frame {
    Rect box;
    Colour colour;
    int width = 0;  // inwards from the box
    int radius = 0;
    bool operator==(const Frame&) const = default;
};

using Element = std::variant<Panel, Label, Icon, Image, Code, Frame>;

struct Target {
    Rect box;
    std::string action;
    bool operator==(const Target&) const = default;
};

struct Scene {
    Size size;
    Colour background;
    std::vector<Element> elements;
    std::vector<Target> targets;
    bool operator==(const Scene&) const = default;
};

const Rect& box_of(const Element& element);

// Where `after` looks different from `before`; everything when the sizes or backgrounds differ.
std::vector<Rect> damage(const Scene& before, const Scene& after);

}  // namespace okno::ui
