// What a screen sees in one frame: immutable snapshots that the ledger and the devices published.
// UI thread only; nothing here may be kept beyond the frame.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/domain/barcode.h"
#include "app/domain/calendar.h"
#include "app/domain/kpi.h"
#include "app/domain/label_account.h"
#include "app/domain/order_state.h"
#include "app/domain/refusal.h"
#include "app/domain/site_state.h"
#include "app/domain/views.h"

namespace lini {

/// The first six have a place on the rail.
enum class Room { scan, batch, qc, termin, monitor, devices, order, kpi };

struct Person {
    UserId user;
    std::string name;
    std::vector<Role> roles;
};

/// The answer to the last scan or record, shown as a band or over the content.
enum class AnswerKind { accepted, repeated, wrong_batch, unknown, refused };
struct Answer {
    AnswerKind kind = AnswerKind::accepted;
    std::string title_key;  // Locale key; args fill its placeholders.
    std::string text_key;
    std::vector<std::pair<std::string, RefusalArg>> args;
    Remedy remedy = Remedy::none;
    BatchNo other_batch;  // For open_other_batch.
};

/// A signature in the making: who must sign what, and how far it is.
struct Signing {
    std::string meaning;         // "milestone", "over_quantity"
    std::optional<Person> card;  // Whose ID card was scanned.
    std::string card_refusal;    // Locale key: why this person may not sign.
    bool checking = false;       // The PIN is with the worker.
    std::string pin_refusal;     // "refusal.pin_wrong", "refusal.pin_locked" …
    int tries_left = 0;
    std::int64_t wait_s = 0;     // Of "refusal.pin_locked".
};

/// A label is to be printed again; `serial` is empty until one is scanned or chosen.
struct Reprint {
    OrderNo order_no;
    Serial serial;
};

struct DrawnLabel;

enum class DeviceState { ready, waiting, trouble, absent };
/// What a device says of itself on USB; empty where it is on another wire or was never there.
struct DeviceIdentity {
    std::string usb_id;  // "05e0:1300"
    std::string vendor;
    std::string product;
    std::string serial;
    std::string port;  // "1-2.4"
};
struct DeviceView {
    std::string name;    // "Zebra ZT411"
    std::string detail;  // "ZPL · USB 1-1"
    DeviceState state = DeviceState::absent;
    std::string trouble_key = {};  // Locale key: "device.out_of_paper" …
    std::string id = {};           // As configured; an intent names it so.
    DeviceIdentity identity = {};
    std::string last_scan = {};  // Control characters made visible; ID cards masked.
    std::string event_key = {};  // Locale key of what happened last; empty: nothing yet.
    std::int64_t event_at_utc_us = 0;
    std::string kind = {};   // Of a scanner: "hid_pos", "keyboard", "serial", "camera", "wedge".
    std::string fault = {};  // Of a scanner that is blocked: "loses_gs", "not_tried" …
    bool enrolled = false;   // Here, so that it can be forgotten here.
};

/// Both lists of the devices room.
struct DeviceViews {
    std::vector<DeviceView> scanners;
    std::vector<DeviceView> printers;
};

/// A scanner is being enrolled: who is listened to, and what the last one made of the symbol.
struct EnrolmentView {
    bool listening = false;
    std::size_t listened_to = 0;
    bool one_keyboard = false;  // It is never held, so it cannot be listened to.
    bool no_access = false;
    std::string device = {};  // Who answered; empty: nobody yet.
    std::string fault = {};   // "none", "loses_gs" …; its sentence is "enrolment.<fault>".
    bool may_scan = false;
    const DrawnLabel* symbol = nullptr;
};
/// What only a person knows of the devices.
struct DeviceQuestion {
    bool printer = false;  // Else about a scanner.
    bool which = false;    // Which of several it is; else whether a new one replaces it.
    std::string name;      // The printer's or scanner's.
    std::vector<std::string> devices;
    bool operator==(const DeviceQuestion&) const = default;
};

/// A run of labels with the printer that it goes to.
struct RunView {
    PrintRun run;
    std::string printer;
    DeviceState printer_state = DeviceState::absent;
    std::string trouble_key;           // Of the printer, where it needs a person.
    std::vector<std::string> missing;  // GS1 identifiers of the first label that are not read yet.
};

struct LastScan {
    std::string shown;    // Control characters made visible; ID cards masked.
    std::string meaning;  // Locale key of its kind.
};

/// What a camera sees now, kept by the graphics card.
struct CameraView {
    std::uint64_t texture = 0;  // ImGui's ImTextureID.
    int width_px = 0;
    int height_px = 0;
};

/// A label drawn dot-exact from the same value that is printed: one byte a dot.
struct DrawnLabel {
    int width_dots = 0;
    int height_dots = 0;
    std::vector<unsigned char> gray;  // width x height, 0 black.
    Serial serial;
};

struct View {
    // Who and where.
    std::string line_name;   // "Lini 2"
    StepCode step;           // The step this terminal records at.
    Wording step_label;
    std::optional<Person> session;
    const std::map<UserId, std::string>& names;
    LocalTime now;
    std::string zone;
    Stamp stamp;  // What a record made now would carry; for previews and ages.
    bool money_visible = false;

    // What is known.
    const SiteState& site;
    const std::map<OrderNo, std::unique_ptr<const OrderState>>& orders;
    const std::vector<OrderSummary>& summaries;   // Exceptions first.
    const std::vector<LabelJob>& label_jobs;      // Newest first, at most 100.
    const std::vector<Delivery>& deliveries;      // Unfinished ones, and the last 20.
    const LedgerStatus& ledger;
    std::int64_t last_delivery_at_utc_us = 0;

    // What is open.
    Room room = Room::scan;
    OrderNo open_order;
    BatchNo open_batch;
    Entry open_entry = Entry::scanned;  // Manual when the number was typed.
    std::optional<Signing> signing;
    std::optional<Answer> answer;
    std::optional<Refusal> over_carton;  // A scanned carton beyond the order; names its serial.
    std::optional<Reprint> reprint;
    bool busy = false;  // A command is with the ledger; the primary button waits.

    // Devices.
    std::vector<DeviceView> scanners;
    std::vector<DeviceView> printers;
    std::optional<LastScan> last_scan;
    std::optional<EnrolmentView> enrolment;
    std::optional<DeviceQuestion> question;
    std::optional<CameraView> camera = {};  // Nothing where no camera shows a picture.
    const DrawnLabel* preview = nullptr;
    std::vector<RunView> runs;                   // Not over yet, oldest first, and the newest.
    std::optional<LabelAccount> label_account;   // Of the open batch.
    int refused_imports = 0;                        // Files of the watched folder.
    const std::vector<Kpi>* kpis = nullptr;         // Of the site's playbooks.
    const std::vector<KpiRow>* kpi_rows = nullptr;  // Of finished orders, when their room is open.
    std::string guest_client = {};  // A visitor of this client looks on; empty: none.

    /// The open batch's order, or nothing.
    const OrderState* order() const {
        const auto found = orders.find(open_order);
        return found == orders.end() ? nullptr : found->second.get();
    }
};

}  // namespace lini
