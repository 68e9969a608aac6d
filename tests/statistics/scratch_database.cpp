#include "tests/statistics/scratch_database.hpp"

#include <stdlib.h>

#include <stdexcept>
#include <string>

namespace okno::test {

namespace {

const char* postgres() {
    return std::getenv("OKNO_TEST_POSTGRES");
}

}  // namespace

bool on_postgres() {
    return postgres() != nullptr;
}

ScratchDatabase::ScratchDatabase() {
    std::string name = (std::filesystem::temp_directory_path() / "okno statistics XXXXXX").string();
    if (!mkdtemp(name.data())) throw std::runtime_error("cannot make a scratch folder");
    folder_ = name;
    file_ = folder_ / "statistics.db";
    open()->clear();
}

ScratchDatabase::~ScratchDatabase() {
    std::filesystem::remove_all(folder_);
}

std::unique_ptr<statistics::Statistics> ScratchDatabase::open() const {
    if (on_postgres())
        return std::make_unique<statistics::Statistics>(statistics::PostgresConnection{postgres()});
    return std::make_unique<statistics::Statistics>(file_);
}

void ScratchDatabase::tell(const std::string& sql) const {
    soci::session session = connect();
    session << sql;
}

soci::session ScratchDatabase::connect() const {
    return {on_postgres() ? "postgresql" : "sqlite3",
            on_postgres() ? postgres() : "dbname=\"" + file_.string() + "\" timeout=5"};
}

}  // namespace okno::test
