#include "app/documents/evidence.h"

#include <archive.h>
#include <archive_entry.h>

#include <filesystem>
#include <memory>
#include <string_view>

namespace lini {
namespace {

struct FreeArchive {
    void operator()(archive* writer) const { archive_write_free(writer); }
};
struct FreeEntry {
    void operator()(archive_entry* entry) const { archive_entry_free(entry); }
};

bool write_all(archive* writer, const std::vector<EvidenceFile>& files) {
    for (const EvidenceFile& file : files) {
        const std::unique_ptr<archive_entry, FreeEntry> entry(archive_entry_new());
        archive_entry_set_pathname(entry.get(), file.name.c_str());
        archive_entry_set_size(entry.get(), static_cast<la_int64_t>(file.bytes.size()));
        archive_entry_set_filetype(entry.get(), AE_IFREG);
        archive_entry_set_perm(entry.get(), 0600);
        if (archive_write_header(writer, entry.get()) != ARCHIVE_OK) return false;
        const auto size = static_cast<la_ssize_t>(file.bytes.size());
        if (archive_write_data(writer, file.bytes.data(), file.bytes.size()) != size) return false;
    }
    return archive_write_close(writer) == ARCHIVE_OK;
}

}  // namespace

std::vector<EvidenceFile> with_manifest(std::vector<EvidenceFile> files, DigestHex digest) {
    std::string manifest;
    for (const EvidenceFile& file : files) manifest += digest(file.bytes) + "  " + file.name + "\n";
    files.push_back({"MANIFEST.sha256", std::move(manifest)});
    return files;
}

Result<void> write_archive(const std::vector<EvidenceFile>& files, const std::string& path) {
    const std::unique_ptr<archive, FreeArchive> writer(archive_write_new());
    archive_write_set_format_pax_restricted(writer.get());
    archive_write_add_filter_gzip(writer.get());
    archive_write_set_options(writer.get(), "gzip:!timestamp");
    const bool open = archive_write_open_filename(writer.get(), path.c_str()) == ARCHIVE_OK;
    if (open && write_all(writer.get(), files)) {
        std::error_code ignored;
        // Names and records of people are in it.
        std::filesystem::permissions(path, std::filesystem::perms::owner_read |
                                               std::filesystem::perms::owner_write, ignored);
        return {};
    }
    const char* why = archive_error_string(writer.get());
    Error error{"archive_failed", why == nullptr ? path : why};
    std::error_code ignored;
    if (open) std::filesystem::remove(path, ignored);
    return tl::unexpected(std::move(error));
}

}  // namespace lini
