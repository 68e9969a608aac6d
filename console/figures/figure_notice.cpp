#include "console/figures/figure_notice.hpp"

namespace okno::console {

nlohmann::json figure_notice(const std::optional<statistics::Failure>& trouble) {
    if (!trouble) return nullptr;
    switch (*trouble) {
        case statistics::Failure::locked:
            return {{"ru",
                     "Статистика не обновляется: её файл занят другой программой. Зал работает, пропущенное "
                     "досчитается само. Сообщите администратору."},
                    {"en",
                     "The statistics stand still: another program holds their file. The hall works, what is "
                     "missed will be counted later. Please tell the administrator."}};
        case statistics::Failure::disk_full:
            return {{"ru",
                     "Статистика не обновляется: на диске пульта нет места. Зал работает, пропущенное "
                     "досчитается само. Сообщите администратору."},
                    {"en",
                     "The statistics stand still: the console's disk is full. The hall works, what is missed "
                     "will be counted later. Please tell the administrator."}};
        case statistics::Failure::damaged:
            return {{"ru",
                     "Файл статистики был повреждён. Она пересчитывается по журналу; средние значения "
                     "появятся через некоторое время."},
                    {"en",
                     "The file of the statistics was damaged. They are being counted anew from the journal; "
                     "the averages will be back in a while."}};
        case statistics::Failure::other:
            break;
    }
    return {{"ru",
             "Статистика не обновляется: её файл недоступен. Зал работает, пропущенное досчитается само. "
             "Сообщите администратору: причина записана в журнале пульта."},
            {"en",
             "The statistics stand still: their file cannot be used. The hall works, what is missed will be "
             "counted later. Please tell the administrator: the reason stands in the console's log."}};
}

}  // namespace okno::console
