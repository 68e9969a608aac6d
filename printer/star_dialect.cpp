#include "printer/star_dialect.hpp"

#include <optional>
#include <utility>

#include "printer/star.hpp"
#include "printer/star_text.hpp"

namespace okno::printer {

namespace {

constexpr int counter_turns_at = 32;

class StarEar : public Ear {
  public:
    std::string ask() override {
        asked_ = true;
        return star::status_request();
    }

    void job_goes_out() override {
        if (counter_) mark_ = (*counter_ + 1) % counter_turns_at;
    }

    std::vector<Heard> hear(std::uint8_t byte) override {
        if (passed_over_ > 0) {
            --passed_over_;
            return {};
        }
        if (length_bytes_left_ > 0) return hear_length(byte);
        if (bytes_.empty() || !star::continues_status(byte, bytes_.size())) return begin(byte);
        bytes_.push_back(byte);
        return bytes_.size() < expected_ ? std::vector<Heard>{} : complete();
    }

  private:
    std::vector<Heard> begin(std::uint8_t byte) {
        bytes_.clear();
        expected_ = star::status_length(byte);
        if (expected_ == 0) return {Nonsense{}};
        bytes_.push_back(byte);
        return {};
    }

    std::vector<Heard> complete() {
        const auto bytes = std::exchange(bytes_, {});
        if ((bytes[1] & 0x80) != 0) length_bytes_left_ = 2;
        std::vector<Heard> heard;
        counter_ = star::etb_counter(bytes);
        if (counter_ && counter_ == mark_) {
            mark_.reset();
            heard.emplace_back(EndMark{});
        }
        heard.emplace_back(Told{star::status_from(bytes), std::exchange(asked_, false)});
        return heard;
    }

    std::vector<Heard> hear_length(std::uint8_t byte) {
        passed_over_next_ = passed_over_next_ << 8 | byte;
        if (--length_bytes_left_ > 0) return {};
        passed_over_ = std::exchange(passed_over_next_, 0);
        if (passed_over_ <= star::more_bytes_most) return {};
        passed_over_ = 0;
        return {Nonsense{}};
    }

    bool asked_ = false;
    std::vector<std::uint8_t> bytes_;  // of the status under way
    std::size_t expected_ = 0;
    int length_bytes_left_ = 0;
    std::size_t passed_over_next_ = 0;
    std::size_t passed_over_ = 0;
    std::optional<int> counter_;
    std::optional<int> mark_;
};

}  // namespace

std::string StarDialect::job(const Raster& raster, const Profile& profile) const {
    return star::job(raster, profile);
}

std::string StarDialect::text_job(const std::vector<TextItem>& items, const Profile& profile,
                                  CodePage page) const {
    return star::text_job(items, profile, page);
}

int StarDialect::times_at_most() const {
    return star::times_at_most;
}

std::string StarDialect::greeting(const Profile& profile) const {
    return star::finish_broken_job(profile);
}

std::string StarDialect::forget() const {
    return {};
}

std::string StarDialect::let_go_of_slip() const {
    return {};
}

std::unique_ptr<Ear> StarDialect::ear(const Profile&) const {
    return std::make_unique<StarEar>();
}

}  // namespace okno::printer
