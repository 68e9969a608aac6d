// A workbook as the page gets it. Pure.
//
//   workbook  {language, title, subtitle, sheets: [{id, name, columns: [{title, group, kind}], rows: [{kind,
//   cells}],
//             notes: [text], chart: {kind, title, columns: [place]} | null}]}
//   cell      null | text | {number} | {duration: ms} | {share: 0 … 1} | {mean} | {day: "2026-03-02"} |
//   {time:
//             "2026-03-02 18:05"}; a duration may have a fraction, nothing is rounded
#pragma once

#include <nlohmann/json.hpp>

#include "statistics/workbook.hpp"

namespace okno::console {

nlohmann::json to_json(const statistics::Workbook& workbook);

}  // namespace okno::console
