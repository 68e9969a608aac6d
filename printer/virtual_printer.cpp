#include "printer/virtual_printer.hpp"

#include "printer/virtual_escpos.hpp"
#include "printer/virtual_star.hpp"

namespace okno::printer {

namespace {

constexpr std::size_t buffer_bytes_at_most = 1024 * 1024;

std::unique_ptr<Decoder> decoder_of(Speech speech, VirtualPaper& paper) {
    if (speech == Speech::star) return std::make_unique<VirtualStar>(paper);
    return std::make_unique<VirtualEscpos>(paper);
}

}  // namespace

VirtualPrinter::VirtualPrinter(int width_dots, Speech speech)
    : paper_(width_dots), decoder_(decoder_of(speech, paper_)) {}

void VirtualPrinter::feed(std::string_view bytes) {
    for (const char c : bytes) {
        if (buffer_.size() < buffer_bytes_at_most) buffer_ += c;
        if (decoder_->obey_real_time(static_cast<unsigned char>(c))) {
            buffer_.clear();
            paper_.note("forget");
        }
    }
    drain();
}

void VirtualPrinter::set_faults(const Faults& faults) {
    const bool changed = paper_.faults != faults;
    paper_.faults = faults;
    if (changed) decoder_->faults_changed();
    drain();
}

void VirtualPrinter::load_roll(int rows) {
    paper_.load_roll(rows);
    decoder_->faults_changed();
    drain();
}

void VirtualPrinter::drain() {
    std::size_t done = 0;
    while (done < buffer_.size() && !offline()) {
        const Faults before = paper_.faults;
        const std::size_t used = decoder_->take_command(std::string_view(buffer_).substr(done));
        if (paper_.faults != before) decoder_->faults_changed();
        if (used == 0) break;
        done += used;
    }
    buffer_.erase(0, done);
}

}  // namespace okno::printer
