#include "printer/dialect.hpp"

#include "printer/escpos_dialect.hpp"
#include "printer/star_dialect.hpp"

namespace okno::printer {

const Dialect& dialect_of(const Profile& profile) {
    static const EscposDialect escpos;
    static const StarDialect star;
    return profile.speech == Speech::star ? static_cast<const Dialect&>(star) : escpos;
}

}  // namespace okno::printer
