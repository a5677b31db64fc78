#include "app/play/play_agent.h"

#include <sys/socket.h>

#include <array>
#include <functional>

#include "app/ui/big_button.h"
#include "app/ui/shape.h"
#include "app/ui/text.h"
#include "tests/app/ui/screen_rig.h"

namespace lini {
namespace {

using ui::Rect;
using ui::Token;
using ui::Ui;

constexpr Rect kPlace{300, 300, 900, 436};

/// A terminal that only draws, played as the real one is: over the socket, by the agent.
class PlayedScreen final : public TerminalProbe {
public:
    explicit PlayedScreen(std::function<void(const Ui&)> draw)
        : draw_(std::move(draw)), clock_(0) {
        std::array<int, 2> pair{};
        REQUIRE(::socketpair(AF_UNIX, SOCK_STREAM, 0, pair.data()) == 0);
        player_ = std::make_unique<JsonChannel>(pair[0]);
        agent_ = std::make_unique<PlayAgent>(pair[1], clock_, camera_, machine_, [] {});
        frame();
    }

    /// What the player hears when it asks for this.
    nlohmann::json ask(const nlohmann::json& request) {
        REQUIRE(player_->send(request));
        for (int turn = 0; turn < 10'000; ++turn) {
            agent_->poll(*this);
            frame();
            if (auto answer = player_->receive(1)) return *answer;
        }
        FAIL("no answer");
        return {};
    }
    bool holds(const std::string& verb, const std::string& text) {
        return ask({{"do", verb}, {"text", text}}).value("ok", false);
    }

    void feed(const WedgeInput& input) override { fed.push_back(input); }
    const WedgeConfig& wedge() const override { return wedge_; }
    const ui::DrawProbe& drawn() const override { return rig_.probe; }
    const ui::ItemProbe& touchable() const override { return *rig_.items; }
    std::string under_way() const override { return busy_frames > 0 ? "ledger" : ""; }
    std::uint64_t frames() const override { return frames_; }
    void clock_turned() override { ++clock_turns; }
    void set_printer(const FilePortState&) override {}
    void set_scanner(const DeviceRequest&) override {}
    void set_language(ui::Language) override {}
    void set_dark(bool) override {}
    void resize(int, int) override {}
    Result<void> screenshot(const std::string&) override { return fail("file_unwritable"); }
    void stop() override { stopped = true; }

    PlayClock& clock() { return clock_; }
    void hang_up() { player_.reset(); }
    void turn() {
        agent_->poll(*this);
        frame();
    }

    std::vector<WedgeInput> fed;
    int busy_frames = 0;
    int clock_turns = 0;
    bool stopped = false;

private:
    void frame() {
        rig_.frame(draw_);
        ++frames_;
        if (busy_frames > 0) --busy_frames;
    }

