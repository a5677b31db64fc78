#include "db/attachments.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <sodium.h>

#include "db/file_sync.h"
#include "db/store.h"

namespace lini {
namespace {

Hash content_hash(std::string_view content) {
    Hash hash{};
    crypto_hash_sha256(hash.data(), reinterpret_cast<const unsigned char*>(content.data()),
                       content.size());
    return hash;
}

Result<void> write_durably(const std::string& file, std::string_view content) {
    const std::string aside = file + ".new";
    std::ofstream out(aside, std::ios::binary | std::ios::trunc);
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
    out.close();
    if (!out) return fail("io_error", aside);
    if (auto synced = sync_file(aside); !synced) return synced;
    return rename_durably(aside, file);
}

}  // namespace

std::string Attachments::file_of(const Hash& sha256) const {
    return folder_ + "/" + to_hex(sha256);
}

Result<Hash> Attachments::add(std::string_view content, const std::string& media_type,
                              std::int64_t now_utc_us) {
    if (content.size() > kAttachmentBytesMax) return fail("attachment_too_large");
    const Hash hash = content_hash(content);
    std::error_code trouble;
    std::filesystem::create_directories(folder_, trouble);
    if (auto written = write_durably(file_of(hash), content); !written) return pass_on(written);
    const auto done = store_.write([&] {
        store_
            .query("INSERT OR IGNORE INTO attachment (sha256, media_type, size_bytes,"
                   " added_at_utc_us) VALUES (?, ?, ?, ?)")
            .bind_blob(hash.data(), hash.size())
            .bind(media_type)
            .bind(static_cast<std::int64_t>(content.size()))
            .bind(now_utc_us)
            .run();
    });
    if (!done) return pass_on(done);
    return hash;
}

Result<std::string> Attachments::read(const Hash& sha256) {
    std::ifstream in(file_of(sha256), std::ios::binary);
    if (!in) return fail("attachment_unknown", to_hex(sha256));
    std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    if (content_hash(content) != sha256) return fail("attachment_damaged", to_hex(sha256));
    return content;
}

Result<std::vector<Attachment>> Attachments::unfinished(int max) {
    std::vector<Attachment> list;
    const auto done = store_.read([&] {
        Query row = store_.query("SELECT sha256, media_type, size_bytes, uploaded_bytes"
                                 " FROM attachment WHERE uploaded_bytes < size_bytes"
                                 " ORDER BY added_at_utc_us LIMIT ?");
        row.bind(max);
        while (row.next()) {
            Attachment item;
            const std::string_view hash = row.blob(0);
            std::copy_n(hash.begin(), std::min(hash.size(), item.sha256.size()),
                        item.sha256.begin());
            item.media_type = row.text(1);
            item.size_bytes = row.integer(2);
            item.uploaded_bytes = row.integer(3);
            list.push_back(std::move(item));
        }
    });
    if (!done) return pass_on(done);
    return list;
}

Result<void> Attachments::note_uploaded(const Hash& sha256, std::int64_t uploaded_bytes) {
    return store_.write([&] {
        const int changed = store_
                                .query("UPDATE attachment SET uploaded_bytes ="
                                       " max(uploaded_bytes, ?) WHERE sha256 = ?")
                                .bind(uploaded_bytes)
                                .bind_blob(sha256.data(), sha256.size())
                                .run();
        if (changed == 0) throw StoreFailure{{"attachment_unknown", to_hex(sha256)}};
    });
}

}  // namespace lini
