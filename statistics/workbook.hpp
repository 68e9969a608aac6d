// Tables to be written: titles, columns, rows of cells that know what they are, notes, and which columns make
// a picture. Plain data; what is written of it is the same in XLSX, CSV and on the page.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "hall/time.hpp"

namespace okno::statistics {

// A quotient that nobody has rounded. Of 0: there is none.
struct Share {  // shown in per cent
    std::int64_t part = 0;
    std::int64_t whole = 0;
    bool operator==(const Share&) const = default;
};
struct Mean {  // of plain numbers, such as marks
    std::int64_t sum = 0;
    std::int64_t count = 0;
    bool operator==(const Mean&) const = default;
};
struct MeanTime {
    hall::Milliseconds sum{};
    std::int64_t count = 0;
    bool operator==(const MeanTime&) const = default;
};

// Empty, words, a number, a duration, a quotient, a day, a local time.
using Cell = std::variant<std::monostate, std::string, std::int64_t, hall::Milliseconds, Share, Mean,
                          MeanTime, hall::LocalDay, hall::LocalTime>;

enum class CellKind { words, number, duration, share, mean, day, time };

struct Column {
    std::string title;
    std::string group{};  // neighbours of one group have a heading in common; empty: none
    CellKind kind = CellKind::number;
    int width = 0;  // in letters; 0: as its kind needs
};

enum class RowKind { plain, heading, total };
struct Row {
    std::vector<Cell> cells;  // as many as there are columns, or fewer
    RowKind kind = RowKind::plain;
};

enum class ChartKind { columns, lines };
struct Chart {
    ChartKind kind{};
    std::string title;
    std::vector<std::size_t> columns;  // their numbers, from 0; the first column names the points
};

struct Sheet {
    std::string id;    // for programs: small Latin letters
    std::string name;  // at most 31 letters, none of []:*?/\ .
    std::vector<Column> columns;
    std::vector<Row> rows;
    std::vector<std::string> notes{};
    std::optional<Chart> chart{};
};

struct Workbook {
    std::string language;  // "ru" or "en": how numbers and days are written as text
    std::string title;
    std::string subtitle;
    std::string file_name;  // without an ending
    std::vector<Sheet> sheets;
};

// The value of a quotient; empty when there is none.
std::optional<double> quotient(const Share& share);
std::optional<double> quotient(const Mean& mean);
std::optional<double> milliseconds(const MeanTime& mean);

}  // namespace okno::statistics
