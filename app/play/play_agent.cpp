#include "app/play/play_agent.h"

#include <algorithm>
#include <utility>

#include "app/platform/picture_file.h"
#include "app/play/fingers.h"
#include "drivers/transport/replay.h"
#include "imgui_internal.h"

namespace lini {
namespace {

constexpr std::size_t kRequestsMax = 16;
constexpr std::uint64_t kFramesToAppear = 30;  // What a finished command shows, it shows soon.
constexpr std::uint64_t kFramesAtRest = 2;     // The second shows what the first one learned.

bool input_queue_empty() { return ImGui::GetCurrentContext()->InputEventsQueue.Size == 0; }

/// Why `part` cannot be read, where it was drawn at all.
std::string how_it_is_drawn(const ui::DrawProbe& drawn, const std::string& part) {
    for (const ui::TextMark& mark : drawn.texts()) {
        if (mark.full.find(part) == std::string::npos) continue;
        return "it is drawn, but " + std::string(ui::sight_name(drawn.sight(mark)));
    }
    return "it is not on the screen";
}

std::string text_at(const nlohmann::json& request, const char* key) {
    return request.value(key, std::string());
}

}  // namespace

PlayAgent::PlayAgent(int fd, PlayClock& clock, PlayedCamera& camera, const Clock& machine,
                     std::function<void()> wake)
    : channel_(fd), clock_(clock), camera_(camera), machine_(machine),
      requests_(kRequestsMax, std::move(wake)), reader_([this] { read_requests(); }) {}

PlayAgent::~PlayAgent() {
    channel_.shut_down();
    requests_.close();
    reader_.join();
}

void PlayAgent::read_requests() {
    for (;;) {
        auto request = channel_.receive(-1);
        // The player is gone: so is the reason to run.
        if (!request) request = json{{"do", "stop"}};
        const bool last = (*request).value("do", std::string()) == "stop";
        if (!requests_.push(std::move(*request)) || last) return;
    }
}

bool PlayAgent::poll(TerminalProbe& terminal) {
    if (!busy_) {
        const auto request = requests_.try_pop();
        if (!request) return false;
        begin(terminal, *request);
    }
    while (busy_ && !acts_.empty()) {
        if (machine_.monotonic_us() > deadline_us_) {
            reply(terminal, fail("timeout", "waits for " + terminal.under_way()));
            return false;
        }
        const auto progress = acts_.front()(terminal);
        if (!progress) {
            reply(terminal, pass_on(progress));
            return false;
        }
        if (*progress == Progress::again) {
            ++act_frames_;
            return true;
        }
        acts_.pop_front();
        act_frames_ = 0;
        at_rest_ = false;
    }
    if (busy_) reply(terminal, {});
    return requests_.size() > 0;
}

void PlayAgent::begin(TerminalProbe& terminal, const json& request) {
    busy_ = true;
    acts_.clear();
    act_frames_ = 0;
    at_rest_ = false;
    screen_.clear();
    deadline_us_ = machine_.monotonic_us() + kRequestTimeoutUs;
    const auto planned = plan(terminal, request);
    if (!planned) reply(terminal, planned);
}

void PlayAgent::add_settle() {
    acts_.emplace_back([this](TerminalProbe& terminal) { return settle(terminal); });
}

/// At rest: nothing under way, no input waiting, and two more frames drawn since.
Result<PlayAgent::Progress> PlayAgent::settle(TerminalProbe& terminal) {
    if (!terminal.under_way().empty() || !input_queue_empty()) {
        at_rest_ = false;
        return Progress::again;
    }
    if (!at_rest_) {
        at_rest_ = true;
        rest_since_ = terminal.frames();
    }
    return terminal.frames() >= rest_since_ + kFramesAtRest ? Progress::done : Progress::again;
}

void PlayAgent::plan_tap(const std::string& wanted, std::size_t nth) {
    add_settle();
    acts_.emplace_back([this, wanted, nth](TerminalProbe& terminal) -> Result<Progress> {
        const auto place = place_to_tap(terminal.touchable(), wanted, nth);
        if (!place) {
            if (act_frames_ < kFramesToAppear) return Progress::again;
            return pass_on(place);
        }
        finger_ = *place;
        press_at(finger_);
        return Progress::done;
    });
    acts_.emplace_back([this](TerminalProbe&) -> Result<Progress> {
        // One frame must see the finger down before it lifts.
        return act_frames_ > 0 && input_queue_empty() ? Progress::done : Progress::again;
    });
    acts_.emplace_back([this](TerminalProbe&) -> Result<Progress> {
        release_at(finger_);
        return Progress::done;
    });
}

void PlayAgent::plan_see(const std::string& part, bool wanted) {
    add_settle();
    acts_.emplace_back([this, part, wanted](TerminalProbe& terminal) -> Result<Progress> {
        if (terminal.drawn().sees(part) == wanted) return Progress::done;
        // An answer leaves by itself: what is told is the screen that was looked at first.
        if (act_frames_ == 0) screen_ = terminal.drawn().describe();
        if (act_frames_ < kFramesToAppear) return Progress::again;
        if (!wanted) return fail("still_seen", "it is on the screen");
        return fail("not_seen", how_it_is_drawn(terminal.drawn(), part));
    });
}

/// All are of one model, so that twins can be played.
Result<void> PlayAgent::plan_scanner(TerminalProbe& terminal, const json& request) {
    constexpr std::uint16_t kVendor = 0x05e0;
    constexpr std::uint16_t kProduct = 0x1300;
    const std::string what = text_at(request, "do");
    const std::string port = text_at(request, "port");
    if (what == "unplug") {
        terminal.set_scanner(UnplugRequest{port});
    } else if (what == "send") {
        const auto bytes = unescape_bytes(text_at(request, "escaped"));
        if (!bytes) return pass_on(bytes);
        terminal.set_scanner(SendRequest{port, *bytes});
    } else {
        const std::string named = text_at(request, "kind");
        std::optional<ScannerKind> kind;
        for (const ScannerKind one :
             {ScannerKind::hid_pos, ScannerKind::keyboard, ScannerKind::serial}) {
            if (to_string(one) == named) kind = one;
        }
        if (!kind) return fail("scenario_unreadable", "no such kind of scanner");
        terminal.set_scanner(PlugRequest{{*kind, {kVendor, kProduct, text_at(request, "serial"),
                                                  port, "", text_at(request, "product"), {}}}});
    }
    add_settle();
    return {};
}

Result<void> PlayAgent::hold_before_camera(const json& request) {
    const std::string state = text_at(request, "state");
    if (state == "unplugged") {
        camera_.unplug();
        return {};
    }
    GrayFrame frame;
    if (state == "picture") {
        auto picture = read_picture_file(text_at(request, "file"));
        if (!picture) return pass_on(picture);
        frame = {picture->width, picture->height, std::move(picture->gray)};
    }
    camera_.show(frame);
    return {};
}

Result<void> PlayAgent::plan(TerminalProbe& terminal, const json& request) {
    const std::string what = text_at(request, "do");
    if (what == "see" || what == "unseen") {
        plan_see(text_at(request, "text"), what == "see");
        return {};
    }
    if (what == "tap") {
        plan_tap(text_at(request, "text"), request.value("nth", std::size_t{0}));
    } else if (what == "scan" || what == "type") {
        const auto bytes = unescape_bytes(text_at(request, "escaped"));
        if (!bytes) return pass_on(bytes);
        const auto keys = what == "scan" ? keystrokes_of_scan(*bytes, terminal.wedge())
                                         : keystrokes_of_typing(*bytes);
        for (const WedgeInput& key : keys) terminal.feed(key);
    } else if (what == "clock") {
        if (request.contains("set_us")) clock_.set(request["set_us"].get<std::int64_t>());
        else clock_.advance(std::max<std::int64_t>(0, request.value("advance_us", 0LL)));
        terminal.clock_turned();
    } else if (what == "printer") {
        const auto state = parse_file_port_state(text_at(request, "state"));
        if (!state) return fail("scenario_unreadable", "no such state of a printer");
        terminal.set_printer(*state);
    } else if (what == "plug" || what == "unplug" || what == "send") {
        return plan_scanner(terminal, request);
    } else if (what == "camera") {
        if (const auto held = hold_before_camera(request); !held) return held;
    } else if (what == "lang") {
        terminal.set_language(text_at(request, "lang") == "en" ? ui::Language::en
                                                               : ui::Language::id);
    } else if (what == "theme") {
        terminal.set_dark(text_at(request, "theme") == "dark");
    } else if (what == "size") {
        terminal.resize(request.value("width", 0), request.value("height", 0));
    } else if (what == "shot") {
        add_settle();
        acts_.emplace_back([path = text_at(request, "path")](TerminalProbe& t) -> Result<Progress> {
            const auto written = t.screenshot(path);
            if (!written) return pass_on(written);
            return Progress::done;
        });
        return {};
    } else if (what == "stop") {
        terminal.stop();
        return {};
    } else if (what != "settle") {
        return fail("scenario_unreadable", "the terminal does not know " + what);
    }
    add_settle();
    return {};
}

void PlayAgent::reply(TerminalProbe& terminal, const Result<void>& outcome) {
    busy_ = false;
    acts_.clear();
    json answer{{"ok", outcome.has_value()}};
    if (!outcome) {
        answer["code"] = outcome.error().code;
        answer["why"] = outcome.error().detail;
        answer["screen"] = screen_.empty() ? terminal.drawn().describe() : screen_;
    }
    // Nobody to answer means that the reader thread asks for the stop by itself.
    static_cast<void>(channel_.send(answer));
}

}  // namespace lini
