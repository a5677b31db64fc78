#include "tests/db/memory_disk.h"

#include <algorithm>
#include <cstring>
#include <string_view>

namespace lini::testing {
namespace {

struct OpenFile {
    sqlite3_file base;
    MemoryDisk* disk;
    std::string* name;
};

constexpr std::size_t kSectorBytes = 512;

OpenFile& self(sqlite3_file* file) { return *reinterpret_cast<OpenFile*>(file); }
MemoryDisk::File& content(sqlite3_file* file) { return self(file).disk->file(*self(file).name); }
MemoryDisk& disk_of(sqlite3_vfs* vfs) { return *static_cast<MemoryDisk*>(vfs->pAppData); }

void apply_write(std::string& bytes, const MemoryDisk::Write& write) {
    const auto offset = static_cast<std::size_t>(write.offset);
    if (write.truncates) {
        bytes.resize(offset, '\0');
        return;
    }
    if (bytes.size() < offset + write.bytes.size()) bytes.resize(offset + write.bytes.size(), '\0');
    bytes.replace(offset, write.bytes.size(), write.bytes);
}

void change(sqlite3_file* file, MemoryDisk::Write write) {
    apply_write(content(file).now, write);
    content(file).unsynced.push_back(std::move(write));
}

int close_file(sqlite3_file* file) {
    delete self(file).name;
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
    if (self(file).disk->dead()) return SQLITE_IOERR_READ;
    const std::string& bytes = content(file).now;
    const auto wanted = static_cast<std::size_t>(amount);
    const auto from = std::min(bytes.size(), static_cast<std::size_t>(offset));
    const std::size_t got = std::min(wanted, bytes.size() - from);
    std::memcpy(out, bytes.data() + from, got);
    std::memset(static_cast<char*>(out) + got, 0, wanted - got);
    return got == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, const void* data, int amount, sqlite3_int64 offset) {
    const int answer = self(file).disk->write_operation(SQLITE_IOERR_WRITE);
    if (answer != SQLITE_OK) return answer;
    // A power cut tears a write between any two sectors.
    const std::string_view bytes(static_cast<const char*>(data), static_cast<std::size_t>(amount));
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto at = static_cast<std::size_t>(offset) + done;
        const std::size_t size = std::min(kSectorBytes - at % kSectorBytes, bytes.size() - done);
        change(file, {static_cast<std::int64_t>(at), std::string(bytes.substr(done, size)), false});
        done += size;
    }
    return SQLITE_OK;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    const int answer = self(file).disk->write_operation(SQLITE_IOERR_TRUNCATE);
    if (answer != SQLITE_OK) return answer;
    change(file, {size, {}, true});
    return SQLITE_OK;
}

int sync_file(sqlite3_file* file, int) {
    MemoryDisk& disk = *self(file).disk;
    const int answer = disk.write_operation(SQLITE_IOERR_FSYNC);
    if (answer != SQLITE_OK || disk.syncs_ignored()) return answer;
    content(file).durable = content(file).now;
    content(file).unsynced.clear();
    return SQLITE_OK;
}

int file_size(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(content(file).now.size());
    return SQLITE_OK;
}

int no_lock(sqlite3_file*, int) { return SQLITE_OK; }
int not_reserved(sqlite3_file*, int* held) {
    *held = 0;
    return SQLITE_OK;
}
int no_control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return kSectorBytes; }
int characteristics(sqlite3_file* file) {
    return self(file).disk->is_powersafe() ? SQLITE_IOCAP_POWERSAFE_OVERWRITE : 0;
}

int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** out) {
    auto& regions = content(file).shared;
    while (extend != 0 && regions.size() <= static_cast<std::size_t>(region)) {
        regions.push_back(std::make_unique<std::string>(static_cast<std::size_t>(size), '\0'));
    }
    const bool there = regions.size() > static_cast<std::size_t>(region);
    *out = there ? regions[static_cast<std::size_t>(region)]->data() : nullptr;
    return SQLITE_OK;
}
int shm_lock(sqlite3_file*, int, int, int) { return SQLITE_OK; }
void shm_barrier(sqlite3_file*) {}
int shm_unmap(sqlite3_file* file, int) {
    content(file).shared.clear();
    return SQLITE_OK;
}

