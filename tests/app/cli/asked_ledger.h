// A data folder with demo files imported, asked as the command line asks it. One thread.
#pragma once

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <fstream>
#include <initializer_list>
#include <sstream>
#include <string>

#include "app/cli/ledger_access.h"
#include "app/cli/serve.h"
#include "tests/app/cli/scratch_folder.h"

namespace lini {

inline const std::filesystem::path kAssets = std::filesystem::path(LINI_SOURCE_DIR) / "assets";

inline std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

class AskedLedger {
public:
    AskedLedger(const Clock& clock, std::initializer_list<const char*> demo_files)
        : clock_(clock) {
        nlohmann::json files = nlohmann::json::array();
        for (const char* name : demo_files) {
            files.push_back({{"name", name}, {"text", text_of(kAssets / "demo" / name)}});
        }
        REQUIRE(ask({{"verb", "import"}, {"files", files}})["ok"] == true);
    }

    nlohmann::json ask(const nlohmann::json& request) {
        if (busy) return {{"ok", false}, {"error", "ledger_busy"}};
        const DataPlace place{path(), kAssets, clock_};
        const auto reply = ask_ledger(place, request, Access::writing);
        return reply ? *reply : reply_error(reply.error());
    }
    const std::filesystem::path& path() const { return folder_.path(); }

    bool busy = false;

private:
    const ScratchFolder folder_;
    const Clock& clock_;
};

}  // namespace lini
