// The tables of schema.sql and the SOCI statements that fill them. Inside the library only: no header that
// others include names SOCI. Statements are portable between SQLite and PostgreSQL; the few words about the
// file itself (WAL, synchronous) are SQLite's and stand in `open_sqlite`.
#pragma once

#include <soci/soci.h>

#include <filesystem>
#include <string>

#include "statistics/book.hpp"

namespace okno::statistics {

// Makes the tables when they are missing or of another version.
void prepare_tables(soci::session& session);
void make_tables_anew(soci::session& session);

// The pragmas of a projection that can be made anew: a power cut may lose the last commits, never the order.
void open_sqlite(soci::session& session, const std::filesystem::path& file);

// All questions of the transaction that has just begun see the tables of one moment: in SQLite's WAL every
// transaction does.
void begin_moment(soci::session& session);
std::uint64_t last_number(soci::session& session);

Book load(soci::session& session);

// Writes what has changed since the last time; the caller owns the transaction.
void save(soci::session& session, std::uint64_t position, const PlanDigest& plan, const Changes& changes);

// Removes the days before `day` but for what still lasts, and all sums of longer spans.
void forget_before(soci::session& session, hall::LocalDay day);

}  // namespace okno::statistics
