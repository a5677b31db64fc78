#include "app/play/stage.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <thread>
#include <utility>

#include "app/base/clock.h"

namespace lini {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMarker = ".lini-play";
constexpr const char* kLabels = "labels";
constexpr const char* kWebhookSecret = "whsec_bGluaS1wbGF5LXNlY3JldC0wMTIzNDU2Nzg5";
constexpr int kStartMs = 60'000;
constexpr int kReplyMs = 90'000;  // Longer than the terminal's own limit for a request.
constexpr int kVerbMs = 60'000;

std::int64_t machine_now_us() { return SystemClock().monotonic_us(); }

Result<void> write_file(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.close();
    if (!file) return fail("file_unwritable", path.string());
    return {};
}

}  // namespace

Result<void> prepare_play_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) return fail("file_unwritable", folder.string());
    if (!fs::is_empty(folder, error) && !fs::exists(folder / kMarker, error)) {
        return fail("folder_not_ours", folder.string());
    }
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().filename() != kMarker) fs::remove_all(entry.path(), error);
        if (error) return fail("file_unwritable", entry.path().string());
    }
    return write_file(folder / kMarker, "This folder belongs to `lini play`, which empties it.\n");
}

Result<std::unique_ptr<Stage>> Stage::build(PlayOptions options) {
    std::unique_ptr<Stage> stage(new Stage(std::move(options)));
    if (const auto ready = prepare_play_folder(stage->out()); !ready) return pass_on(ready);
    auto erp = FakeErp::start(kWebhookSecret);
    if (!erp) return pass_on(erp);
    stage->erp_ = std::move(*erp);
    stage->set_clock(kPlayStartUtcUs);
    if (const auto written = stage->write_site_config("packing"); !written) return pass_on(written);
    return stage;
}

fs::path Stage::data() const { return out() / "data"; }

fs::path Stage::scenario_folder() const {
    return fs::absolute(options_.scenario).parent_path();
}

Result<void> Stage::write_site_config(const std::string& step) const {
    // Only this user may read a folder that holds keys.
    fs::create_directories(data() / "keys");
    fs::permissions(data(), fs::perms::owner_all);
    fs::permissions(data() / "keys", fs::perms::owner_all);
    const fs::path secret = data() / "keys/webhook";
    if (const auto written = write_file(secret, kWebhookSecret); !written) return written;
    fs::permissions(secret, fs::perms::owner_read | fs::perms::owner_write);
    return write_file(data() / "site.toml",
                      "[terminal]\nid = \"lini-2\"\ncode = \"L2\"\nline_name = \"Lini 2\"\n"
                      "step = \"" + step + "\"\n\n"
                      "[site]\nname = \"Lini\"\nzone = \"Asia/Jakarta\"\n\n"
                      "[company]\nname = \"PT Lini Kosmetika Nusantara\"\n"
                      "address = \"Jl. Industri Raya 7, Cikarang 17530\"\n"
                      "tax_id = \"01.234.567.8-413.000\"\nbank = \"BCA\"\n"
                      "account_no = \"5410 123 456\"\n"
                      "account_holder = \"PT Lini Kosmetika Nusantara\"\n\n"
                      "[screen]\nlanguage = \"" + options_.language + "\"\n\n"
                      "[import]\nfolder = \"in\"\nas = \"u-5101\"\n\n"
                      "[[printers]]\nname = \"Zebra ZT411\"\ntransport = \"file\"\n"
                      "folder = \"" + std::string(kLabels) + "\"\n\n"
                      "[[destinations]]\nname = \"erp\"\nkind = \"webhook\"\n"
                      "url = \"" + erp_->url() + "\"\nsecret_file = \"keys/webhook\"\n");
}

Result<void> Stage::start_terminal() {
    if (terminal_) return {};
    std::array<int, 2> pair{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair.data()) != 0) {
        return fail("cannot_start", "socketpair");
    }
    channel_ = std::make_unique<JsonChannel>(pair[0]);
    const std::string size =
        std::to_string(options_.size.width) + "x" + std::to_string(options_.size.height);
    auto process = Process::start(
        options_.program,
        {"terminal", "--data", data().string(), "--play-fd", "3", "--play-clock",
         std::to_string(clock_now_us()), "--size", size},
        {pair[1], -1, (out() / "terminal.log").string()});
    ::close(pair[1]);
    if (!process) return pass_on(process);
    terminal_ = std::move(*process);

    const auto sent = channel_->send({{"do", "settle"}});
    const auto first = sent ? channel_->receive(kStartMs) : pass_on(sent);
    if (first) return {};
    kill_terminal();
    return fail("terminal_did_not_start", "see " + (out() / "terminal.log").string());
}

Result<void> Stage::kill_amid(const nlohmann::json& request) {
    constexpr std::uint64_t kLongestMs = 60;
    if (!channel_) return fail("terminal_not_running");
    if (const auto sent = channel_->send(request); !sent) return sent;
    std::this_thread::sleep_for(std::chrono::milliseconds(moment_() % kLongestMs));
    kill_terminal();
    return {};
}

void Stage::kill_terminal() {
    if (terminal_) terminal_->kill();
    terminal_.reset();
    channel_.reset();
}

Result<void> Stage::stop_terminal() {
    if (!terminal_) return {};
    static_cast<void>(channel_->send({{"do", "stop"}}));
    return await_end();
}

Result<void> Stage::terminate_terminal() {
    if (!terminal_) return fail("terminal_not_running");
    terminal_->ask_to_end();
    return await_end();
}

Result<void> Stage::await_end() {
    const auto code = terminal_->wait(kStartMs);
    kill_terminal();
    if (!code) return pass_on(code);
    if (*code != 0) return fail("terminal_failed", "exit code " + std::to_string(*code));
    return {};
}

Result<void> Stage::ask(nlohmann::json request) {
    if (!channel_) return fail("terminal_not_running");
    const auto sent = channel_->send(request);
    const auto answer = sent ? channel_->receive(kReplyMs) : pass_on(sent);
    if (!answer) {
        kill_terminal();
        return fail(answer.error().code, "the terminal ended or went silent; see terminal.log");
    }
    if (answer->value("ok", false)) return {};
    screen_ = answer->value("screen", std::string());
    return fail(answer->value("code", std::string()), answer->value("why", std::string()));
}

Result<ToolOutcome> Stage::run_verb(std::vector<std::string> arguments,
                                    const std::string& language) {
    ::setenv("LINI_LANG", language.c_str(), 1);
    arguments.insert(arguments.begin() + 1, {"--data", data().string()});
    return run_tool(options_.program, std::move(arguments), (out() / "verbs.log").string(),
                    kVerbMs);
}

std::vector<fs::path> Stage::printed() const {
    std::vector<fs::path> files;
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(data() / kLabels, error)) {
        if (entry.path().extension() == ".zpl") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::int64_t Stage::clock_now_us() const { return machine_now_us() + wall_offset_us_; }

void Stage::set_clock(std::int64_t utc_us) { wall_offset_us_ = utc_us - machine_now_us(); }

void Stage::advance_clock(std::int64_t duration_us) { wall_offset_us_ += duration_us; }

}  // namespace lini
