// How the icons of a plan look.
#pragma once

#include <array>
#include <optional>

#include "hall/icon.hpp"
#include "ui/shape.hpp"

namespace okno::kiosk {

// In the order of hall::Icon.
inline constexpr std::array icon_shapes{
    ui::Shape::meter,       ui::Shape::electricity, ui::Shape::water,       ui::Shape::gas,
    ui::Shape::heat,        ui::Shape::bill,        ui::Shape::payment,     ui::Shape::cash_desk,
    ui::Shape::card,        ui::Shape::bank,        ui::Shape::savings,     ui::Shape::calculation,
    ui::Shape::discount,    ui::Shape::document,    ui::Shape::application, ui::Shape::contract,
    ui::Shape::certificate, ui::Shape::identity,    ui::Shape::connection,  ui::Shape::disconnection,
    ui::Shape::repair,      ui::Shape::seal,        ui::Shape::inspection,  ui::Shape::renewal,
    ui::Shape::complaint,   ui::Shape::question,    ui::Shape::house,       ui::Shape::land,
    ui::Shape::company,     ui::Shape::person,      ui::Shape::family,      ui::Shape::child,
    ui::Shape::health,      ui::Shape::tests,       ui::Shape::vaccination, ui::Shape::car,
    ui::Shape::work,        ui::Shape::school,      ui::Shape::appointment, ui::Shape::post,
    ui::Shape::phone,       ui::Shape::delivery,    ui::Shape::key,         ui::Shape::other};
static_assert(icon_shapes.size() == hall::icon_words.size());

inline ui::Shape shape_of(std::optional<hall::Icon> icon) {
    return icon ? icon_shapes.at(static_cast<std::size_t>(*icon)) : ui::Shape::none;
}

}  // namespace okno::kiosk