    const std::function<void(const Ui&)> draw_;
    const SystemClock machine_;
    PlayClock clock_;
    WedgeConfig wedge_{"wedge", "~", WedgeSuffix::enter};
    ui::ScreenRig rig_;
    std::uint64_t frames_ = 0;
    std::unique_ptr<JsonChannel> player_;
    PlayedCamera camera_;
    std::unique_ptr<PlayAgent> agent_;
};

}  // namespace

TEST_CASE("see: a text drawn whole and on top holds, another does not") {
    PlayedScreen screen([](const Ui& ui) { ui::text(ui, kPlace, "Catat 250 baik"); });
    CHECK(screen.holds("see", "250 baik"));
    CHECK_FALSE(screen.holds("see", "251 baik"));
    CHECK(screen.holds("unseen", "251 baik"));
    CHECK_FALSE(screen.holds("unseen", "250 baik"));
}

TEST_CASE("see: covered text does not hold") {
    PlayedScreen screen([](const Ui& ui) {
        ui::text(ui, kPlace, "di bawah");
        ui::fill(ui, kPlace, Token::raised);
    });
    const auto answer = screen.ask({{"do", "see"}, {"text", "di bawah"}});
    CHECK_FALSE(answer["ok"]);
    CHECK(answer["why"] == "it is drawn, but covered");
    CHECK(answer["screen"].get<std::string>().find("di bawah") != std::string::npos);
}

TEST_CASE("see: text under another window does not hold") {
    PlayedScreen screen([](const Ui& ui) {
        ui::text(ui, kPlace, "di bawah");
        const ui::Layer over(ui, "answer", {200, 200, 1000, 500}, Token::bad_bg);
    });
    CHECK_FALSE(screen.holds("see", "di bawah"));
}

TEST_CASE("see: clipped text does not hold") {
    PlayedScreen screen([](const Ui& ui) {
        ImGui::GetWindowDrawList()->PushClipRect({300, 300}, {360, 436}, true);
        ui::text(ui, kPlace, "GLW-2611-014");
        ImGui::GetWindowDrawList()->PopClipRect();
    });
    CHECK_FALSE(screen.holds("see", "GLW-2611-014"));
}

TEST_CASE("see: text cut with an ellipsis does not hold") {
    PlayedScreen screen(
        [](const Ui& ui) { ui::text(ui, {300, 300, 420, 360}, "Serum Niacinamide 30 ml"); });
    CHECK_FALSE(screen.holds("see", "Serum"));
}

TEST_CASE("see: text in the colour of its ground does not hold") {
    PlayedScreen screen([](const Ui& ui) {
        ui::fill(ui, kPlace, Token::raised);
        ui::text(ui, kPlace, "tak terlihat", ui::type::kBody.in(Token::raised));
    });
    CHECK_FALSE(screen.holds("see", "tak terlihat"));
}

TEST_CASE("tap: a button is touched once, by its label or its stable id") {
    int touched = 0;
    PlayedScreen screen([&](const Ui& ui) {
        if (ui::big_button(ui, kPlace, {"batch.record", "Catat 250 baik"})) ++touched;
    });
    CHECK(screen.holds("tap", "Catat 250 baik"));
    CHECK(touched == 1);
    CHECK(screen.holds("tap", "batch.record"));
    CHECK(touched == 2);
}

TEST_CASE("tap: a covered button is not touched, and what lies there is named") {
    int touched = 0;
    PlayedScreen screen([&](const Ui& ui) {
        if (ui::big_button(ui, kPlace, {"batch.record", "Catat 250 baik"})) ++touched;
        const ui::Layer over(ui, "answer", {200, 200, 1000, 500}, Token::bad_bg);
        ui::big_button(ui, kPlace, {"answer.close", "Tutup"});
    });
    const auto answer = screen.ask({{"do", "tap"}, {"text", "batch.record"}});
    CHECK_FALSE(answer["ok"]);
    CHECK(answer["code"] == "tap_covered");
    CHECK(answer["why"].get<std::string>().find("answer.close") != std::string::npos);
    CHECK(touched == 0);
}

TEST_CASE("tap: what is absent, switched off or of a doubtful name is not touched") {
    PlayedScreen screen([](const Ui& ui) {
        ui::Button off{"batch.record", "Catat 0 baik"};
        off.enabled = false;
        ui::big_button(ui, kPlace, off);
        ui::big_button(ui, kPlace.moved(0, 200), {"reject.1", "Rusak"});
        ui::big_button(ui, kPlace.moved(0, 400), {"reject.2", "Rusak"});
    });
    CHECK(screen.ask({{"do", "tap"}, {"text", "batch.record"}})["code"] == "tap_disabled");
    CHECK(screen.ask({{"do", "tap"}, {"text", "Simpan"}})["code"] == "tap_absent");
    CHECK(screen.ask({{"do", "tap"}, {"text", "Rusak"}})["code"] == "tap_ambiguous");
}

TEST_CASE("an answer comes only when the terminal is at rest") {
    PlayedScreen screen([](const Ui& ui) { ui::text(ui, kPlace, "x"); });
    screen.busy_frames = 50;
    CHECK(screen.holds("settle", ""));
    CHECK(screen.busy_frames == 0);
}

TEST_CASE("a scan goes in as the scanner's keys, with its prefix and suffix") {
    PlayedScreen screen([](const Ui& ui) { ui::text(ui, kPlace, "x"); });
    CHECK(screen.ask({{"do", "scan"}, {"escaped", "AB\\x1d"}})["ok"]);
    REQUIRE_FALSE(screen.fed.empty());
    int characters = 0;
    for (const WedgeInput& input : screen.fed) {
        if (std::holds_alternative<WedgeCharacter>(input)) ++characters;
    }
    CHECK(characters == 3);  // ~ A B; GS and Enter come as keys.
}

TEST_CASE("the clock is turned for whoever waits for it") {
    PlayedScreen screen([](const Ui& ui) { ui::text(ui, kPlace, "x"); });
    CHECK(screen.ask({{"do", "clock"}, {"set_us", 5'000'000'000}})["ok"]);
    CHECK(screen.clock_turns == 1);
    CHECK(screen.clock().now_utc_us() >= 5'000'000'000);
    CHECK(screen.clock().now_utc_us() < 5'060'000'000);
}

TEST_CASE("a request that nobody knows is answered and harms nothing") {
    PlayedScreen screen([](const Ui& ui) { ui::text(ui, kPlace, "x"); });
    CHECK_FALSE(screen.ask({{"do", "explode"}})["ok"]);
    CHECK_FALSE(screen.ask({{"do", "shot"}, {"path", "/nowhere/x.png"}})["ok"]);
    CHECK(screen.holds("see", "x"));
}

TEST_CASE("a terminal whose player is gone stops") {
    PlayedScreen screen([](const Ui& ui) { ui::text(ui, kPlace, "x"); });
    screen.hang_up();
    for (int turn = 0; turn < 10'000 && !screen.stopped; ++turn) screen.turn();
    CHECK(screen.stopped);
}

}  // namespace lini
