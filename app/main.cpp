// Builds the parts and runs them.
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <optional>

#include "app/base/log.h"
#include "app/base/stop_signal.h"
#include "app/cli/cli.h"
#include "app/cli/demo_site.h"
#include "app/cli/door.h"
#include "app/cli/in_folder.h"
#include "app/cli/ledger_access.h"
#include "app/cli/paper_folder.h"
#include "app/cli/report_folder.h"
#include "app/cli/say.h"
#include "app/play/play_agent.h"
#include "app/terminal/terminal.h"

namespace {

using namespace lini;  // NOLINT(google-build-using-namespace): the program's own namespace.
namespace fs = std::filesystem;

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
    const auto failed = [&](const Error& why) {
        std::cerr << "lini: " << say_error(context.locale, why).text << "\n";
        return static_cast<int>(ExitCode::failed);
    };
    if (const auto ready = asked.demo ? begin_demo(place) : Result<void>{}; !ready) {
        return failed(ready.error());
    }
    std::optional<PlayClock> played;
    if (asked.play_fd >= 0) played.emplace(asked.play_clock_us);
    const Clock& clock = played ? static_cast<const Clock&>(*played) : context.clock;
    PlayedCamera camera;
    const TerminalSetup setup = setup_of(asked, clock, camera);
    const auto terminal = Terminal::open(setup);
    if (!terminal) return failed(terminal.error());
    std::unique_ptr<Door> door;
    std::unique_ptr<InFolder> in_folder;
    std::unique_ptr<ReportFolder> reports;
    if (LedgerThread* ledger = (*terminal)->ledger()) {
        const VerbContext verbs{asked.data,     asked.assets,     clock,
                                &system_random, through(*ledger), reading_beside(setup.ledger),
                                [&] { return (*terminal)->devices_shown(); }};
        const ServeVerb answer = [verbs](const auto& it) { return serve(it, verbs); };
        auto opened = Door::open(asked.data, answer);
        if (opened) door = std::move(*opened);
        else log::error("door: {}: {}", opened.error().code, opened.error().detail);
        in_folder = InFolder::watch(asked.data, setup.config, answer, context.locale,
                                    [&](int files) { (*terminal)->set_refused_imports(files); });
        const PaperFolder papers(asked.data, setup.config.company, answer, context.locale);
        (*terminal)->set_paper_maker([papers](const auto& wanted) { return papers.save(wanted); });
        reports = ReportFolder::keep(asked.data, setup.config, clock, answer, context.locale);
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
