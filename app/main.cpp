// Builds the parts and runs them.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <optional>
#include <sstream>

#include "app/base/log.h"
#include "app/base/stop_signal.h"
#include "app/cli/cli.h"
#include "app/cli/door.h"
#include "app/cli/ledger_access.h"
#include "app/cli/say.h"
#include "app/play/play_agent.h"
#include "app/terminal/terminal.h"

namespace {

using namespace lini;  // NOLINT(google-build-using-namespace): the program's own namespace.
namespace fs = std::filesystem;

/// An empty data folder of `--demo` gets the demo site with its orders, products and users.
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

TerminalSetup setup_of(const TerminalOptions& asked, const Clock& clock, PlayedCamera& camera) {
    TerminalSetup setup;
    setup.data_folder = asked.data.string();
    setup.assets_folder = asked.assets.string();
    const LoadedConfig loaded = load_site_config(asked.data / kSiteFile);
    for (const Problem& problem : loaded.problems) log::error("site.toml: {}", to_string(problem));
    setup.config = loaded.config;
    if (!asked.language.empty()) setup.config.language = asked.language;
    setup.window.width = asked.width_px;
    setup.window.height = asked.height_px;
    setup.window.dpi = asked.dpi;
    setup.clock = &clock;
    setup.ledger = ledger_options(setup.config, asked.data, clock);
    setup.window.injected_pointer = asked.play_fd >= 0;
    setup.usb = setup.sound = asked.play_fd < 0;
    if (asked.play_fd >= 0) setup.video = [&camera] { return camera.calls(); };
    return setup;
}

int run_terminal(const TerminalOptions& asked, const CliContext& context) {
    std::error_code error;
    fs::create_directories(asked.data, error);
    fs::permissions(asked.data, fs::perms::owner_all, error);
    log::start((asked.data / "lini.log").string(), asked.play_fd >= 0);
    watch_stop_signals();
    const DataPlace place{asked.data, asked.assets, context.clock};
    if (const auto ready = asked.demo ? begin_demo(place) : Result<void>{}; !ready) {
        std::cerr << "lini: " << say_error(context.locale, ready.error()).text << "\n";
        return static_cast<int>(ExitCode::failed);
    }
    std::optional<PlayClock> played;
    if (asked.play_fd >= 0) played.emplace(asked.play_clock_us);
    const Clock& clock = played ? static_cast<const Clock&>(*played) : context.clock;
    PlayedCamera camera;
    const TerminalSetup setup = setup_of(asked, clock, camera);
    const auto terminal = Terminal::open(setup);
    if (!terminal) {
        std::cerr << "lini: " << say_error(context.locale, terminal.error()).text << "\n";
        return static_cast<int>(ExitCode::failed);
    }
    std::unique_ptr<Door> door;
    if (LedgerThread* ledger = (*terminal)->ledger()) {
        VerbContext verbs{asked.data,     asked.assets,     clock,
                          &system_random, through(*ledger), reading_beside(setup.ledger),
                          [&] { return (*terminal)->devices_shown(); }};
        auto opened = Door::open(asked.data, [verbs](const auto& it) { return serve(it, verbs); });
        if (opened) door = std::move(*opened);
        else log::error("door: {}: {}", opened.error().code, opened.error().detail);
    }
    std::optional<PlayAgent> agent;
    if (played) {
        agent.emplace(asked.play_fd, *played, camera, context.clock, [&] { (*terminal)->wake(); });
        (*terminal)->set_agent(&*agent);
    }
    return (*terminal)->run() == 0 ? 0 : static_cast<int>(ExitCode::failed);
}

}  // namespace

int main(int argc, char** argv) {
    log::start({}, true);  // Standard output belongs to the verbs: what is logged goes to stderr.
    const SystemClock clock;
    const char* language = std::getenv("LINI_LANG");
    const bool english = language != nullptr && std::string_view(language) == "en";
    const auto locale =
        ui::Locale::load(LINI_LOCALE_DIR, english ? ui::Language::en : ui::Language::id);
    if (!locale) {
        std::cerr << "lini: " << locale.error().detail << "\n";
        return static_cast<int>(ExitCode::failed);
    }
    const char* assets = std::getenv("LINI_ASSETS");
    const CliContext context{clock, assets != nullptr ? assets : LINI_ASSETS_DIR,
                             fs::read_symlink("/proc/self/exe"), *locale};
    return run_cli(argc, argv, context, [&](const TerminalOptions& options) {
        return run_terminal(options, context);
    });
}
