// Who is named above the window they work at. The plan lists who wants to be, and as what; nobody else is
// named. The list itself is for staff alone, for it holds log-in names: the public hears the nameplate of a
// window, and only while its owner works there.
#pragma once

#include <map>
#include <string>

#include "hall/ids.hpp"

namespace okno::hall {

struct Nameplate {
    std::map<Language, std::string> name{};      // "Anna K."; may be empty
    std::map<Language, std::string> position{};  // "Consultant"; may be empty
    bool empty() const { return name.empty() && position.empty(); }
    bool operator==(const Nameplate&) const = default;
};

struct StaffMember {
    OperatorId id;  // the log-in name
    Nameplate nameplate;
    bool operator==(const StaffMember&) const = default;
};

}  // namespace okno::hall
