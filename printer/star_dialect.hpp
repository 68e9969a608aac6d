// Star's printers as a dialect: `star` makes the bytes and reads a whole status; here an ear collects it byte
// by byte and watches the counter of ETBs. The end mark is the counter one above what it was when the job
// went out.
#pragma once

#include "printer/dialect.hpp"

namespace okno::printer {

class StarDialect : public Dialect {
  public:
    std::string job(const Raster& raster, const Profile& profile) const override;
    std::string text_job(const std::vector<TextItem>& items, const Profile& profile,
                         CodePage page) const override;
    int times_at_most() const override;
    std::string greeting(const Profile& profile) const override;
    std::string forget() const override;
    std::string let_go_of_slip() const override;
    std::unique_ptr<Ear> ear(const Profile& profile) const override;
};

}  // namespace okno::printer
