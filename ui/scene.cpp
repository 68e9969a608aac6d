#include "ui/scene.hpp"

#include <algorithm>

namespace okno::ui {

namespace {

// Boxes of the elements of `some` that `others` lacks. Scenes have some dozens of elements.
void add_missing(const Scene& some, const Scene& others, std::vector<Rect>& boxes) {
    for (const Element& element : some.elements)
        if (std::find(others.elements.begin(), others.elements.end(), element) == others.elements.end())
            boxes.push_back(box_of(element));
}

}  // namespace

const Rect& box_of(const Element& element) {
    return std::visit([](const auto& part) -> const Rect& { return part.box; }, element);
}

std::vector<Rect> damage(const Scene& before, const Scene& after) {
    if (before.size != after.size || before.background != after.background)
        return {Rect{0, 0, after.size.width, after.size.height}};
    std::vector<Rect> boxes;
    add_missing(before, after, boxes);
    add_missing(after, before, boxes);
    return boxes;
}

}  // namespace okno::ui
