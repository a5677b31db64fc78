// The terminal: builds the parts of one factory PC's program and runs the frame loop: drain what
// came, decide what to show, draw when something changed. The only place where drivers and db
// meet. UI thread, but for wake() and what post() carries over.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/identity/keys.h"
#include "app/identity/worker.h"
#include "app/import/site_config.h"
#include "app/platform/sound.h"
#include "app/platform/window.h"
#include "app/play/agent.h"
#include "app/screens/screens.h"
#include "app/terminal/bill_desk.h"
#include "app/terminal/camera_desk.h"
#include "app/terminal/floor.h"
#include "app/terminal/print_desk.h"
#include "app/terminal/record_desk.h"
#include "app/terminal/scan_desk.h"
#include "app/terminal/scanner_desk.h"
#include "app/terminal/sign_desk.h"
#include "app/ui/locale.h"

namespace lini {

struct TerminalSetup {
    std::string data_folder;
    std::string assets_folder;
    SiteConfig config;
    LedgerOptions ledger;
    WindowOptions window;
    bool usb = true;
    std::function<std::unique_ptr<VideoCalls>()> video = {};  // Null: the system's cameras.
    bool sound = true;
    const Clock* clock = nullptr;  // Outlives the terminal.
};

/// Writes a paper and gives the name of its file. On the worker.
using MakePaper = std::function<Result<std::string>(const SavePaper& wanted)>;

class Terminal final : public KeyListener, public TerminalProbe {
public:
    /// Opens the window first: whatever else fails is explained on it. Errors:
    /// "display_unavailable", "font_unreadable", "locale_unreadable".
    static Result<std::unique_ptr<Terminal>> open(TerminalSetup options);
    ~Terminal() override;

    /// Polled once per turn; outlives run(). Null: nobody plays.
    void set_agent(Agent* agent);

    /// Runs until the window is closed or stop(). 0, or 1 when the ledger could not be opened.
    int run();

    /// Wakes the loop. Any thread.
    void wake() { window_->wake(); }

    /// Null where the ledger could not be opened. For the command door, which has its own thread.
    LedgerThread* ledger() { return ledger_.get(); }

    /// Set before run(); without one no paper is written.
    void set_paper_maker(MakePaper make) { make_paper_ = std::move(make); }

    /// Files that an ERP laid into the watched folder and that were refused. Any thread.
    void set_refused_imports(int files) {
        post_([this, files] { floor_.refused_imports = files; });
    }

    /// The devices as the screen shows them: waits for the UI thread's next turn, at most 5 s; so
    /// for any other thread. Error "peer_silent".
    Result<DeviceViews> devices_shown();

    // KeyListener
    bool on_char(std::uint32_t code_point) override;
    bool on_key(int key, int action, int mods) override;

    // TerminalProbe
    void feed(const WedgeInput& input) override;
    const WedgeConfig& wedge() const override { return wedge_config_; }
    std::string under_way() const override;
    const ui::DrawProbe& drawn() const override { return draw_probe_; }
    const ui::ItemProbe& touchable() const override { return *item_probe_; }
    std::uint64_t frames() const override { return frames_; }
    void clock_turned() override;
    void set_printer(const FilePortState& state) override;
    void set_scanner(const DeviceRequest& request) override;
    void set_language(ui::Language language) override;
    void set_dark(bool dark) override;
    void resize(int width_px, int height_px) override;
    Result<void> screenshot(const std::string& path) override;
    void stop() override { stopping_ = true; }

private:
    /// A message of another thread, or a continuation that one posted.
    using Inbox = std::variant<LedgerMessage, std::function<void()>>;
    static constexpr std::size_t kInboxMax = 1024;

    explicit Terminal(TerminalSetup options);
    Result<void> open_window();
    Result<void> open_parts();
    void connect();

    void turn(double longest_wait_s);
    void change();
    double wait_s(double longest_wait_s) const;
    bool drain();
    void take(Inbox item);
    bool minute_passed();
    void draw();
    View view() const;
    std::optional<DeviceQuestion> device_question() const;
    void obey(const Intents& intents);
    void obey(const Intent& intent);
    void obey_device(const Intent& intent);
    void save_paper(const SavePaper& wanted);
    void go_to(Room room);
    void begin_reprint(const BeginReprint& wanted);

    TerminalSetup options_;
    const Clock& clock_;
    const SystemClock machine_;  // Wires keep the machine's time, whatever a scenario plays.
    Agent* agent_ = nullptr;
    bool stopping_ = false;
    bool changed_ = true;
    std::int64_t draw_by_us_ = 0;  // Until then a frame may wait for the ledger's answer.
    int shown_minute_ = -1;
    std::uint64_t frames_ = 0;
    std::optional<Error> fault_;

    Wording step_label_;
    std::vector<Kpi> kpis_;
    WedgeConfig wedge_config_;
    WedgeDecoder wedge_;
    BoundedQueue<Inbox> inbox_;

    std::unique_ptr<Window> window_;
    ui::Fonts fonts_;
    std::optional<ui::Locale> indonesian_;
    std::optional<ui::Locale> english_;
    bool dark_ = false;
    ui::Language language_ = ui::Language::id;
    ui::DrawProbe draw_probe_;
    std::unique_ptr<ui::ItemProbe> item_probe_;
    Screens screens_;
    Sound sound_;

    MakePaper make_paper_;
    Pepper pepper_;
    const Floor::Post post_;  // Runs a continuation on the next turn.
    Floor floor_;
    RecordDesk record_desk_;
    std::unique_ptr<LedgerThread> ledger_;
    std::unique_ptr<Devices> devices_;
    std::unique_ptr<Worker> worker_;
    std::unique_ptr<SignDesk> sign_desk_;
    std::unique_ptr<ScanDesk> scan_desk_;
    std::unique_ptr<DeviceStore> device_store_;
    std::unique_ptr<ScannerDesk> scanner_desk_;
    std::unique_ptr<CameraDesk> camera_desk_;
    std::unique_ptr<PrintDesk> print_desk_;
    std::unique_ptr<BillDesk> bill_desk_;
};

}  // namespace lini
