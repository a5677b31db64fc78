// CPU time of Dear ImGui's work for one frame, from NewFrame to Render and without OpenGL, of the
// screens in a busy factory against ImGui's own demo window, by turns. No display is needed.
//   bench_screen [--orders 200] [--records 50] [--rounds 60] [--only monitor]
// The demo window opens small with every section closed, about ten lines of text. So the same is
// also measured against the demo window over the whole screen with its sections open.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "app/screens/screens.h"
#include "app/ui/item_probe.h"
#include "app/ui/ui.h"
#include "imgui.h"
#include "imgui_internal.h"
#include "tests/app/screens/sample_site.h"
#include "tests/bench/ratio.h"

namespace lini::bench {
namespace {

constexpr float kWidthPx = 1920;
constexpr float kHeightPx = 1080;
constexpr int kFramesARound = 20;

/// A Dear ImGui of its own, with a renderer that takes every texture.
class Canvas {
public:
    Canvas() : context_(ImGui::CreateContext()) {
        enter();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {kWidthPx, kHeightPx};
        io.DeltaTime = 1.0F / 60;
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
    }
    ~Canvas() {
        enter();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
        ImGui::DestroyContext(context_);
    }
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    void enter() { ImGui::SetCurrentContext(context_); }

    /// Of the frame last drawn.
    int vertices() {
        enter();
        return ImGui::GetDrawData()->TotalVtxCount;
    }

    /// CPU nanoseconds of one frame.
    double frame(const std::function<void()>& draw) {
        const std::int64_t from = thread_cpu_ns();
        ImGui::NewFrame();
        draw();
        ImGui::Render();
        const std::int64_t to = thread_cpu_ns();
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(1);
            texture->SetStatus(ImTextureStatus_OK);
        }
        return static_cast<double>(to - from);
    }

private:
    ImGuiContext* context_;
};

void draw_demo() { ImGui::ShowDemoWindow(); }

void draw_open_demo() {
    constexpr const char* kWindow = "Dear ImGui Demo";
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({kWidthPx, kHeightPx});
    if (ImGuiWindow* window = ImGui::FindWindowByName(kWindow)) {
        for (const char* section :
             {"Help", "Configuration", "Window options", "Widgets", "Layout & Scrolling",
              "Popups & Modal windows", "Tables & Columns", "Inputs & Focus"}) {
            window->StateStorage.SetInt(window->GetID(section), 1);
        }
    }
    ImGui::ShowDemoWindow();
}

/// A day's records go straight into the fold: SampleSite::add() would copy the order each time.
void add_records(SampleSite& site, const OrderNo& order_no, const BatchNo& batch, int count) {
    static std::int64_t seq = 1'000'000;
    OrderState& order = site.state(order_no);
    Event event;
    event.order_no = order_no;
    event.actor = UserId("siti");
    event.stamp = site.view().stamp;
    for (int i = 0; i < count; ++i) {
        event.id = {TerminalId("L2"), 1, ++seq};
        event.lamport = seq;
        event.body = OutputRecorded{batch, StepCode("packing"), 24, {}, {}, {}};
        apply(order, event);
    }
}

/// Orders like the sample's serum, every third past its threshold.
void add_orders(SampleSite& site, int orders, int records) {
    const OrderImported& like = *site.state(site.serum).order;
    for (int i = 0; i < orders; ++i) {
        const OrderNo number(fmt::format("PO-RMY-{:03}", i));
        const BatchNo batch(fmt::format("RMY-2611-{:03}", i));
        site.add(number, UserId("maya"), -900, like);
        site.add(number, UserId("maya"), -890,
                 BatchPlanned{batch, ProductCode("SRM-30"), 10'000, {}, {}});
        site.add(number, UserId("siti"), -880, BatchStarted{batch, CountMode::keypad});
        const std::int64_t good = i % 3 == 0 ? 7'100 : 1'000 + i * 20;
        site.add(number, UserId("siti"), -100,
                 OutputRecorded{batch, StepCode("packing"), good, {}, {}, {}});
        add_records(site, number, batch, records);
    }
    site.summarize();
}

struct Subject {
    std::string name;
    Room room;
    const char* user;
};

class Bench {
public:
    Bench(int orders, int records, int rounds) : rounds_(rounds) {
        add_orders(site_, orders, records);
        site_.money_visible = true;
        ours_.enter();
        auto fonts = ui::Fonts::load();
        if (!fonts) give_up(fonts.error().detail);
        fonts_ = *fonts;
        auto locale = ui::Locale::load(LINI_LOCALE_DIR, ui::Language::id);
        if (!locale) give_up(locale.error().detail);
        locale_ = std::make_unique<ui::Locale>(std::move(*locale));
    }

    void measure(const Subject& subject, const std::string& name) {
        site_.room = subject.room;
        site_.log_in(subject.user);
        Screens screens;
        const auto draw = [&] { draw_screen(screens); };
        std::vector<double> ours;
        std::vector<double> demo;
        std::vector<double> open_demo;
        for (int i = -2; i < rounds_; ++i) {
            const double times[] = {run(ours_, draw), run(demo_, draw_demo),
                                    run(open_demo_, draw_open_demo)};
            if (i < 0) continue;  // The first rounds draw glyphs into the atlas.
            ours.push_back(times[0]);
            demo.push_back(times[1]);
            open_demo.push_back(times[2]);
        }
        print({name, median(ours), median(demo), "us", "demo window", 2.0});
        print({name, median(ours), median(open_demo), "us", "demo window, full and open", 2.0});
        std::printf("# vertices of %s: %d, demo %d, open demo %d\n", subject.name.c_str(),
                    ours_.vertices(), demo_.vertices(), open_demo_.vertices());
    }

private:
    void draw_screen(Screens& screens) {
        const View view = site_.view();
        const ui::Ui ui{ui::light_theme(), fonts_, *locale_,
                        ui::Scale::of(kWidthPx, kHeightPx, 96), nullptr};
        Intents intents;
        screens.draw(ui, view, intents);
    }

    /// CPU microseconds per frame.
    static double run(Canvas& canvas, const std::function<void()>& draw) {
        canvas.enter();
        double sum = 0;
        for (int i = 0; i < kFramesARound; ++i) sum += canvas.frame(draw);
        return sum / kFramesARound / 1000;
    }

    const int rounds_;
    SampleSite site_;
    Canvas ours_;
    Canvas demo_;
    Canvas open_demo_;
    ui::Fonts fonts_;
    std::unique_ptr<ui::Locale> locale_;
};

int run(int argc, char** argv) {
    const int orders = std::stoi(option(argc, argv, "orders", "200"));
    const int records = std::stoi(option(argc, argv, "records", "50"));
    Bench bench(orders, records, std::stoi(option(argc, argv, "rounds", "60")));
    const std::vector<Subject> subjects = {{"monitor", Room::monitor, "bambang"},
                                           {"batch", Room::batch, "siti"},
                                           {"scan", Room::scan, "siti"},
                                           {"qc", Room::qc, "ratna"},
                                           {"milestone", Room::termin, "bambang"},
                                           {"devices", Room::devices, "siti"}};
    const std::string only = option(argc, argv, "only", "");
    for (const Subject& subject : subjects) {
        if (!only.empty() && subject.name != only) continue;
        bench.measure(subject, fmt::format("{} screen, {} orders of {} records", subject.name,
                                           orders, records));
    }
    return 0;
}

}  // namespace
}  // namespace lini::bench

int main(int argc, char** argv) { return lini::bench::run(argc, argv); }
