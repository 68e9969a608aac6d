#include "tests/ui/picture_check.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "qr/qr_code.hpp"
#include "tests/ui/scene_check.hpp"

namespace okno::ui_test {

namespace {

// So far around a text or a sign pixels count as its surroundings.
constexpr int near = 2;
// Ink that goes so far beyond its box is the roundness of a letter.
constexpr int overhang = 1;
// From so far away on both sides the edge of a control is looked for.
constexpr int edge_search = 6;
constexpr std::size_t stencils_at_most = 200;

struct Pixels {
    const unsigned char* bytes;
    int row_bytes;
    ui::Size size;

    std::uint32_t at(int x, int y) const {
        std::uint32_t pixel = 0;
        std::memcpy(&pixel, bytes + std::ptrdiff_t{y} * row_bytes + std::ptrdiff_t{x} * 4, 4);
        return pixel & 0xffffff;
    }
    bool has(int x, int y) const { return x >= 0 && y >= 0 && x < size.width && y < size.height; }
};

Pixels pixels_of(ui::Canvas& canvas) {
    return {canvas.pixels(), canvas.row_bytes(), canvas.size()};
}

ui::Colour colour_of(std::uint32_t pixel) {
    return {static_cast<std::uint8_t>(pixel >> 16), static_cast<std::uint8_t>(pixel >> 8 & 0xff),
            static_cast<std::uint8_t>(pixel & 0xff)};
}

double contrast_of(std::uint32_t a, std::uint32_t b) {
    return ui::contrast(colour_of(a), colour_of(b));
}

ui::Element moved(ui::Element element, int dx, int dy) {
    std::visit(
        [&](auto& part) {
            part.box.x += dx;
            part.box.y += dy;
        },
        element);
    return element;
}

constexpr ui::Colour black{0, 0, 0};
constexpr ui::Colour white{255, 255, 255};

// A text may spill by a line, a sign hardly.
int spill_of(const ui::Element& element) {
    const auto* label = std::get_if<ui::Label>(&element);
    return label ? label->size + near : 2 * near;
}

ui::Element in_black(ui::Element element) {
    if (auto* label = std::get_if<ui::Label>(&element)) label->colour = black;
    if (auto* icon = std::get_if<ui::Icon>(&element)) icon->colour = black;
    return element;
}

// Rows of one kind of pixels, as spans.
template <class Is>
void collect(std::vector<Span>& spans, int y, int width, int origin_x, int origin_y, const Is& is) {
    for (int x = 0; x < width; ++x) {
        if (!is(x)) continue;
        const int from = x;
        while (x < width && is(x)) ++x;
        spans.push_back({y - origin_y, from - origin_x, x - origin_x});
    }
}

// Pixels that are `near` some ink, in a row: any of the rows around has ink there.
std::vector<char> shadow_of(const std::vector<std::vector<char>>& inked, int y, int width) {
    std::vector<char> shadow(static_cast<std::size_t>(width), 0);
    for (int row = std::max(0, y - near); row <= std::min(static_cast<int>(inked.size()) - 1, y + near);
         ++row) {
        const std::vector<char>& marks = inked[static_cast<std::size_t>(row)];
        if (marks.empty()) continue;
        for (int x = 0; x < width; ++x)
            if (marks[static_cast<std::size_t>(x)] != 0)
                std::fill(shadow.begin() + std::max(0, x - near),
                          shadow.begin() + std::min(width, x + near + 1), static_cast<char>(1));
    }
    return shadow;
}

Stencil cut(const ui::Element& element) {
    const ui::Rect& box = ui::box_of(element);
    const int spill = spill_of(element);
    ui::Scene alone;
    alone.size = {box.width + 2 * spill, box.height + 2 * spill};
    alone.background = white;
    alone.elements = {moved(in_black(element), spill - box.x, spill - box.y)};
    ui::Canvas canvas(alone.size);
    canvas.draw(alone);
    const Pixels pixels = pixels_of(canvas);
    const ui::Rect own{spill - overhang, spill - overhang, box.width + 2 * overhang,
                       box.height + 2 * overhang};
    Stencil stencil;
    std::vector<std::vector<char>> inked(static_cast<std::size_t>(alone.size.height));
    for (int y = 0; y < alone.size.height; ++y) {
        std::vector<char>& row = inked[static_cast<std::size_t>(y)];
        for (int x = 0; x < alone.size.width; ++x) {
            if (pixels.at(x, y) == 0xffffff) continue;
            if (row.empty()) row.resize(static_cast<std::size_t>(alone.size.width), 0);
            row[static_cast<std::size_t>(x)] = 1;
            stencil.outside += own.contains(ui::Point{x, y}) ? 0 : 1;
            stencil.inked += pixels.at(x, y) == 0 ? 1 : 0;
        }
    }
    for (int y = 0; y < alone.size.height; ++y) {
        const std::vector<char>& row = inked[static_cast<std::size_t>(y)];
        if (!row.empty())
            collect(stencil.ink, y, alone.size.width, spill, spill,
                    [&](int x) { return pixels.at(x, y) == 0; });
        const std::vector<char> shadow = shadow_of(inked, y, alone.size.width);
        collect(stencil.around, y, alone.size.width, spill, spill, [&](int x) {
            return shadow[static_cast<std::size_t>(x)] != 0 &&
                   (row.empty() || row[static_cast<std::size_t>(x)] == 0);
        });
    }
    return stencil;
}

// What a stencil depends on: neither the place nor the colours.
std::string shape_of(const ui::Element& element) {
    const ui::Rect& box = ui::box_of(element);
    std::string shape = std::to_string(box.width) + "x" + std::to_string(box.height);
    const auto add = [&](int figure) { shape.append(",").append(std::to_string(figure)); };
    if (const auto* icon = std::get_if<ui::Icon>(&element)) {
        add(static_cast<int>(icon->shape));
        add(icon->turned);
    } else if (const auto* label = std::get_if<ui::Label>(&element)) {
        for (const int figure :
             {label->size, label->smallest, static_cast<int>(label->weight), static_cast<int>(label->align),
              static_cast<int>(label->rise), label->lines_at_most})
            add(figure);
        shape += "\n" + label->text;
    }
    return shape;
}

// All that decides how an element is painted.
void write(std::string& out, const ui::Element& element) {
    const auto add = [&](auto figure) { out.append(reinterpret_cast<const char*>(&figure), sizeof figure); };
    const auto add_colour = [&](ui::Colour c) { add(c.red << 16 | c.green << 8 | c.blue); };
    const ui::Rect& box = ui::box_of(element);
    for (const int figure : {static_cast<int>(element.index()), box.x, box.y, box.width, box.height})
        add(figure);
    if (const auto* panel = std::get_if<ui::Panel>(&element)) {
        add_colour(panel->fill);
        add(panel->radius);
        add(panel->outline_width);
        add_colour(panel->outline);
    } else if (const auto* frame = std::get_if<ui::Frame>(&element)) {
        add_colour(frame->colour);
        add(frame->width);
        add(frame->radius);
    } else if (const auto* image = std::get_if<ui::Image>(&element)) {
        add(image->id);
    } else if (const auto* code = std::get_if<ui::Code>(&element)) {
        out += code->text;
    } else if (const auto* icon = std::get_if<ui::Icon>(&element)) {
        add_colour(icon->colour);
        add(static_cast<int>(icon->shape));
        add(icon->turned);
    } else if (const auto* label = std::get_if<ui::Label>(&element)) {
        add_colour(label->colour);
        out += shape_of(element);
    }
}

std::string named(const ui::Element& element) {
    if (const auto* label = std::get_if<ui::Label>(&element))
        return "\"" + label->text + "\" at " + place(label->box);
    return "the sign at " + place(ui::box_of(element));
}

std::string rounded(double figure) {
    std::string text = std::to_string(figure);
    return text.substr(0, text.find('.') + 3);
}

// The colour most of the ink has, and how much of it.
struct Ink {
    std::uint32_t colour = 0;
    int pixels = 0;
    int others = 0;
};

Ink seen_ink(const Pixels& picture, const Stencil& stencil, const ui::Rect& box) {
    std::map<std::uint32_t, int> counts;
    for (const Span& span : stencil.ink)
        for (int x = span.from; x < span.to; ++x)
            if (picture.has(box.x + x, box.y + span.y)) ++counts[picture.at(box.x + x, box.y + span.y)];
    Ink ink;
    int all = 0;
    for (const auto& [colour, count] : counts) {
        all += count;
        if (count > ink.pixels) ink = {colour, count, 0};
    }
    ink.others = stencil.inked - ink.pixels;
    return ink;
}

double least_contrast_around(const Pixels& picture, const Stencil& stencil, const ui::Rect& box,
                             std::uint32_t ink) {
    double least = 21;
    std::uint32_t last = ink ^ 1;
    for (const Span& span : stencil.around)
        for (int x = span.from; x < span.to; ++x) {
            if (!picture.has(box.x + x, box.y + span.y)) continue;
            const std::uint32_t pixel = picture.at(box.x + x, box.y + span.y);
            if (pixel == last) continue;
            last = pixel;
            least = std::min(least, contrast_of(ink, pixel));
        }
    return least;
}

void check_ink(const Pixels& picture, const Stencil& stencil, const ui::Element& element, double demanded,
               std::vector<std::string>& complaints) {
    const ui::Rect& box = ui::box_of(element);
    if (stencil.inked == 0) {
        complaints.push_back("is too thin to be seen: " + named(element));
        return;
    }
    if (stencil.outside > 0)
        complaints.push_back("has " + std::to_string(stencil.outside) +
                             " pixels of ink outside its box: " + named(element));
    const Ink ink = seen_ink(picture, stencil, box);
    if (ink.others > 0)
        complaints.push_back("is covered, or cut off, at " + std::to_string(ink.others) + " of " +
                             std::to_string(stencil.inked) + " pixels: " + named(element));
    const double contrast = least_contrast_around(picture, stencil, box, ink.colour);
    if (contrast < demanded)
        complaints.push_back("has a contrast of " + rounded(contrast) +
                             " to what is around it: " + named(element));
}

// Every square of a QR code is painted in its colour all over, and so large that a telephone tells it apart.
void check_code(const Pixels& picture, const ui::Code& code, double smallest,
                std::vector<std::string>& complaints) {
    const auto modules = qr::encode(code.text);
    const std::string name = "the QR code at " + place(code.box);
    if (!modules) {
        complaints.push_back(name + " has no text, or too long a one");
        return;
    }
    const int squares = modules->side + 2 * qr::quiet_zone;
    const int side = std::min(code.box.width, code.box.height) / squares;
    if (side < smallest) {
        complaints.push_back(name + " has squares of " + std::to_string(side) + " pixels");
        return;
    }
    const int left = code.box.x + (code.box.width - squares * side) / 2;
    const int top = code.box.y + (code.box.height - squares * side) / 2;
    int wrong = 0;
    for (int y = 0; y < squares * side; ++y)
        for (int x = 0; x < squares * side; ++x) {
            const int column = x / side - qr::quiet_zone;
            const int row = y / side - qr::quiet_zone;
            const bool inside = column >= 0 && row >= 0 && column < modules->side && row < modules->side;
            const std::uint32_t wanted = inside && modules->is_black(column, row) ? 0 : 0xffffff;
            wrong += picture.has(left + x, top + y) && picture.at(left + x, top + y) == wanted ? 0 : 1;
        }
    if (wrong > 0) complaints.push_back(name + " is covered at " + std::to_string(wrong) + " pixels");
}

// A side of a box, walked over from the outside to the inside.
struct Side {
    const char* name;
    int dx;  // inwards
    int dy;
};
constexpr std::array<Side, 4> sides{{{"left", 1, 0}, {"right", -1, 0}, {"upper", 0, 1}, {"lower", 0, -1}}};

// The first pixel inside the box, so far along the side.
ui::Point on_side(const ui::Rect& box, const Side& side, double along) {
    const int x = box.x + static_cast<int>(along * box.width);
    const int y = box.y + static_cast<int>(along * box.height);
    if (side.dx != 0) return {side.dx > 0 ? box.x : box.right() - 1, y};
    return {x, side.dy > 0 ? box.y : box.bottom() - 1};
}

struct Edge {
    int at = 0;           // pixels inwards from where the box says
    double contrast = 1;  // the best of what is just inside, to what is just outside
};

// The seen edge; nothing when the colours do not change near where it should be.
std::optional<Edge> edge_at(const Pixels& picture, const ui::Rect& box, const Side& side, double along) {
    const ui::Point start = on_side(box, side, along);
    const auto pixel = [&](int inwards) {
        return picture.at(start.x + side.dx * inwards, start.y + side.dy * inwards);
    };
    if (!picture.has(start.x - side.dx * edge_search, start.y - side.dy * edge_search)) return Edge{0, 21};
    const std::uint32_t outside = pixel(-edge_search);
    for (int inwards = 1 - edge_search; inwards <= edge_search; ++inwards) {
        if (pixel(inwards) == outside) continue;
        Edge edge{inwards, 1};
        for (int deeper = inwards; deeper <= inwards + edge_search; ++deeper)
            edge.contrast = std::max(edge.contrast, contrast_of(outside, pixel(deeper)));
        return edge;
    }
    return std::nullopt;
}

// The box of a control as it is seen; nothing is left out but its round corners.
ui::Rect seen_box(const Pixels& picture, const ui::Target& target, double demanded,
                  std::vector<std::string>& complaints) {
    std::array<int, 4> inwards{};
    for (std::size_t i = 0; i < sides.size(); ++i) {
        bool seen = true;
        double contrast = 21;
        for (const double along : {0.3, 0.4, 0.5, 0.6, 0.7}) {
            const auto edge = edge_at(picture, target.box, sides[i], along);
            seen = seen && edge && std::abs(edge->at) <= 1;
            if (!edge) continue;
            contrast = std::min(contrast, edge->contrast);
            inwards[i] = std::max(inwards[i], edge->at);
        }
        if (!seen)
            complaints.push_back(std::string("the ") + sides[i].name +
                                 " edge of a control is not where it can be " + "touched: " + target.action +
                                 " " + place(target.box));
        else if (contrast < demanded)
            complaints.push_back(std::string("the ") + sides[i].name +
                                 " edge of a control has a contrast of " + rounded(contrast) +
                                 " to its surroundings: " + target.action);
    }
    const ui::Rect& box = target.box;
    return {box.x + inwards[0], box.y + inwards[2], box.width - inwards[0] - inwards[1],
            box.height - inwards[2] - inwards[3]};
}

void check_frame(const Pixels& picture, const ui::Frame& frame, double demanded,
                 std::vector<std::string>& complaints) {
    for (const Side& side : sides)
        for (const double along : {0.3, 0.5, 0.7}) {
            const ui::Point first = on_side(frame.box, side, along);
            const ui::Point outside{first.x - near * side.dx, first.y - near * side.dy};
            const ui::Point middle{first.x + side.dx * frame.width / 2, first.y + side.dy * frame.width / 2};
            if (!picture.has(middle.x, middle.y) || colour_of(picture.at(middle.x, middle.y)) != frame.colour)
                complaints.push_back("the frame of the keys is covered at its " + std::string(side.name) +
                                     " side");
            else if (picture.has(outside.x, outside.y) &&
                     contrast_of(picture.at(middle.x, middle.y), picture.at(outside.x, outside.y)) < demanded)
                complaints.push_back("the frame of the keys is too pale at its " + std::string(side.name) +
                                     " side");
        }
}

void check_controls(const Pixels& picture, const ui::Scene& scene, const Demands& demands,
                    std::vector<std::string>& complaints) {
    std::vector<ui::Rect> seen;
    for (const ui::Target& target : scene.targets) {
        seen.push_back(seen_box(picture, target, demands.edges, complaints));
        if (seen.back().width < demands.smallest || seen.back().height < demands.smallest)
            complaints.push_back("a control is seen too small: " + target.action + " " + place(seen.back()));
    }
    for (std::size_t i = 0; i < seen.size(); ++i)
        for (std::size_t j = i + 1; j < seen.size(); ++j)
            if (too_near(seen[i], seen[j], static_cast<int>(demands.apart)))
                complaints.push_back("controls are seen too near: " + scene.targets[i].action + " and " +
                                     scene.targets[j].action);
}

}  // namespace

double capital_pixels(int size, ui::Weight weight) {
    static std::map<std::pair<int, ui::Weight>, double> known;
    const auto found = known.find({size, weight});
    if (found != known.end()) return found->second;
    ui::Scene scene;
    scene.size = {2 * size, 2 * size};
    scene.background = white;
    scene.elements = {ui::Label{{0, 0, 2 * size, 2 * size}, "H", size, size, weight, black, white}};
    ui::Canvas canvas(scene.size);
    canvas.draw(scene);
    const Pixels picture = pixels_of(canvas);
    double height = 0;
    for (int y = 0; y < scene.size.height; ++y) {
        std::uint32_t lightest = 255;
        for (int x = 0; x < scene.size.width; ++x) lightest = std::min(lightest, picture.at(x, y) & 0xff);
        height += (255 - lightest) / 255.0;
    }
    return known[{size, weight}] = height;
}

// A text, a sign or a frame that has to be looked at, or all the controls.
struct PictureCheck::Wanted {
    const ui::Element* element = nullptr;  // null: the controls
};

const Stencil& PictureCheck::stencil_of(const ui::Element& element) {
    const std::string shape = shape_of(element);
    const auto known = stencils_.find(shape);
    if (known != stencils_.end()) return known->second;
    if (stencils_.size() >= stencils_at_most) stencils_.clear();
    return stencils_.emplace(shape, cut(element)).first->second;
}

// Whether an area of this size of screen, with what lies on it, has not been looked at before.
bool PictureCheck::is_new(const ui::Scene& scene, const ui::Rect& area, const std::string& what) {
    std::string content = what;
    const auto add = [&](int figure) {
        content.append(reinterpret_cast<const char*>(&figure), sizeof figure);
    };
    for (const int figure :
         {scene.size.width, scene.size.height, area.x, area.y, area.width, area.height,
          scene.background.red << 16 | scene.background.green << 8 | scene.background.blue})
        add(figure);
    for (const ui::Element& element : scene.elements)
        if (ui::box_of(element).overlaps(area)) write(content, element);
    const bool added = seen_.insert(std::hash<std::string>{}(content)).second;
    ++(added ? measured_ : known_);
    return added;
}

std::string PictureCheck::complaints_about(const ui::Scene& scene, const Demands& demands) {
    const std::string asked = rounded(demands.text) + rounded(demands.signs) + rounded(demands.edges) +
                              rounded(demands.smallest) + rounded(demands.apart) + rounded(demands.square);
    std::vector<Wanted> wanted;
    std::vector<ui::Rect> parts;
    const auto want = [&](const Wanted& thing, const ui::Rect& area) {
        wanted.push_back(thing);
        parts.push_back(area);
    };
    for (std::size_t i = 0; i < scene.elements.size(); ++i) {
        const ui::Element& element = scene.elements[i];
        if (std::holds_alternative<ui::Panel>(element) || std::holds_alternative<ui::Image>(element))
            continue;
        const ui::Rect area = ui::box_of(element).inset(-2 * near);
        if (is_new(scene, area, asked + std::to_string(element.index()) + shape_of(element)))
            want({&element}, area);
    }
    std::string targets = asked;
    ui::Rect controls = scene.targets.empty() ? ui::Rect{} : scene.targets.front().box;
    for (const ui::Target& target : scene.targets) {
        targets += place(target.box);
        controls = ui::bounds_of(controls, target.box);
    }
    if (!scene.targets.empty() && is_new(scene, controls.inset(-edge_search), targets)) {
        wanted.push_back({});
        for (const ui::Target& target : scene.targets) parts.push_back(target.box.inset(-edge_search - 1));
    }
    if (wanted.empty()) return "";
    if (!canvas_ || canvas_->size() != scene.size) canvas_ = std::make_unique<ui::Canvas>(scene.size);
    canvas_->draw(scene, parts);
    const Pixels picture = pixels_of(*canvas_);
    std::vector<std::string> complaints;
    for (const Wanted& thing : wanted) {
        if (!thing.element) {
            check_controls(picture, scene, demands, complaints);
        } else if (const auto* frame = std::get_if<ui::Frame>(thing.element)) {
            check_frame(picture, *frame, demands.signs, complaints);
        } else if (const auto* code = std::get_if<ui::Code>(thing.element)) {
            check_code(picture, *code, demands.square, complaints);
        } else {
            const bool text = std::holds_alternative<ui::Label>(*thing.element);
            check_ink(picture, stencil_of(*thing.element), *thing.element,
                      text ? demands.text : demands.signs, complaints);
        }
    }
    std::string sentences;
    for (const std::string& complaint : complaints) sentences += complaint + "\n";
    return sentences;
}

}  // namespace okno::ui_test
