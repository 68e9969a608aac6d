#include "printer/condition.hpp"

namespace okno::printer {

hall::Condition condition_of(const std::optional<PrinterStatus>& status) {
    if (!status) return hall::Condition::out_of_reach;
    if (status->cutter_error) return hall::Condition::cutter_jammed;
    if (status->other_error) return hall::Condition::faulty;
    if (status->cover_open) return hall::Condition::cover_open;  // then the paper cannot be seen either
    if (status->paper_end) return hall::Condition::no_paper;
    if (status->overheated) return hall::Condition::overheated;
    if (status->offline) return hall::Condition::faulty;
    return status->paper_near_end ? hall::Condition::paper_low : hall::Condition::ready;
}

}  // namespace okno::printer
