// What must hold of a picture as it is painted: the scene is drawn by the program's own renderer, at the
// screen's own size, and the pixels are measured. Texts and signs stand out from the pixels around them, none
// of their ink leaves its box or lies under something else, and controls are seen where they can be touched,
// as large and as far apart as they must be. Each complaint is a sentence. Where a picture shows the very
// same as one before, it is not painted and measured again.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "ui/canvas.hpp"
#include "ui/scene.hpp"

namespace okno::ui_test {

// Contrasts are ratios by WCAG, lengths are pixels.
struct Demands {
    double text = 7;
    double signs = 3;
    double edges = 1;  // of a control: 1 is that it can be seen at all
    double smallest = 0;
    double apart = 0;
    double square = 2;  // of a QR code
};

struct Span {  // of pixels of a row, relative to the box of what is measured
    int y = 0;
    int from = 0;
    int to = 0;  // exclusive
};

// Where the ink of a text or a sign has to be, whatever its colours and its place.
struct Stencil {
    std::vector<Span> ink;     // fully covered pixels
    std::vector<Span> around;  // pixels without any ink, next to it
    int outside = 0;           // pixels with ink that are not in the box
    int inked = 0;             // fully covered ones
};

// How high a capital H is painted, in pixels and parts of them; `size` is the em.
double capital_pixels(int size, ui::Weight weight);

class PictureCheck {
  public:
    std::string complaints_about(const ui::Scene& scene, const Demands& demands);

    // How much has been painted and measured, and how often it was known already.
    std::size_t measured() const { return measured_; }
    std::size_t known() const { return known_; }

  private:
    struct Wanted;
    bool is_new(const ui::Scene& scene, const ui::Rect& area, const std::string& what);
    const Stencil& stencil_of(const ui::Element& element);

    std::unordered_set<std::uint64_t> seen_;
    std::map<std::string, Stencil> stencils_;
    std::unique_ptr<ui::Canvas> canvas_;
    std::size_t measured_ = 0;
    std::size_t known_ = 0;
};

}  // namespace okno::ui_test
