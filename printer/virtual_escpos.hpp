// The ESC/POS of a virtual printer; see `printer/escpos.hpp` for the commands and
// `printer/escpos_dialect.hpp` for the answers.
#pragma once

#include "printer/virtual_paper.hpp"

namespace okno::printer {

class VirtualEscpos : public Decoder {
  public:
    explicit VirtualEscpos(VirtualPaper& paper) : paper_(paper) {}

    bool obey_real_time(unsigned char byte) override;
    std::size_t take_command(std::string_view buffered) override;
    void faults_changed() override;

  private:
    void answer_status(unsigned char kind);
    void tell_all();
    // Each takes the command at the start of `buffer_`.
    std::size_t take_escape();
    std::size_t take_group();
    std::size_t take_setting();
    std::size_t take_code();
    std::size_t take_presenter();
    std::size_t take_data_link();
    std::size_t take_raster();
    std::size_t take_text();
    std::size_t unknown(std::size_t bytes) { return note_unknown(paper_, buffer_, bytes); }
    unsigned char byte_at(std::size_t i) const { return static_cast<unsigned char>(buffer_[i]); }
    std::size_t left() const { return buffer_.size(); }

    VirtualPaper& paper_;
    std::string_view buffer_;  // while a command is taken
    std::string real_time_;    // the last bytes, as far as they may begin a real-time command
    bool tells_changes_ = false;
    std::string code_;  // the text of the QR code, as stored by GS ( k
};

}  // namespace okno::printer
