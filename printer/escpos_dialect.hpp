// ESC/POS as a dialect: `escpos` makes the bytes, `status` reads single answers; here an ear puts them
// together.
//
//   answers  = { status | asb | end-mark | full }
//   status   = 0xx1xx10                  one byte, to DLE EOT 1, 2, 3, 4 in turn
//   asb      = 0xx1xx00 3*( 0xx0xxxx )   unasked, when something has changed (GS a)
//   end-mark = 0xx0xxxx                  to GS r 1
//   full     = 10 0F 4*( any )            to DLE EOT 20, a presenter's, the last request of a question
//
// (Epson, ESC/POS reference, "Identifying the transmission status": GS a, DLE EOT, GS r; bits 7 to 0.) A
// status answer may stand inside an asb, because DLE EOT is answered at once. A torn asb costs an end mark,
// never gives one that was not sent after its beginning.
#pragma once

#include "printer/dialect.hpp"

namespace okno::printer {

class EscposDialect : public Dialect {
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
