// Pictures somebody has looked at and found good, a fifth of their size in each direction, and whether a
// scene still looks so. Other versions of the fonts' renderer may draw the edges of letters otherwise; a
// word, a place or a colour that has changed is found. Where one differs, the picture as it is now lies at
// its full size in test-results/golden.
//
// When a screen is meant to look otherwise:
//     OKNO_RENEW_GOLDEN=1 build/release/bin/test_kiosk -tc="*golden*"      (test_display for boards and
//     plates)
// paints them all anew, at full size in test-results/golden, too. Look at each of them before you commit.
#pragma once

#include <filesystem>
#include <string>

#include "ui/scene.hpp"

namespace okno::ui_test {

class GoldenPictures {
  public:
    explicit GoldenPictures(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // How the scene differs from the picture of this name, in a sentence; "" when it does not.
    std::string difference(const ui::Scene& scene, const std::string& name) const;
    void renew(const ui::Scene& scene, const std::string& name) const;

  private:
    std::filesystem::path file(const std::string& name) const { return folder_ / (name + ".png"); }

    std::filesystem::path folder_;
};

// What a test of golden pictures does with each of its scenes: compares it, or paints it anew when asked to.
std::string compare_or_renew(const GoldenPictures& pictures, const ui::Scene& scene, const std::string& name);

}  // namespace okno::ui_test
