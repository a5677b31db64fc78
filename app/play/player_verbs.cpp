#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <thread>
#include <utility>

#include "app/play/player.h"
#include "app/play/player_parts.h"

namespace lini {
namespace {

namespace fs = std::filesystem;

constexpr int kWaitLooks = 200;
constexpr std::chrono::milliseconds kLookAgain(100);

}  // namespace

Result<void> Player::ask(nlohmann::json request) {
    const auto started = stage_.start_terminal();
    if (!started) return started;
    return stage_.ask(std::move(request));
}

Result<void> Player::run_verb(std::vector<std::string> arguments, int expected_code) {
    // Through the running terminal, as in a factory, and so by the played clock.
    if (const auto started = stage_.start_terminal(); !started) return started;
    for (std::string& argument : arguments) {
        // A file that `file` made.
        const fs::path own = stage_.data() / argument;
        if (!argument.empty() && fs::is_regular_file(own)) argument = own.string();
    }
    const auto outcome = stage_.run_verb(std::move(arguments), language_);
    if (!outcome) return pass_on(outcome);
    said_ = outcome->output + outcome->complaint;
    if (outcome->exit_code != expected_code) {
        return fail("does_not_hold", "exit code " + std::to_string(outcome->exit_code) +
                                         ", see verbs.log; it said: " + outcome->output);
    }
    return {};
}

std::string Player::file_named(const std::string& word) const {
    if (fs::exists(stage_.data() / word)) return (stage_.data() / word).string();
    return (stage_.scenario_folder() / word).string();
}

Result<void> Player::run_words(std::vector<std::string> words, int expected_code) {
    for (std::size_t i = 1; i < words.size(); ++i) {
        const bool made = fs::exists(stage_.data() / words[i]);
        if (words[i - 1] == "-o" && !made) words[i] = (stage_.out() / words[i]).string();
    }
    for (std::string& word : words) {
        const bool beside = !fs::exists(stage_.data() / word) &&
                            fs::is_regular_file(stage_.scenario_folder() / word);
        if (beside) word = file_named(word);
    }
    return run_verb(words, expected_code);
}

Result<void> Player::import(const ScenarioLine& step) {
    const std::string file = file_named(step.args[0]);
    // Through the door of the terminal, so that what is imported carries the scenario's time.
    if (const auto started = stage_.start_terminal(); !started) return started;
    return run_verb({"import", file}, 0);
}

Result<void> Player::lini(const ScenarioLine& step) { return run_words(step.args, 0); }

Result<void> Player::fails(const ScenarioLine& step) {
    const auto code = whole_number(step.args[0]);
    if (!code) return tl::unexpected(unreadable_line("fails CODE VERB …"));
    return run_words({step.args.begin() + 1, step.args.end()}, *code);
}

Result<void> Player::clock(const ScenarioLine& step) {
    if (step.args[0] == "set") {
        const auto moment = parse_moment_us(step.args[1]);
        if (!moment) return tl::unexpected(unreadable_line("no such moment"));
        stage_.set_clock(*moment);
        return ask({{"do", "clock"}, {"set_us", *moment}});
    }
    const auto duration = parse_duration_us(step.args[1]);
    if (step.args[0] != "advance" || !duration) {
        return tl::unexpected(unreadable_line("clock set MOMENT, or clock advance DURATION"));
    }
    const auto turned = ask({{"do", "clock"}, {"advance_us", *duration}});
    stage_.advance_clock(*duration);
    return turned;
}

Result<void> Player::wait(const ScenarioLine& step) {
    if (step.args[0] == "rest") return ask({{"do", "settle"}});
    ScenarioLine condition = step;
    condition.verb = step.args[0];
    condition.args.erase(condition.args.begin());
    constexpr std::array kConditions = {"see",    "unseen", "printed", "billed",
                                        "status", "logged"};
    const bool allowed = std::find(kConditions.begin(), kConditions.end(), condition.verb) !=
                         kConditions.end();
    if (!allowed || condition.args.empty()) {
        return tl::unexpected(unreadable_line("wait rest, or wait for a condition"));
    }
    for (int look = 1;; ++look) {
        const auto held = run(condition);
        if (held || look == kWaitLooks) return held;
        std::this_thread::sleep_for(kLookAgain);
    }
}

Result<void> Player::scan(const ScenarioLine& step) {
    std::string bytes = step.args[0];
    if (step.args.size() > 1) {
        const auto times = step.args.size() == 3 ? whole_number(step.args[2]) : std::nullopt;
        if (step.args[1] != "times" || !times || *times < 1 || *times > 20000) {
            return tl::unexpected(unreadable_line("scan TEXT, or scan TEXT times N"));
        }
        std::string repeated;
        for (int i = 0; i < *times; ++i) repeated += bytes;
        bytes = std::move(repeated);
    }
    return ask({{"do", "scan"}, {"escaped", escaped(bytes)}});
}

Result<void> Player::type(const ScenarioLine& step) {
    return ask({{"do", "type"}, {"escaped", escaped(step.args[0])}});
}

Result<void> Player::tap(const ScenarioLine& step) {
    const auto nth = step.args.size() == 2 ? whole_number(step.args[1]) : std::optional(0);
    if (!nth || *nth < 0) return tl::unexpected(unreadable_line("tap NAME, or tap NAME N"));
    return ask({{"do", "tap"}, {"text", step.args[0]}, {"nth", *nth}});
}

const std::string& Player::in_language(const ScenarioLine& step) const {
    return step.args.size() > 1 && language_ == "en" ? step.args[1] : step.args[0];
}

Result<void> Player::look(const ScenarioLine& step) {
    return ask({{"do", step.verb}, {"text", in_language(step)}});
}

Result<void> Player::said(const ScenarioLine& step) {
    const std::string& part = in_language(step);
    return expect(said_.find(part) != std::string::npos, "it said: " + said_);
}

Result<void> Player::drop(const ScenarioLine& step) {
    std::error_code error;
    const fs::path folder = stage_.data() / "in";
    fs::create_directories(folder, error);
    const fs::path from = file_named(step.args[0]);
    fs::copy_file(from, folder / from.filename(), fs::copy_options::overwrite_existing, error);
    return expect(!error, "cannot copy it: " + error.message());
}

Result<void> Player::playbook(const ScenarioLine& step) {
    std::error_code error;
    fs::create_directories(stage_.data() / "playbooks", error);
    const fs::path from = file_named(step.args[0]);
    const fs::path name = step.args.size() > 1 ? fs::path(step.args[1]) : from;
    fs::copy_file(from, stage_.data() / "playbooks" / name.filename(),
                  fs::copy_options::overwrite_existing, error);
    return expect(!error, "cannot copy it: " + error.message());
}

Result<void> Player::enter(const ScenarioLine& step) {
    for (const char key : step.args[0]) {
        std::string name = std::string("key.") + key;
        if (key == ',' || key == '.') name = "key.decimal";
        const auto tapped = ask({{"do", "tap"}, {"text", name}});
        if (!tapped) return tapped;
    }
    return {};
}

Result<void> Player::erp(const ScenarioLine& step) {
    const auto mood = erp_mood(step.args[0]);
    if (!mood) return tl::unexpected(unreadable_line("no such state of the ERP"));
    return stage_.erp().set_mood(*mood);
}

Result<void> Player::billed(const ScenarioLine& step) {
    const auto documents = stage_.erp().documents();
    const ErpCounts counts = stage_.erp().counts();
    if (counts.bad_signatures + counts.unreadable > 0) {
        return fail("does_not_hold", "the ERP got messages that it had to refuse");
    }
    return expect(whole_number(step.args[0]) == static_cast<int>(documents.size()),
                  "the ERP holds " + std::to_string(documents.size()) + " documents from " +
                      std::to_string(counts.received) + " messages");
}

Result<void> Player::kill(const ScenarioLine& step) {
    if (!step.args.empty()) {
        const bool known = step.args.size() == 3 && step.args[0] == "amid" &&
                           (step.args[1] == "tap" || step.args[1] == "scan");
        if (!known) return tl::unexpected(unreadable_line("kill, or kill amid tap|scan TEXT"));
        const char* key = step.args[1] == "tap" ? "text" : "escaped";
        const std::string text =
            step.args[1] == "tap" ? step.args[2] : escaped(step.args[2]);
        const auto killed = stage_.kill_amid({{"do", step.args[1]}, {key, text}});
        if (!killed) return killed;
    }
    stage_.kill_terminal();
    return stage_.start_terminal();
}

Result<void> Player::restart(const ScenarioLine&) {
    const auto stopped = stage_.stop_terminal();
    if (!stopped) return stopped;
    return stage_.start_terminal();
}

Result<void> Player::station(const ScenarioLine& step) {
    const auto stopped = stage_.stop_terminal();
    if (!stopped) return stopped;
    const auto written = stage_.write_site_config(step.args[0]);
    if (!written) return written;
    return stage_.start_terminal();
}

Result<void> Player::terminate(const ScenarioLine&) {
    const auto ended = stage_.terminate_terminal();
    if (!ended) return ended;
    return stage_.start_terminal();
}

Result<void> Player::sealed(const ScenarioLine& step) {
    const auto outcome = stage_.run_verb({"ledger", "verify", "--json"});
    if (!outcome) return pass_on(outcome);
    const auto report = nlohmann::json::parse(outcome->output, nullptr, false);
    if (outcome->exit_code != 0 || !report.is_object()) {
        return fail("does_not_hold", "the ledger is not sound: " + outcome->output);
    }
    bool sealed = true;
    for (const nlohmann::json& chain : report.value("chains", nlohmann::json::array())) {
        sealed = sealed && chain.value("certain_to_seq", 0) == chain.value("events", -1);
    }
    return expect(sealed == (step.verb == "sealed"),
                  sealed ? "its last record is under a signed head" : "it is not");
}

Result<void> Player::status(const ScenarioLine& step) {
    const auto outcome = stage_.run_verb({"status", "--json"});
    if (!outcome) return pass_on(outcome);
    const auto all = nlohmann::json::parse(outcome->output, nullptr, false);
    if (outcome->exit_code != 0 || all.is_discarded()) {
        return fail("does_not_hold", "lini status failed, see verbs.log: " + outcome->output);
    }
    auto wanted = nlohmann::json::parse(step.args[2], nullptr, false);
    if (wanted.is_discarded()) wanted = step.args[2];
    nlohmann::json is;  // null where the pointer leads nowhere
    try {
        const nlohmann::json::json_pointer pointer(step.args[0]);
        if (all.contains(pointer)) is = all.at(pointer);
    } catch (const nlohmann::json::exception& error) {
        return tl::unexpected(unreadable_line(error.what()));
    }
    if (step.args[1] == "==") return expect(is == wanted, "it is " + is.dump());
    if (step.args[1] == "!=") return expect(is != wanted, "it is " + is.dump());
    return tl::unexpected(unreadable_line("status POINTER == VALUE"));
}

Result<void> Player::shot(const ScenarioLine& step) {
    const fs::path name = fs::path(step.args[0]).filename();
    return ask({{"do", "shot"}, {"path", (stage_.out() / name).string() + ".png"}});
}

Result<void> Player::lang(const ScenarioLine& step) {
    language_ = step.args[0];
    return ask({{"do", "lang"}, {"lang", step.args[0]}});
}

Result<void> Player::size(const ScenarioLine& step) {
    const auto size = parse_size(step.args[0]);
    if (!size) return tl::unexpected(unreadable_line("size WIDTHxHEIGHT"));
    return ask({{"do", "size"}, {"width", size->width}, {"height", size->height}});
}

Result<void> Player::theme(const ScenarioLine& step) {
    return ask({{"do", "theme"}, {"theme", step.args[0]}});
}

Result<void> Player::logged(const ScenarioLine& step) {
    std::string log;
    for (const auto& entry : fs::directory_iterator(stage_.data())) {
        if (entry.path().filename().string().find(".log") == std::string::npos) continue;
        if (const auto text = bytes_of(entry.path())) log += *text;
    }
    const bool found = log.find(step.args[0]) != std::string::npos;
    return expect(found == (step.verb == "logged"), found ? "it is in the log" : "it is not");
}

Result<void> Player::file(const ScenarioLine& step) {
    std::ofstream file(stage_.data() / fs::path(step.args[0]).filename(), std::ios::binary);
    file << step.args[1];
    file.close();
    return expect(file.good(), "cannot write it");
}

}  // namespace lini
