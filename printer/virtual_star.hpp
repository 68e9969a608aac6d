// The Star raster mode and text mode of a virtual printer; see `printer/star.hpp` and
// `printer/star_text.hpp` for the commands and the status. It has
// the status of nine bytes of a TSP100 and a counter of ETBs; after an error it drops the rest of the
// document by itself.
#pragma once

#include "printer/virtual_paper.hpp"

namespace okno::printer {

class VirtualStar : public Decoder {
  public:
    explicit VirtualStar(VirtualPaper& paper) : paper_(paper) {}

    bool obey_real_time(unsigned char byte) override;
    std::size_t take_command(std::string_view buffered) override;
    void faults_changed() override;

  private:
    void answer_status();
    std::size_t take_escape(std::string_view buffered);
    std::size_t take_raster_command(std::string_view buffered);
    std::size_t take_number(std::string_view buffered);
    std::size_t take_row(std::string_view buffered);
    std::size_t take_text(std::string_view buffered);
    std::size_t take_text_command(std::string_view buffered);
    std::size_t take_code(std::string_view buffered);
    std::size_t take_document(std::string_view buffered);
    std::size_t drop(std::string_view buffered);
    void end_page();

    VirtualPaper& paper_;
    std::string last_;  // the last bytes, as far as they may begin a real-time command
    bool raster_mode_ = false;
    bool page_begun_ = false;
    bool document_begun_ = false;
    bool dropping_ = false;  // the rest of the document, after an error
    int at_end_ = 13;        // ESC * r E
    int etb_counter_ = 0;
    bool etb_done_ = false;
    std::string code_;  // the text of the QR code, as stored by ESC GS y D 1
};

}  // namespace okno::printer
