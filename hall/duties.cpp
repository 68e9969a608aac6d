#include "hall/duties.hpp"

#include <algorithm>
#include <set>

namespace okno::hall {

Duties duties_of(const Window& window) {
    return {window.services, window.helps};
}

void assign(Window& window, const Duties& duties) {
    window.services = duties.services;
    window.helps = duties.helps;
}

bool can_have(const Plan& plan, const Window& window, const Duties& duties) {
    std::set<ServiceId> named;
    const auto fits = [&](const ServiceId& id) {
        const Service* service = find(plan, id);
        return service && service->kind == window.kind && named.insert(id).second;
    };
    return !duties.services.empty() && std::all_of(duties.services.begin(), duties.services.end(), fits) &&
           std::all_of(duties.helps.begin(), duties.helps.end(), fits);
}

}  // namespace okno::hall
