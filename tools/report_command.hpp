// `okno report`: the report on a day, a month, a quarter, a year or any days, written into a folder; or the
// forwarded applications alone, for the document system.
#pragma once

#include <string>

#include "tools/command.hpp"

namespace okno::tools {

struct ReportFlags {
    std::string statistics;  // a file, or a PostgreSQL connection: it has an equals sign
    std::string plan;
    std::string journal;
    bool forwarded = false;
    std::string day, month, quarter, year, days;
    std::string language = "ru";
    std::string format = "xlsx";
    std::string folder;
};

void add_report_command(CLI::App& okno, ReportFlags& flags, Action& chosen);

}  // namespace okno::tools