const sqlite3_io_methods kMethods = {
    2,          close_file,   read_file,    write_file,      truncate_file,
    sync_file,  file_size,    no_lock,      no_lock,         not_reserved,
    no_control, sector_size,  characteristics, shm_map,      shm_lock,
    shm_barrier, shm_unmap,   nullptr,      nullptr};

int open_file(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags) {
    OpenFile& opened = self(file);
    opened.base.pMethods = nullptr;
    MemoryDisk& disk = disk_of(vfs);
    const std::string wanted = name == nullptr ? "temporary" : name;
    if (disk.dead()) return SQLITE_IOERR;
    if (!disk.exists(wanted) && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    disk.file(wanted);
    opened.base.pMethods = &kMethods;
    opened.disk = &disk;
    opened.name = new std::string(wanted);
    if (out_flags != nullptr) *out_flags = flags;
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs* vfs, const char* name, int) {
    const int answer = disk_of(vfs).write_operation(SQLITE_IOERR_DELETE);
    if (answer != SQLITE_OK) return answer;
    disk_of(vfs).remove(name);
    return SQLITE_OK;
}

int access_file(sqlite3_vfs* vfs, const char* name, int, int* there) {
    *there = disk_of(vfs).exists(name) ? 1 : 0;
    return SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* out) {
    sqlite3_snprintf(size, out, "%s", name);
    return SQLITE_OK;
}

int random_bytes(sqlite3_vfs*, int size, char* out) {
    sqlite3_vfs* real = sqlite3_vfs_find("unix");
    return real->xRandomness(real, size, out);
}
int no_sleep(sqlite3_vfs*, int) { return 0; }
int current_time(sqlite3_vfs*, double* days) {
    *days = 2461000.0;
    return SQLITE_OK;
}

}  // namespace

MemoryDisk::MemoryDisk(std::string name) : name_(std::move(name)) {
    vfs_.iVersion = 1;
    vfs_.szOsFile = sizeof(OpenFile);
    vfs_.mxPathname = 1024;
    vfs_.zName = name_.c_str();
    vfs_.pAppData = this;
    vfs_.xOpen = open_file;
    vfs_.xDelete = delete_file;
    vfs_.xAccess = access_file;
    vfs_.xFullPathname = full_name;
    vfs_.xRandomness = random_bytes;
    vfs_.xSleep = no_sleep;
    vfs_.xCurrentTime = current_time;
    sqlite3_vfs_register(&vfs_, 0);
}

MemoryDisk::~MemoryDisk() { sqlite3_vfs_unregister(&vfs_); }

void MemoryDisk::fail_at(std::int64_t n, int code, bool for_good) {
    operations_ = 0;
    fail_at_ = n;
    fail_code_ = code;
    fail_for_good_ = for_good;
    failed_ = false;
}

int MemoryDisk::write_operation(int code_when_dead) {
    if (dead_) return code_when_dead;
    ++operations_;
    const bool fails = fail_at_ != 0 && (operations_ == fail_at_ ||
                                         (fail_for_good_ && operations_ > fail_at_));
    failed_ = failed_ || fails;
    return fails ? fail_code_ : SQLITE_OK;
}

void MemoryDisk::cut_power(std::mt19937& random) {
    for (auto& [name, file] : files_) {
        for (const Write& write : file.unsynced) {
            if (random() % 2 == 0) apply_write(file.durable, write);
        }
        file.now = file.durable;
        file.unsynced.clear();
        file.shared.clear();
    }
    fail_at(0, 0, false);
    dead_ = false;
}

}  // namespace lini::testing
