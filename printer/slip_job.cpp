#include "printer/slip_job.hpp"

#include "printer/dialect.hpp"
#include "printer/layout.hpp"

namespace okno::printer {

std::string slip_job(const Slip& slip, const Profile& profile, std::optional<CodePage> text) {
    const Dialect& dialect = dialect_of(profile);
    if (text && profile.text) {
        const auto lines = text_lines(slip, *text, profile.text->columns, dialect.times_at_most());
        if (lines) return dialect.text_job(*lines, profile, *text);
    }
    return dialect.job(lay_out(slip, profile), profile);
}

}  // namespace okno::printer
