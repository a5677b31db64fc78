#include "app/cli/text_file.h"

#include <fstream>

#include "app/cli/serve.h"
#include "app/import/csv_document.h"
#include "app/import/document.h"

namespace lini {

Result<std::string> read_import_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text(kDocumentBytesMax + 1, '\0');
    in.read(text.data(), static_cast<std::streamsize>(text.size()));
    if (in.bad() || !in.is_open()) return fail("file_unreadable", file.string());
    text.resize(static_cast<std::size_t>(in.gcount()));
    if (file.extension() != ".csv") return text;
    const auto utf8 = csv_as_utf8(file.string(), text);
    return utf8 ? *utf8 : text;
}

nlohmann::json not_utf8_reply(const std::string& name) {
    Problem problem;
    problem.file = name;
    problem.key = "not_utf8";
    return reply_problems({problem});
}

Result<void> write_whole(const std::string& bytes, const std::string& name) {
    std::ofstream file(name, std::ios::binary | std::ios::trunc);
    file << bytes;
    file.close();
    if (file) return {};
    std::error_code ignored;
    std::filesystem::remove(name, ignored);
    return fail("file_unwritable", name);
}

}  // namespace lini
