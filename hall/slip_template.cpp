#include "hall/slip_template.hpp"

#include <algorithm>

namespace okno::hall {

bool is_logo_name(std::string_view name) {
    const auto is_plain = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '_' || c == '.';
    };
    return name.size() <= logo_name_bytes_at_most && name.size() > 4 && name.ends_with(".png") &&
           name.front() != '.' && std::all_of(name.begin(), name.end(), is_plain);
}

bool is_web_address(std::string_view address) {
    return address.size() <= qr_bytes_at_most &&
           (address.starts_with("http://") || address.starts_with("https://")) &&
           std::all_of(address.begin(), address.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

bool is_qr_address(std::string_view address) {
    const std::size_t place = address.find(qr_place);
    return is_web_address(address) && place != std::string_view::npos &&
           address.find(qr_place, place + 1) == std::string_view::npos;
}

}  // namespace okno::hall
