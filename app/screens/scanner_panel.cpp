#include "app/screens/scanner_panel.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "app/screens/label_picture.h"
#include "app/screens/parts.h"
#include "app/screens/wording.h"
#include "app/ui/icons.h"
#include "app/ui/shape.h"

namespace lini {
namespace {

using ui::Rect;
namespace type = ui::type;

constexpr std::size_t kDevicesMax = 6;

bool may_manage(const View& view) {
    return view.session && may(view.session->roles, Right::manage_devices);
}

void sentence(const ui::Ui& ui, Rect& room, const std::string& words) {
    const ui::TextStyle style = type::kBody.wrapped().top();
    const float high = ui::wrapped_height(ui, words, style, room.width());
    ui::text(ui, room.cut_top(high, ui.px(16)), words, style);
}

void fact(const ui::Ui& ui, Rect& room, const char* key, const std::string& value) {
    if (value.empty()) return;
    const ui::TextStyle style = type::kBody.sized(24).wrapped().top();
    const float high = ui::wrapped_height(ui, value, style, room.width());
    ui::text(ui, room.cut_top(ui.px(28)), ui.tr(key), type::kSmall);
    ui::text(ui, room.cut_top(high, ui.px(12)), value, style);
}

/// What is heard now, and what stands in the way of hearing more.
void draw_listening(const ui::Ui& ui, Rect& column, const EnrolmentView& enrolment) {
    if (enrolment.no_access) {
        notice(ui, column, ui::State::bad, ui.tr("enrolment.no_access"));
    }
    if (enrolment.one_keyboard) {
        notice(ui, column, ui::State::hold, ui.tr("enrolment.one_keyboard"));
    }
    notice(ui, column, ui::State::info,
           ui.tr("enrolment.listening",
                 {{"count", ui.count(static_cast<std::int64_t>(enrolment.listened_to))}}));
}

void draw_verdict(const ui::Ui& ui, Rect& column, const EnrolmentView& enrolment) {
    const bool other = enrolment.fault == "other_symbol";
    const ui::State state = enrolment.may_scan ? ui::State::good
                            : other            ? ui::State::hold
                                               : ui::State::bad;
    notice(ui, column, state,
           ui.tr("enrolment." + enrolment.fault, {{"scanner", enrolment.device}}));
}

void draw_facts(const ui::Ui& ui, Rect room, const View& view, const DeviceView& device,
                bool scanner) {
    if (scanner) {
        const bool quiet = device.last_scan.empty();
        fact(ui, room, "devices.last_scan", quiet ? ui.tr("devices.scan_now") : device.last_scan);
    }
    if (!device.event_key.empty()) {
        fact(ui, room, "devices.last_event",
             day_and_time(view, device.event_at_utc_us) + " · " +
                 ui.tr(device.event_key, {{"scanner", device_name(ui, device)}}));
    }
    const DeviceIdentity& identity = device.identity;
    const std::string maker = identity.vendor.empty() || identity.product.empty()
                                  ? identity.vendor + identity.product
                                  : identity.vendor + " · " + identity.product;
    fact(ui, room, "devices.maker", maker);
    fact(ui, room, "devices.usb_id", identity.usb_id);
    fact(ui, room, "devices.serial", identity.serial);
    fact(ui, room, "devices.port", identity.port);
}

void draw_trouble(const ui::Ui& ui, Rect& column, const DeviceView& device) {
    if (device.trouble_key.empty()) return;
    notice(ui, column, ui::State::bad,
           ui.tr(device.trouble_key, {{"scanner", device_name(ui, device)}}));
}

}  // namespace

void draw_enrolment(const ui::Ui& ui, Rect content, const View& view, Intents& intents) {
    const EnrolmentView& enrolment = *view.enrolment;
    Rect column = action_column(ui, content, 500);
    Rect room = ui::card(ui, content);
    heading(ui, room, ui.tr("devices.scanners"), ui.tr("enrolment.title"));
    sentence(ui, room, ui.tr("enrolment.text"));
    label_picture(ui, room, enrolment.symbol);

    const std::string leave = ui.tr(enrolment.may_scan ? "enrolment.done" : "common.back");
    if (primary(ui, column, view, {"enrolment.leave", leave, nullptr})) {
        intents.push_back(EndEnrolment{});
    }
    if (secondary(ui, column, "enrolment.print", ui.tr("enrolment.print"))) {
        intents.push_back(PrintTestLabel{});
    }
    if (!enrolment.fault.empty()) draw_verdict(ui, column, enrolment);
    if (enrolment.listening) draw_listening(ui, column, enrolment);
}

bool draw_device_question(const ui::Ui& ui, ui::Rect content, const View& view,
                          Intents& intents) {
    const DeviceQuestion& asked = *view.question;
    Rect column = action_column(ui, content, 500);
    Rect room = ui::card(ui, content);
    const std::string kind = asked.which ? "which" : "replacement";
    const std::string about = asked.printer ? "printer" : "scanner";
    heading(ui, room, ui.tr(asked.printer ? "devices.printers" : "devices.scanners"),
            ui.tr(kind + ".title." + about, {{"name", asked.name}}));
    sentence(ui, room, ui.tr(kind + ".text." + about,
                             {{"device", asked.devices.front()}, {"name", asked.name}}));
    const bool mine = may_manage(view);
    std::optional<std::size_t> choice;
    if (asked.which && mine) {
        std::vector<Choice> list;
        for (std::size_t i = 0; i < std::min(asked.devices.size(), kDevicesMax); ++i) {
            list.push_back({"which." + std::to_string(i), asked.devices[i]});
        }
        const int touched = choices(ui, room, list, -1, 1);
        if (touched >= 0) choice = static_cast<std::size_t>(touched);
    }
    if (asked.which) {
        const bool later =
            primary(ui, column, view, {"question.later", ui.tr("common.back"), nullptr});
        if (!mine) notice(ui, column, ui::State::hold, ui.tr("refusal.devices_not_yours"));
        if (choice) intents.push_back(AnswerDeviceQuestion{asked, choice});
        return later || choice;
    }
    if (primary(ui, column, view,
                {"replacement.yes", ui.tr("replacement.yes"), nullptr, ui::ButtonKind::primary,
                 mine})) {
        intents.push_back(AnswerDeviceQuestion{asked, 0});
        return true;
    }
    if (!mine) {
        notice(ui, column, ui::State::hold, ui.tr("refusal.devices_not_yours"));
    } else if (secondary(ui, column, "replacement.no", ui.tr("replacement.no"))) {
        intents.push_back(AnswerDeviceQuestion{asked, std::nullopt});
        return true;
    }
    return secondary(ui, column, "question.later", ui.tr("common.back"));
}

bool draw_scanner(const ui::Ui& ui, Rect content, const View& view, const DeviceView& scanner,
                  Intents& intents) {
    Rect column = action_column(ui, content, 500);
    Rect room = ui::card(ui, content);
    heading(ui, room, scanner.detail, device_name(ui, scanner));
    draw_facts(ui, room, view, scanner, true);
    const bool back = primary(ui, column, view, {"scanner.back", ui.tr("common.back"), nullptr});
    if (secondary(ui, column, "scanner.test", ui.tr("devices.enrol_again"))) {
        intents.push_back(BeginEnrolment{});
    }
    if (scanner.enrolled && may_manage(view)) {
        if (secondary(ui, column, "scanner.forget", ui.tr("devices.forget"))) {
            intents.push_back(ForgetScanner{scanner.id});
            return true;
        }
    }
    draw_trouble(ui, column, scanner);
    return back;
}

bool draw_printer(const ui::Ui& ui, Rect content, const View& view, const DeviceView& printer,
                  Intents& intents) {
    Rect column = action_column(ui, content, 500);
    Rect room = ui::card(ui, content);
    heading(ui, room, printer.detail, device_name(ui, printer));
    draw_facts(ui, room, view, printer, false);
    if (primary(ui, column, view, {"printer.test", ui.tr("devices.print_test"), nullptr})) {
        intents.push_back(PrintTestLabel{printer.id});
    }
    const bool back = secondary(ui, column, "printer.back", ui.tr("common.back"));
    if (printer.enrolled && may_manage(view)) {
        if (secondary(ui, column, "printer.forget", ui.tr("devices.other_printer"))) {
            intents.push_back(ForgetPrinterDevice{printer.id});
            return true;
        }
    }
    draw_trouble(ui, column, printer);
    return back;
}

}  // namespace lini
