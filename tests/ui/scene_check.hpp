// What must hold of every picture, whatever it shows: texts inside their boxes and readable on their ground,
// targets large enough and apart. For view tests; each complaint is a sentence.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <variant>
#include <vector>

#include "ui/scene.hpp"
#include "ui/text.hpp"
#include "ui/theme.hpp"

namespace okno::ui_test {

inline std::string place(const ui::Rect& box) {
    return std::to_string(box.x) + "," + std::to_string(box.y) + " " + std::to_string(box.width) + "x" +
           std::to_string(box.height);
}

inline void check_label(const ui::Scene& scene, const ui::Label& label,
                        std::vector<std::string>& complaints) {
    const ui::Rect all{0, 0, scene.size.width, scene.size.height};
    if (!all.contains(label.box))
        complaints.push_back("leaves the screen: " + label.text + " at " + place(label.box));
    const ui::Fitted fitted = ui::fit(label);
    if (!fitted.fits)
        complaints.push_back("is clipped: \"" + label.text + "\" needs " +
                             std::to_string(fitted.extents.width) + "x" +
                             std::to_string(fitted.extents.height) + " of " + place(label.box) + " at size " +
                             std::to_string(fitted.size));
    if (fitted.unknown_letters > 0) complaints.push_back("has letters no font knows: " + label.text);
    if (ui::contrast(label.colour, label.ground) < 7.0) complaints.push_back("is too pale: " + label.text);
}

// The panel that lies under a label must be the ground its contrast was judged by.
inline void check_ground(const ui::Scene& scene, std::size_t index, std::vector<std::string>& complaints) {
    const auto& label = std::get<ui::Label>(scene.elements[index]);
    ui::Colour ground = scene.background;
    for (std::size_t i = 0; i < index; ++i)
        if (const auto* panel = std::get_if<ui::Panel>(&scene.elements[i]))
            if (panel->box.contains(label.box)) ground = panel->fill;
    if (ground != label.ground) complaints.push_back("stands on another ground than it says: " + label.text);
}

// What a control needs in pixels; where the size of the screen is not known, as much as on a screen of 27
// inches.
struct Controls {
    int smallest = 0;
    int apart = 0;
    ui::Rect within;
};

inline Controls usual_controls(ui::Size size) {
    const double unit = std::min(size.width, size.height) / 1080.0;
    return {static_cast<int>(std::floor(90 * unit)),
            static_cast<int>(std::floor(19 * unit)),
            {0, 0, size.width, size.height}};
}

// Rectangles are less than so far from each other: along one axis they overlap, along the other the gap is
// too small.
inline bool too_near(const ui::Rect& one, const ui::Rect& other, int apart) {
    const int across = std::max(one.x, other.x) - std::min(one.right(), other.right());
    const int down = std::max(one.y, other.y) - std::min(one.bottom(), other.bottom());
    return across < apart && down < apart;
}

inline void check_targets(const ui::Scene& scene, const Controls& controls,
                          std::vector<std::string>& complaints) {
    for (const ui::Target& one : scene.targets) {
        if (!controls.within.contains(one.box))
            complaints.push_back("target leaves its place: " + one.action + " " + place(one.box) + " of " +
                                 place(controls.within));
        if (one.box.width < controls.smallest || one.box.height < controls.smallest)
            complaints.push_back("target is too small: " + one.action + " " + place(one.box));
        for (const ui::Target& other : scene.targets)
            if (&one != &other && too_near(one.box, other.box, controls.apart))
                complaints.push_back("targets too near: " + one.action + " and " + other.action);
    }
}

// Labels that overlap are unreadable, whatever their boxes say.
inline void check_overlaps(const ui::Scene& scene, std::vector<std::string>& complaints) {
    std::vector<ui::Label> labels;
    for (const ui::Element& element : scene.elements)
        if (const auto* label = std::get_if<ui::Label>(&element)) labels.push_back(*label);
    for (std::size_t i = 0; i < labels.size(); ++i)
        for (std::size_t j = i + 1; j < labels.size(); ++j)
            if (labels[i].box.overlaps(labels[j].box))
                complaints.push_back("lie on each other: \"" + labels[i].text + "\" and \"" + labels[j].text +
                                     "\"");
}

inline std::string complaints_about(const ui::Scene& scene, const Controls& controls) {
    std::vector<std::string> complaints;
    for (std::size_t i = 0; i < scene.elements.size(); ++i) {
        const auto* label = std::get_if<ui::Label>(&scene.elements[i]);
        if (!label) continue;
        check_label(scene, *label, complaints);
        check_ground(scene, i, complaints);
    }
    check_targets(scene, controls, complaints);
    check_overlaps(scene, complaints);
    std::string all;
    for (const std::string& complaint : complaints) all += complaint + "\n";
    return all;
}

inline std::string complaints_about(const ui::Scene& scene) {
    return complaints_about(scene, usual_controls(scene.size));
}

}  // namespace okno::ui_test
