#include "hall/ids.hpp"

namespace okno::hall {

std::string to_string(const TicketNumber& number) {
    std::string digits = std::to_string(number.ordinal);
    if (digits.size() < 3) digits.insert(0, 3 - digits.size(), '0');
    return number.letter + digits;
}

}  // namespace okno::hall
