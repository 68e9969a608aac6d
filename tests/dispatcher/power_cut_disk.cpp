#include "tests/dispatcher/power_cut_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace okno::fakes {

namespace {

using Bytes = std::vector<char>;

struct Change {  // a write, or a truncation when `bytes` is empty
    std::size_t offset = 0;
    Bytes bytes;
};

struct Memory {
    Bytes durable;
    std::vector<Change> since;
};

struct Disk {
    std::map<std::string, Memory> files;
    std::size_t flushes = 0;
    bool honest = true;
};
Disk* disk = nullptr;
sqlite3_vfs* real = nullptr;

void redo(Bytes& contents, const Change& change) {
    if (change.bytes.empty()) {
        contents.resize(change.offset);
        return;
    }
    contents.resize(std::max(contents.size(), change.offset + change.bytes.size()));
    std::copy(change.bytes.begin(), change.bytes.end(),
              contents.begin() + static_cast<std::ptrdiff_t>(change.offset));
}

// SQLite gives szOsFile bytes: ours first, the real file behind.
struct File {
    sqlite3_file base;
    char* path;
    sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* of(sqlite3_file* file) {
    return reinterpret_cast<File*>(file);
}
sqlite3_file* below(sqlite3_file* file) {
    return of(file)->below();
}
Memory* memory_of(sqlite3_file* file) {
    return of(file)->path ? &disk->files[of(file)->path] : nullptr;
}

int close(sqlite3_file* file) {
    const int result = below(file)->pMethods->xClose(below(file));
    sqlite3_free(of(file)->path);
    return result;
}
int read(sqlite3_file* f, void* to, int n, sqlite3_int64 at) {
    return below(f)->pMethods->xRead(below(f), to, n, at);
}
int write(sqlite3_file* f, const void* from, int n, sqlite3_int64 at) {
    const char* bytes = static_cast<const char*>(from);
    if (Memory* memory = memory_of(f))
        memory->since.push_back({static_cast<std::size_t>(at), Bytes(bytes, bytes + n)});
    return below(f)->pMethods->xWrite(below(f), from, n, at);
}
int truncate(sqlite3_file* f, sqlite3_int64 size) {
    if (Memory* memory = memory_of(f)) memory->since.push_back({static_cast<std::size_t>(size), {}});
    return below(f)->pMethods->xTruncate(below(f), size);
}
int sync(sqlite3_file* f, int flags) {
    ++disk->flushes;
    if (Memory* memory = disk->honest ? memory_of(f) : nullptr) {
        for (const Change& change : memory->since) redo(memory->durable, change);
        memory->since.clear();
    }
    return below(f)->pMethods->xSync(below(f), flags);
}
int file_size(sqlite3_file* f, sqlite3_int64* size) {
    return below(f)->pMethods->xFileSize(below(f), size);
}
int lock(sqlite3_file* f, int level) {
    return below(f)->pMethods->xLock(below(f), level);
}
int unlock(sqlite3_file* f, int level) {
    return below(f)->pMethods->xUnlock(below(f), level);
}
int check_lock(sqlite3_file* f, int* out) {
    return below(f)->pMethods->xCheckReservedLock(below(f), out);
}
int control(sqlite3_file* f, int op, void* arg) {
    return below(f)->pMethods->xFileControl(below(f), op, arg);
}
int sector_size(sqlite3_file* f) {
    return below(f)->pMethods->xSectorSize(below(f));
}
// No promises about what the disk does with half a write: SQLite must expect the worst.
int characteristics(sqlite3_file*) {
    return 0;
}
int shm_map(sqlite3_file* f, int page, int size, int extend, void volatile** to) {
    return below(f)->pMethods->xShmMap(below(f), page, size, extend, to);
}
int shm_lock(sqlite3_file* f, int at, int n, int flags) {
    return below(f)->pMethods->xShmLock(below(f), at, n, flags);
}
void shm_barrier(sqlite3_file* f) {
    below(f)->pMethods->xShmBarrier(below(f));
}
int shm_unmap(sqlite3_file* f, int remove) {
    return below(f)->pMethods->xShmUnmap(below(f), remove);
}

const sqlite3_io_methods methods{
    2,         close,      read,    write,       truncate,        sync,    file_size, lock,
    unlock,    check_lock, control, sector_size, characteristics, shm_map, shm_lock,  shm_barrier,
    shm_unmap, nullptr,    nullptr};

int open(sqlite3_vfs*, const char* name, sqlite3_file* f, int flags, int* out_flags) {
    File* file = of(f);
    file->base.pMethods = nullptr;
    file->path = nullptr;
    const int result = real->xOpen(real, name, file->below(), flags, out_flags);
    if (result != SQLITE_OK) return result;
    if (name) file->path = sqlite3_mprintf("%s", name);
    file->base.pMethods = &methods;
    return SQLITE_OK;
}
int remove(sqlite3_vfs*, const char* name, int sync_directory) {
    disk->files.erase(name);
    return real->xDelete(real, name, sync_directory);
}

sqlite3_vfs make_vfs() {
    sqlite3_vfs vfs = *real;
    vfs.zName = "power-cut";
    vfs.szOsFile = static_cast<int>(sizeof(File)) + real->szOsFile;
    vfs.xOpen = open;
    vfs.xDelete = remove;
    return vfs;
}

sqlite3_vfs registered{};

// Of the writes after the last flush, some reached the platter: any of them, each whole or torn at a sector.
Bytes after_cut(const Memory& memory, std::mt19937& random) {
    constexpr std::size_t sector = 512;
    Bytes contents = memory.durable;
    std::vector<Change> reached;
    for (const Change& change : memory.since)
        if (random() % 2) reached.push_back(change);
    std::shuffle(reached.begin(), reached.end(), random);
    for (Change& change : reached) {
        const std::size_t sectors = change.bytes.size() / sector;
        if (sectors > 1 && random() % 4 == 0) change.bytes.resize(sector * (1 + random() % (sectors - 1)));
        redo(contents, change);
    }
    return contents;
}

}  // namespace

PowerCutDisk::PowerCutDisk() {
    real = sqlite3_vfs_find(nullptr);
    disk = new Disk;
    registered = make_vfs();
    sqlite3_vfs_register(&registered, 1);
}

PowerCutDisk::~PowerCutDisk() {
    sqlite3_vfs_unregister(&registered);
    sqlite3_vfs_register(real, 1);
    delete disk;
    disk = nullptr;
}

void PowerCutDisk::cut(const std::filesystem::path& folder, std::mt19937& random) const {
    std::filesystem::remove_all(folder);
    std::filesystem::create_directories(folder);
    for (const auto& [path, memory] : disk->files) {
        const Bytes contents = after_cut(memory, random);
        std::ofstream out(folder / std::filesystem::path(path).filename(), std::ios::binary);
        out.write(contents.data(), static_cast<std::streamsize>(contents.size()));
    }
}

std::size_t PowerCutDisk::flushes() const {
    return disk->flushes;
}
void PowerCutDisk::honest(bool honest) {
    disk->honest = honest;
}

}  // namespace okno::fakes
