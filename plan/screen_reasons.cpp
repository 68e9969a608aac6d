#include "plan/screen_reasons.hpp"

#include <cmath>
#include <cstdio>

namespace okno::plan {

namespace {

// "98", or "4,6" with a digit: as it is written in Russian.
std::string figure(double number, int digits = 0) {
    char text[32];
    std::snprintf(text, sizeof text, "%.*f", digits, number);
    std::string written = text;
    if (const auto point = written.find('.'); point != std::string::npos) written[point] = ',';
    return written;
}

}  // namespace

Phrase found(const hall::PlannedBoard& board, const hall::Unreadable& why) {
    return {"the board " + hall::found(board, why),
            "табло нельзя прочитать с " + figure(board.farthest_seat_cm / 100.0, 1) + " м: при числе строк " +
                figure(board.rows) + " и диагонали " + figure(board.diagonal_mm / hall::mm_of_inch) +
                " дюймов высота номеров " + figure(std::floor(why.height_mm)) + " мм"};
}

Phrase needed(const hall::Unreadable& why) {
    std::string russian = "высота номеров от " + figure(std::ceil(why.needed_mm)) + " мм: диагональ от " +
                          figure(why.inches_needed) + " дюймов или места не дальше " +
                          figure(why.readable_within_m, 1) + " м";
    if (why.fewer_rows) russian += ", или строк " + figure(*why.fewer_rows);
    if (why.without_playlist) russian += ", или табло без плейлиста рядом с вызовами";
    return {hall::needed(why), russian};
}

Phrase found(const hall::Unreachable& why) {
    return {hall::found(why), "только " + figure(std::floor(why.within_mm)) +
                                  " мм экрана — между 850 и 1100 мм от пола, куда достают из кресла-коляски"};
}

Phrase needed(const hall::Unreachable& why) {
    if (!why.bottom_least_mm)
        return {hall::needed(why), "экран не ниже " + figure(hall::reach_needed_mm) + " мм"};
    return {hall::needed(why), "нижний край экрана от " + figure(*why.bottom_least_mm) + " до " +
                                   figure(why.bottom_most_mm) + " мм над полом"};
}

}  // namespace okno::plan
