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

inline void check_targets(const ui::Scene& scene, std::vector<std::string>& complaints) {
    const double unit = std::min(scene.size.width, scene.size.height) / 1080.0;
    const int smallest = static_cast<int>(std::floor(90 * unit));
    const int apart = static_cast<int>(std::floor(19 * unit));  // 5 mm
    const ui::Rect all{0, 0, scene.size.width, scene.size.height};
    for (const ui::Target& one : scene.targets) {
        if (!all.contains(one.box)) complaints.push_back("target leaves the screen: " + one.action);
        if (one.box.width < smallest || one.box.height < smallest)
            complaints.push_back("target is too small: " + one.action + " " + place(one.box));
        for (const ui::Target& other : scene.targets)
            if (&one != &other && one.box.inset(-(apart / 2)).overlaps(other.box.inset(-(apart / 2))))
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

inline std::string complaints_about(const ui::Scene& scene) {
    std::vector<std::string> complaints;
    for (std::size_t i = 0; i < scene.elements.size(); ++i) {
        const auto* label = std::get_if<ui::Label>(&scene.elements[i]);
        if (!label) continue;
        check_label(scene, *label, complaints);
        check_ground(scene, i, complaints);
    }
    check_targets(scene, complaints);
    check_overlaps(scene, complaints);
    std::string all;
    for (const std::string& complaint : complaints) all += complaint + "\n";
    return all;
}

}  // namespace okno::ui_test
