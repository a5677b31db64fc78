// The part of site_config.h that touches the disk.
#include "app/import/replace_file.h"
#include "app/import/site_config.h"

namespace lini {
namespace {

namespace fs = std::filesystem;

Problem problem_of(const fs::path& file, const char* key) {
    Problem problem;
    problem.file = file.filename().string();
    problem.key = key;
    return problem;
}

bool is_beginning_of(const std::string& text, const std::string& whole) {
    return text.size() < whole.size() && whole.starts_with(text);
}

}  // namespace

LoadedConfig load_site_config(const fs::path& file) {
    const fs::path good_path = file.string() + ".last-good";
    const auto text = read_whole(file);
    const auto good_text = read_whole(good_path);
    LoadedConfig loaded;
    if (text) {
        auto parsed = parse_site_config(file.filename().string(), *text);
        const bool cut = good_text && is_beginning_of(*text, *good_text);
        if (parsed && !cut) {
            const bool kept = text == good_text || replace_file(good_path, *text);
            if (!kept) loaded.problems.push_back(problem_of(good_path, "last_good_unwritable"));
            loaded.config = std::move(*parsed);
            loaded.source = LoadedConfig::Source::file;
            return loaded;
        }
        loaded.problems = parsed ? Problems{problem_of(file, "file_truncated")} : parsed.error();
    } else if (std::error_code error; fs::exists(file, error) || error || good_text) {
        // There is a good copy, so the file was there once: its absence is worth a word.
        loaded.problems.push_back(problem_of(file, "file_unreadable"));
    }
    if (!good_text) return loaded;
    auto good = parse_site_config(good_path.filename().string(), *good_text);
    if (!good) return loaded;
    loaded.config = std::move(*good);
    loaded.source = LoadedConfig::Source::last_good;
    return loaded;
}

}  // namespace lini
