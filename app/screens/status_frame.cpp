#include "app/screens/status_frame.h"

#include <array>
#include <span>

#include "app/domain/progress.h"
#include "app/screens/attention.h"
#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/frame.h"
#include "app/ui/icons.h"
#include "app/ui/layer.h"

namespace lini {
namespace {

using ui::Rect;

ui::State state_of(DeviceState state) {
    switch (state) {
        case DeviceState::ready: return ui::State::neutral;
        case DeviceState::waiting: return ui::State::hold;
        case DeviceState::trouble:
        case DeviceState::absent: return ui::State::bad;
    }
    return ui::State::neutral;
}

/// "device.out_of_paper" has a short form for the bar: "device.short.out_of_paper".
std::string short_trouble(const ui::Ui& ui, const std::string& trouble_key) {
    const std::size_t dot = trouble_key.find('.');
    const bool known =
        trouble_key.starts_with("device.") || trouble_key.starts_with("scanner_trouble.");
    if (!known) return {};
    const std::string key = "device.short." + trouble_key.substr(dot + 1);
    return ui.locale.has(key) ? ui.tr(key) : std::string();
}

std::string device_words(const ui::Ui& ui, const DeviceView& device, bool say_ready) {
    const std::string trouble = short_trouble(ui, device.trouble_key);
    if (!trouble.empty()) return trouble;
    if (device.state == DeviceState::ready) {
        const std::string name = device_name(ui, device);
        return say_ready ? ui.tr("bar.ready", {{"device", name}}) : name;
    }
    return device_name(ui, device);
}

/// The device that needs a person, else the first.
ui::StatusItem device_item(const ui::Ui& ui, const std::vector<DeviceView>& devices,
                           ui::StatusItem item, const char* absent_key, bool say_ready) {
    const DeviceView* shown = nullptr;
    for (const DeviceView& device : devices) {
        const bool worse = shown != nullptr && shown->state == DeviceState::ready &&
                           device.state != DeviceState::ready;
        if (shown == nullptr || worse) shown = &device;
    }
    if (shown == nullptr) {
        item.words = ui.tr(absent_key);
        item.state = ui::State::hold;
        return item;
    }
    item.words = device_words(ui, *shown, say_ready);
    item.state = state_of(shown->state);
    return item;
}

ui::StatusItem sync_item(const ui::Ui& ui, const View& view) {
    const int refused = charges_refused(view);
    if (refused > 0) {
        // What is on its way goes by itself; what was refused needs a person, so that is told.
        return {"status.sync", ui::icon::kCloudOff,
                ui.tr("bar.refused", {{"count", ui.count(refused)}}), ui::State::bad};
    }
    if (view.ledger.unsynced > 0) {
        return {"status.sync", ui::icon::kCloudUpload,
                ui.tr("bar.unsynced", {{"count", ui.count(view.ledger.unsynced)}}),
                ui::State::hold};
    }
    if (view.last_delivery_at_utc_us == 0) {
        return {"status.sync", ui::icon::kCloudDone, ui.tr("bar.synced"), ui::State::neutral};
    }
    return {"status.sync", ui::icon::kCloudDone,
            ui.tr("bar.synced_at", {{"time", day_and_time(view, view.last_delivery_at_utc_us)}}),
            ui::State::neutral};
}

/// This terminal's step: as the open order calls it, else as any order does.
Wording here(const View& view) {
    if (!view.step_label.id.empty()) return view.step_label;
    for (const auto& [order_no, order] : view.orders) {
        const Step* step = find_step(*order, view.step);
        if (step != nullptr) return step->label;
    }
    return {};
}

}  // namespace

bool draw_status_bar(const ui::Ui& ui, const Rect& rect, const View& view, Intents& intents) {
    std::vector<ui::StatusItem> items;
    items.push_back(device_item(ui, view.printers, {"status.printer", ui::icon::kPrint, {}, {}},
                                "bar.no_printer", true));
    items.push_back(device_item(ui, view.scanners,
                                {"status.scanner", ui::icon::kQrCodeScanner, {}, {}},
                                "bar.no_scanner", false));
    items.push_back(sync_item(ui, view));
    if (view.refused_imports > 0) {
        items.push_back({"status.imports", ui::icon::kReport,
                         ui.tr("bar.imports", {{"count", ui.count(view.refused_imports)}}),
                         ui::State::hold});
    }
    if (view.stamp.clock_state != ClockState::synced) {
        items.push_back({"status.clock", ui::icon::kSchedule, ui.tr("bar.clock_unsynced"),
                         ui::State::hold});
    }
    ui::StatusBar bar;
    const std::string step = wording(ui, here(view));
    bar.place = step.empty() ? view.line_name
                             : ui.tr("bar.line_step", {{"line", view.line_name}, {"step", step}});
    bar.items = items;
    bar.user = view.session ? person_with_role(ui, *view.session) : ui.tr("bar.no_session");
    if (!view.guest_client.empty()) {
        bar.user = ui.tr("bar.guest", {{"client", view.guest_client}});
        bar.items = {};
    }
    bar.language = ui.tr("bar.language");
    bar.clock = clock_now(view);
    switch (ui::status_bar(ui, rect, bar)) {
        case ui::StatusTap::user: return view.session.has_value();
        case ui::StatusTap::language: intents.push_back(SwitchLanguage{}); break;
        case ui::StatusTap::theme: intents.push_back(SwitchTheme{}); break;
        case ui::StatusTap::none: break;
    }
    return false;
}

bool draw_leave(const ui::Ui& ui, const View& view, Intents& intents) {
    constexpr float kWidth = 760;
    constexpr float kHeight = 560;
    const ui::Dialog dialog(ui, "leave", kWidth, kHeight);
    Rect room = dialog.room();
    const bool leave = ui::big_button(
        ui, ui::cut_primary(ui, room),
        {"leave.confirm", ui.tr("leave.confirm"), ui::icon::kLogout, ui::ButtonKind::primary});
    const bool stay = secondary(ui, room, "leave.cancel", ui.tr("common.cancel"));
    heading(ui, room, person_with_role(ui, *view.session), ui.tr("leave.title"));
    ui::text(ui, room, ui.tr("leave.text"),
             ui::type::kBody.in(ui::Token::ink2).wrapped().top());
    if (leave) intents.push_back(LogOut{});
    return !leave && !stay;
}

void draw_rail(const ui::Ui& ui, const Rect& rect, const View& view, Intents& intents) {
    const std::array<ui::RailItem, 6> rooms{{
        {"rail.scan", ui.tr("room.scan"), ui::icon::kQrCodeScanner, 0},
        {"rail.batch", ui.tr("room.batch"), ui::icon::kInventory2, 0},
        {"rail.qc", ui.tr("room.qc"), ui::icon::kScience, 0},
        {"rail.termin", ui.tr("room.termin"), ui::icon::kFlag, milestones_waiting(view)},
        {"rail.monitor", ui.tr("room.monitor"), ui::icon::kInsights, 0},
        {"rail.devices", ui.tr("room.devices"), ui::icon::kPrint, labels_waiting(view)},
    }};
    if (!view.guest_client.empty()) {
        // Back to the board is all that a visitor needs.
        if (ui::rail(ui, rect, std::span(&rooms[4], 1), 0) == 0) {
            intents.push_back(Navigate{Room::monitor});
        }
        return;
    }
    // An order belongs to the monitor, whose rows open it.
    const Room active = view.room == Room::order ? Room::monitor : view.room;
    const int touched = ui::rail(ui, rect, rooms, static_cast<int>(active));
    if (touched >= 0) intents.push_back(Navigate{static_cast<Room>(touched)});
}

}  // namespace lini
