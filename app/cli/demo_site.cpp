#include "app/cli/demo_site.h"

#include <filesystem>
#include <fstream>
#include <sstream>

namespace lini {

namespace fs = std::filesystem;

Result<void> begin_demo(const DataPlace& place) {
    if (fs::exists(place.data / kDatabaseFile)) return {};
    const fs::path demo = place.assets / "demo";
    fs::copy_file(demo / kSiteFile, place.data / kSiteFile, fs::copy_options::skip_existing);
    nlohmann::json files = nlohmann::json::array();
    for (const char* name : {"products.json", "users.json", "orders.json"}) {
        std::ifstream file(demo / name, std::ios::binary);
        std::ostringstream text;
        text << file.rdbuf();
        files.push_back({{"name", name}, {"text", text.str()}});
    }
    const auto reply = ask_ledger(place, {{"verb", "import"}, {"files", files}}, Access::writing);
    if (!reply) return pass_on(reply);
    if (!reply->value("ok", false)) return fail("demo_refused", reply->dump());
    return {};
}

}  // namespace lini
