// The signs a plan may put on the kiosk's tiles: a closed set, so that each can be drawn wherever the tile is
// shown, and so that whoever reads slowly or not at all finds the same sign everywhere.
#pragma once

#include <array>
#include <string_view>

namespace okno::hall {

enum class Icon {
    meter,
    electricity,
    water,
    gas,
    heat,
    bill,
    payment,
    cash_desk,
    card,
    bank,
    savings,
    calculation,
    discount,
    document,
    application,
    contract,
    certificate,
    identity,
    connection,
    disconnection,
    repair,
    seal,
    inspection,
    renewal,
    complaint,
    question,
    house,
    land,
    company,
    person,
    family,
    child,
    health,
    tests,
    vaccination,
    car,
    work,
    school,
    appointment,
    post,
    phone,
    delivery,
    key,
    other
};

// What they are called in plans and messages, in the order of the enumerators.
inline constexpr std::array<std::string_view, 44> icon_words{
    "meter",       "electricity", "water",       "gas",         "heat",        "bill",          "payment",
    "cash-desk",   "card",        "bank",        "savings",     "calculation", "discount",      "document",
    "application", "contract",    "certificate", "identity",    "connection",  "disconnection", "repair",
    "seal",        "inspection",  "renewal",     "complaint",   "question",    "house",         "land",
    "company",     "person",      "family",      "child",       "health",      "tests",         "vaccination",
    "car",         "work",        "school",      "appointment", "post",        "phone",         "delivery",
    "key",         "other"};
static_assert(icon_words.size() == static_cast<std::size_t>(Icon::other) + 1);

}  // namespace okno::hall
