// What a touch asks for, carried out after the frame that it came from.
#include <utility>

#include "app/terminal/keyboard.h"
#include "app/terminal/terminal.h"

namespace lini {

void Terminal::obey(const Intents& intents) {
    if (intents.empty()) return;
    change();
    floor_.touched();
    for (const Intent& intent : intents) obey(intent);
}

void Terminal::go_to(Room room) {
    // A visitor has the board and its orders.
    if (floor_.guest && room != Room::monitor && room != Room::order) return;
    floor_.room = room;
    scanner_desk_->end_enrolment();
    floor_.drop_questions();
    if (room != Room::termin && room != Room::monitor && room != Room::order) return;
    // The rooms of the whole floor show orders that nobody opened by a scan.
    for (const OrderSummary& row : floor_.summaries) {
        if (row.milestone != MilestoneStatus::not_reached) {
            floor_.load_when_idle(row.order_no);
        }
    }
}

void Terminal::begin_reprint(const BeginReprint& wanted) {
    floor_.reprint = Reprint{};
    if (wanted.serial.empty()) return;
    floor_.with_order(wanted.order_no, [this, wanted](const OrderState&) {
        if (floor_.reprint) floor_.reprint = Reprint{wanted.order_no, wanted.serial};
    });
}

void Terminal::obey(const Intent& intent) {
    if (const auto* navigate = std::get_if<Navigate>(&intent)) {
        if (navigate->room == Room::kpi) floor_.ask_for_kpis();
        go_to(navigate->room);
    } else if (const auto* open = std::get_if<OpenBatch>(&intent)) {
        scan_desk_->open_batch(open->batch, open->entry);
    } else if (const auto* typed = std::get_if<LookUpTyped>(&intent)) {
        ScanPayload payload;
        payload.data = typed->text;
        payload.device = "keypad";
        payload.at_utc_us = clock_.now_utc_us();
        payload.manual = true;
        scan_desk_->take(payload);
    } else if (const auto* submit = std::get_if<Submit>(&intent)) {
        record_desk_.submit(submit->order_no, submit->action);
    } else if (const auto* signing = std::get_if<BeginSigning>(&intent)) {
        sign_desk_->begin(signing->meaning, signing->order_no, signing->action);
    } else if (std::holds_alternative<CancelSigning>(intent)) {
        sign_desk_->cancel();
    } else if (const auto* signed_ = std::get_if<SubmitSigned>(&intent)) {
        sign_desk_->submit(signed_->order_no, signed_->action, signed_->pin);
    } else if (const auto* labels = std::get_if<PrintLabels>(&intent)) {
        record_desk_.print_labels(labels->batch, labels->count, labels->content_units);
    } else if (const auto* shown = std::get_if<PreviewCarton>(&intent)) {
        print_desk_->preview_content(shown->content_units);
        print_desk_->refresh();
    } else if (const auto* reprint = std::get_if<BeginReprint>(&intent)) {
        begin_reprint(*reprint);
    } else if (std::holds_alternative<CancelReprint>(intent)) {
        floor_.reprint.reset();
    } else if (std::holds_alternative<DismissAnswer>(intent)) {
        floor_.answer.reset();
    } else if (std::holds_alternative<SwitchLanguage>(intent)) {
        set_language(language_ == ui::Language::id ? ui::Language::en : ui::Language::id);
    } else if (std::holds_alternative<SwitchTheme>(intent)) {
        set_dark(!dark_);
    } else if (std::holds_alternative<LogOut>(intent)) {
        floor_.log_out();
    } else if (const auto* guest = std::get_if<BeginGuest>(&intent)) {
        if (floor_.session_may(Right::show_guest)) floor_.begin_guest(guest->client);
    } else if (const auto* paper = std::get_if<SavePaper>(&intent)) {
        save_paper(*paper);
    } else if (const auto* test = std::get_if<PrintTestLabel>(&intent)) {
        print_desk_->print_test_label(test->printer);
    } else if (const auto* pause = std::get_if<PauseRun>(&intent)) {
        print_desk_->pause_run(pause->run_id);
    } else if (const auto* on = std::get_if<ContinueRun>(&intent)) {
        print_desk_->continue_run(on->run_id);
    } else if (const auto* cancel = std::get_if<CancelRun>(&intent)) {
        print_desk_->cancel_run(cancel->run_id);
    } else if (const auto* bad = std::get_if<RejectFirstLabel>(&intent)) {
        print_desk_->reject_first_label(bad->run_id, bad->reason);
    } else {
        obey_device(intent);
    }
}

void Terminal::save_paper(const SavePaper& wanted) {
    if (!make_paper_ || !floor_.session) return;
    const bool queued = worker_->submit(
        [make = make_paper_, wanted] { return make(wanted); },
        [this](Result<std::string> saved) {
            post_([this, saved = std::move(saved)] {
                if (!saved) return floor_.show_error(saved.error());
                floor_.show({AnswerKind::accepted, "answer.paper_saved", "answer.paper_saved_text",
                             {{"file", *saved}}, Remedy::none, {}});
            });
        });
    if (!queued) floor_.show_refusal({"worker_busy", {}});
}

void Terminal::obey_device(const Intent& intent) {
    if (std::holds_alternative<BeginEnrolment>(intent)) {
        scanner_desk_->begin_enrolment();
    } else if (std::holds_alternative<EndEnrolment>(intent)) {
        scanner_desk_->end_enrolment();
    } else if (const auto* forget = std::get_if<ForgetScanner>(&intent)) {
        scanner_desk_->forget(forget->scanner);
    } else if (const auto* lost = std::get_if<ForgetPrinterDevice>(&intent)) {
        print_desk_->forget_device(lost->printer);
    } else if (const auto* answer = std::get_if<AnswerDeviceQuestion>(&intent)) {
        if (answer->asked.printer) print_desk_->answer(answer->asked, answer->choice);
        else scanner_desk_->answer(answer->asked, answer->choice);
    }
}

bool Terminal::on_char(std::uint32_t code_point) {
    feed(WedgeCharacter{code_point});
    return true;
}

bool Terminal::on_key(int key, int action, int mods) {
    feed(wedge_key(key, action, mods));
    return true;
}

void Terminal::feed(const WedgeInput& input) {
    wedge_.feed(input);
    while (auto output = wedge_.next()) {
        change();
        if (const auto* typed = std::get_if<Typed>(&*output)) {
            type_into_imgui(typed->input);
        } else if (!scanner_desk_) {
            continue;  // The fault screen takes no scan.
        } else if (const auto* payload = std::get_if<ScanPayload>(&*output)) {
            scanner_desk_->take(*payload);
        } else if (const auto* refused = std::get_if<RefusedScan>(&*output)) {
            scanner_desk_->take(*refused);
        }
    }
}

std::string Terminal::under_way() const {
    if (fault_) return {};
    if (inbox_.size() > 0) return "inbox";
    if (floor_.waiting()) return "ledger";
    if (sign_desk_->busy() || worker_->waiting() > 0) return "worker";
    if (print_desk_->under_way()) return "devices";
    if (bill_desk_->under_way()) return "sync";
    return {};
}

void Terminal::clock_turned() {
    change();
    if (!bill_desk_) return;
    bill_desk_->clock_turned();
    // The ledger's thread sleeps by the machine's time: any request makes it look again.
    static_cast<void>(ledger_->request(NamesRequest{}));
}

void Terminal::set_printer(const FilePortState& state) {
    if (!devices_ || options_.config.printers.empty()) return;
    const std::string& name = options_.config.printers.front().name;
    if (!devices_->request(FilePortRequest{name, state})) {
        floor_.show_error({"devices_busy", "printer state"});
    }
}

void Terminal::set_scanner(const DeviceRequest& request) {
    if (devices_ && !devices_->request(request)) {
        floor_.show_error({"devices_busy", "played scanner"});
    }
}

void Terminal::set_language(ui::Language language) {
    language_ = language;
    change();
}

void Terminal::set_dark(bool dark) {
    dark_ = dark;
    change();
}

void Terminal::resize(int width_px, int height_px) {
    window_->resize(width_px, height_px);
    change();
}

Result<void> Terminal::screenshot(const std::string& path) { return window_->screenshot(path); }

}  // namespace lini
