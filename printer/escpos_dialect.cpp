#include "printer/escpos_dialect.hpp"

#include <optional>
#include <utility>

#include "printer/escpos.hpp"
#include "printer/escpos_text.hpp"

namespace okno::printer {

namespace {

class EscposEar : public Ear {
  public:
    explicit EscposEar(const Profile& profile)
        : tells_changes_(profile.tells_changes), presents_(profile.parting == Parting::cut_and_present) {}

    std::string ask() override {
        question_ = Question{};
        return escpos::status_request(question_->asked);
    }

    void job_goes_out() override {}

    std::vector<Heard> hear(std::uint8_t byte) override {
        if (question_ && question_->full_asked) return hear_full_status(byte);
        if (is_status_answer(byte)) return hear_status(byte);
        if (tells_changes_ && is_asb_begin(byte)) {
            asb_.assign(1, byte);
            return {};
        }
        if (!is_end_mark(byte)) {
            asb_.clear();
            return {Nonsense{}};
        }
        if (asb_.empty()) return {EndMark{}};
        asb_.push_back(byte);
        if (asb_.size() < Asb{}.size()) return {};
        const PrinterStatus status = status_from(Asb{asb_[0], asb_[1], asb_[2], asb_[3]});
        asb_.clear();
        return {Told{status, false}};
    }

  private:
    struct Question {
        StatusKind asked = StatusKind::printer;
        PrinterStatus status;
        bool full_asked = false;
        std::vector<std::uint8_t> full;  // as far as it has come
    };

    // One request at a time: the answers do not say which request they answer.
    std::vector<Heard> hear_status(std::uint8_t byte) {
        if (!question_) return {};
        add_answer(question_->status, question_->asked, byte);
        if (question_->asked != StatusKind::paper) {
            question_->asked = static_cast<StatusKind>(static_cast<int>(question_->asked) + 1);
            return {AskOn{escpos::status_request(question_->asked)}};
        }
        if (presents_) {
            question_->full_asked = true;
            return {AskOn{escpos::full_status_request()}};
        }
        return {Told{std::exchange(question_, std::nullopt)->status, true}};
    }

    // An end mark may come first; nothing comes between the six bytes.
    std::vector<Heard> hear_full_status(std::uint8_t byte) {
        std::vector<std::uint8_t>& full = question_->full;
        if (full.empty() && byte != full_status_begin)
            return is_end_mark(byte) ? std::vector<Heard>{EndMark{}} : std::vector<Heard>{Nonsense{}};
        full.push_back(byte);
        if (full.size() == 2 && byte != full_status_second) {
            full.clear();
            return {Nonsense{}};
        }
        if (full.size() < FullStatus{}.size()) return {};
        question_->status.slip_in_mouth =
            slip_in_mouth({full[0], full[1], full[2], full[3], full[4], full[5]});
        return {Told{std::exchange(question_, std::nullopt)->status, true}};
    }

    std::optional<Question> question_;
    bool tells_changes_;
    bool presents_;
    std::vector<std::uint8_t> asb_;  // as far as it has come
};

}  // namespace

std::string EscposDialect::job(const Raster& raster, const Profile& profile) const {
    return escpos::job(raster, profile);
}

std::string EscposDialect::text_job(const std::vector<TextItem>& items, const Profile& profile,
                                    CodePage page) const {
    return escpos::text_job(items, profile, page);
}

int EscposDialect::times_at_most() const {
    return escpos::times_at_most;
}

std::string EscposDialect::greeting(const Profile& profile) const {
    return escpos::finish_broken_band(profile) + escpos::tell_changes(profile.tells_changes);
}

std::string EscposDialect::forget() const {
    return escpos::forget_buffers();
}

std::string EscposDialect::let_go_of_slip() const {
    return escpos::let_go_of_slip();
}

std::unique_ptr<Ear> EscposDialect::ear(const Profile& profile) const {
    return std::make_unique<EscposEar>(profile);
}

}  // namespace okno::printer
