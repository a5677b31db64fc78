#include "app/cli/in_folder.h"

#include <algorithm>
#include <fstream>
#include <vector>

#include "app/base/log.h"
#include "app/base/utf8.h"
#include "app/cli/say.h"
#include "app/cli/text_file.h"

namespace lini {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

bool is_export(const fs::path& file) {
    const std::string name = file.filename().string();
    const std::string kind = file.extension().string();
    return !name.starts_with('.') && (kind == ".json" || kind == ".csv");
}

/// The file is at fault, and no second try would help.
bool is_refusal(const json& reply) {
    return reply.contains("problems") || reply.contains("refusal");
}

}  // namespace

InFolder::InFolder(fs::path folder, UserId as, ServeVerb serve, const ui::Locale& locale,
                   OnRefused on_refused)
    : folder_(std::move(folder)),
      as_(std::move(as)),
      serve_(std::move(serve)),
      locale_(locale),
      on_refused_(std::move(on_refused)) {}

std::unique_ptr<InFolder> InFolder::watch(const fs::path& data, const SiteConfig& config,
                                          ServeVerb serve, const ui::Locale& locale,
                                          OnRefused on_refused) {
    if (config.import_folder.empty()) return nullptr;
    auto folder = std::make_unique<InFolder>(data / config.import_folder, config.import_as,
                                             std::move(serve), locale, std::move(on_refused));
    folder->ticker_.emplace(kPause, [it = folder.get()] { it->look(); });
    return folder;
}

int InFolder::look() {
    std::error_code error;
    fs::create_directories(folder_, error);
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder_, error)) {
        if (entry.is_regular_file(error) && is_export(entry.path())) files.push_back(entry.path());
    }
    if (error && told_ != error.message()) {
        told_ = error.message();
        log::error("in folder {}: {}", folder_.string(), told_);
    }
    std::sort(files.begin(), files.end());
    files.resize(std::min(files.size(), kFilesAtOnceMax));
    std::map<std::string, Seen> now;
    int taken = 0;
    for (const fs::path& file : files) {
        const std::string name = file.filename().string();
        const Seen seen{fs::file_size(file, error), fs::last_write_time(file, error)};
        const auto before = seen_.find(name);
        const bool whole = !error && before != seen_.end() && before->second == seen;
        if (whole && take(file)) {
            ++taken;
        } else {
            now[name] = seen;
        }
    }
    seen_ = std::move(now);
    count_refused();
    return taken;
}

// Whoever has dealt with one takes it away.
void InFolder::count_refused() {
    if (!on_refused_) return;
    std::error_code error;
    int files = 0;
    for (const auto& entry : fs::directory_iterator(folder_ / "refused", error)) {
        if (is_export(entry.path())) ++files;
    }
    if (files != refused_) on_refused_(files);
    refused_ = files;
}

bool InFolder::take(const fs::path& file) {
    const std::string name = file.filename().string();
    const auto text = read_import_file(file);
    if (!text) return false;
    json reply = not_utf8_reply(name);
    if (is_valid_utf8(*text)) {
        json request{{"verb", "import"}, {"files", {{{"name", name}, {"text", *text}}}}};
        if (!as_.empty()) request["actor"] = as_.str();
        reply = serve_(request);
    }
    if (reply.value("ok", false)) {
        log::info("in folder: {} imported, {} changed", log::printable(name),
                  reply.value("changed", 0));
        move_to("done", file, {});
        return true;
    }
    const std::string why = say_failure(locale_, reply).text;
    if (is_refusal(reply)) {
        log::warn("in folder: {} refused", log::printable(name));
        move_to("refused", file, why);
        return true;
    }
    // The ledger is busy or stopped: the file stays and is tried again.
    if (told_ != why) log::warn("in folder: {} waits: {}", log::printable(name), why);
    told_ = why;
    return false;
}

void InFolder::move_to(const char* where, const fs::path& file, const std::string& why) {
    std::error_code error;
    const fs::path folder = folder_ / where;
    fs::create_directories(folder, error);
    fs::path target = folder / file.filename();
    for (int copy = 2; fs::exists(target, error); ++copy) {
        target = folder / (file.stem().string() + "-" + std::to_string(copy) +
                           file.extension().string());
    }
    if (!why.empty()) std::ofstream(target.string() + ".txt") << why << "\n";
    fs::rename(file, target, error);
    if (error) log::error("in folder: {} cannot be moved: {}", file.string(), error.message());
}

}  // namespace lini
