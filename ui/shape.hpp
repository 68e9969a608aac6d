// The signs beside the words, each a letter of the font "Material Icons" by its code point
// (/usr/share/fonts-material-design-icons-iconfont lists them all by the names behind the entries). One hand
// drew them, so a screen may mix them freely.
#pragma once

namespace okno::ui {

enum class Shape : char32_t {
    none = 0,
    back = 0xE5C4,        // arrow_back
    home = 0xE88A,        // home
    forward = 0xE5C8,     // arrow_forward
    check = 0xE5CA,       // check
    warning = 0xE002,     // warning
    wait = 0xE8B5,        // schedule
    printer = 0xE8AD,     // print
    accessible = 0xE92C,  // accessibility_new: arms wide
    bell = 0xE7F4,        // notifications
    digits = 0xE0BC,      // dialpad
    erase = 0xE14A,       // backspace
    speech = 0xE0B7,      // chat
    // Faces, from very good to very bad.
    delighted = 0xE7F2,  // mood
    glad = 0xE0ED,       // sentiment_satisfied_alt
    calm = 0xE812,       // sentiment_neutral
    sad = 0xE811,        // sentiment_dissatisfied
    upset = 0xE7F3,      // mood_bad
    // What somebody comes for.
    meter = 0xEC1B,          // electric_meter
    electricity = 0xEA0B,    // bolt
    water = 0xE798,          // water_drop
    gas = 0xEF55,            // local_fire_department
    heat = 0xF076,           // thermostat
    bill = 0xEF6E,           // receipt_long
    payment = 0xEF63,        // payments
    cash_desk = 0xF17E,      // point_of_sale
    card = 0xE870,           // credit_card
    bank = 0xE84F,           // account_balance
    savings = 0xE2EB,        // savings
    calculation = 0xEA5F,    // calculate
    discount = 0xEB58,       // percent
    document = 0xE873,       // description
    application = 0xE745,    // edit_note
    contract = 0xEBCB,       // handshake
    certificate = 0xEF76,    // verified
    identity = 0xEA67,       // badge
    connection = 0xF102,     // electrical_services
    disconnection = 0xE646,  // power_off
    repair = 0xE869,         // build
    seal = 0xE897,           // lock
    inspection = 0xF0C5,     // fact_check
    renewal = 0xE863,        // autorenew
    complaint = 0xE87F,      // feedback
    question = 0xE887,       // help
    house = 0xEA44,          // house
    land = 0xE55B,           // map
    company = 0xE0AF,        // business
    person = 0xE7FD,         // person
    family = 0xF1A2,         // family_restroom
    child = 0xEB41,          // child_care
    health = 0xF109,         // medical_services
    tests = 0xEA4B,          // science
    vaccination = 0xE138,    // vaccines
    car = 0xE531,            // directions_car
    work = 0xE8F9,           // work
    school = 0xE80C,         // school
    appointment = 0xE878,    // event
    post = 0xE0BE,           // email
    phone = 0xE0B0,          // call
    delivery = 0xE558,       // local_shipping
    key = 0xE73C,            // key
    other = 0xE5D3           // more_horiz
};

}  // namespace okno::ui
