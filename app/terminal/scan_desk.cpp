#include "app/terminal/scan_desk.h"

#include <variant>

#include "app/base/log.h"
#include "app/identity/card.h"

namespace lini {
namespace {

const char* meaning_key(const Barcode& code) {
    if (std::holds_alternative<IdCardCode>(code)) return "scan_kind.id_card";
    if (std::holds_alternative<BatchCode>(code)) return "scan_kind.batch";
    if (std::holds_alternative<LabelCode>(code)) return "scan_kind.label";
    if (std::holds_alternative<PalletCode>(code)) return "scan_kind.pallet";
    return "scan_kind.unknown";
}

}  // namespace

void ScanDesk::note(const ScanPayload& payload, const Barcode& code) {
    const bool card = std::holds_alternative<IdCardCode>(code) ||
                      payload.data.find(kIdCardPrefix) != std::string::npos;
    const std::string shown = card ? std::string(kIdCardPrefix) + "…"
                                   : payload.aim_id + shown_code(payload.data);
    floor_.last_scan =
        LastScan{shown, payload.repeat ? "scan_kind.repeat" : meaning_key(code)};
    log::info("scan {} {}: {}", payload.device, payload.sequence, log::printable(shown));
}

void ScanDesk::take(const ScanPayload& payload) {
    floor_.touched();
    const Barcode code = read_barcode(payload.aim_id, payload.data);
    note(payload, code);
    // The trigger was held a moment too long: one scan, and its answer stays on the screen.
    if (payload.repeat) return;
    if (const auto* card = std::get_if<IdCardCode>(&code)) return take_card(*card);
    if (const auto* refusal = std::get_if<Refusal>(&code)) {
        // An article without a lot is one of the rows of a carton label.
        if (refusal->key == "gs1_no_batch" && is_first_label({}, payload.data)) return;
        return floor_.show_refusal(*refusal);
    }
    if (!floor_.session) {
        return floor_.show_refusal({"nobody_logged_in", {}, Remedy::scan_id_card});
    }
    if (const auto* batch = std::get_if<BatchCode>(&code)) {
        open_batch(batch->batch, payload.manual ? Entry::manual : Entry::scanned);
    } else if (const auto* label = std::get_if<LabelCode>(&code)) {
        take_label(*label, payload.data);
    } else if (std::holds_alternative<PalletCode>(code)) {
        floor_.show_refusal({"pallet_not_used_here", {}, Remedy::scan_again});
    } else {
        const std::string& shown = std::get<UnknownCode>(code).shown;
        floor_.show_refusal({"code_unknown", {{"code", shown}}, Remedy::scan_again});
    }
}

void ScanDesk::take(const RefusedScan& refused) {
    floor_.touched();
    const std::string reason(to_string(refused.reason));
    log::warn("scan {} {}: {} after {} bytes", refused.device, refused.sequence, reason,
              refused.bytes);
    floor_.last_scan = LastScan{"…", "scan_kind.refused"};
    floor_.show_refusal({"scan_" + reason, {}, Remedy::scan_again});
}

void ScanDesk::take_card(const IdCardCode& card) {
    const std::string hash = card_hash_hex(card.token, pepper_);
    floor_.credential([hash](CredentialStore& store) { return store.by_card(hash); },
                      [this](const Result<std::optional<Credential>>& found) {
                          if (!found) return floor_.show_error(found.error());
                          std::optional<Person> person;
                          if (*found) person = floor_.person((*found)->user);
                          if (!person) {
                              return floor_.show_refusal(
                                  {"card_unknown", {}, Remedy::scan_id_card});
                          }
                          if (floor_.signing) return sign_desk_.take_card(*person);
                          floor_.answer.reset();
                          floor_.log_in(*person);
                      });
}

void ScanDesk::open_batch(const BatchNo& batch, Entry entry) {
    floor_.find_lot(batch, [this, batch, entry](const Result<Floor::FoundLot>& found) {
        if (!found) return floor_.show_error(found.error());
        lot_found(batch, entry, *found);
    });
}

void ScanDesk::lot_found(const BatchNo& batch, Entry entry, const Floor::FoundLot& found) {
    if (found.refusal) return floor_.show_refusal(*found.refusal);
    if (found.places.size() != 1) {
        return floor_.show_refusal({"batch_in_two_orders", {{"batch", batch.str()}}});
    }
    const BatchPlace place = found.places.front();
    floor_.with_order(place.order_no, [this, place, entry](const OrderState&) {
        const Room before = floor_.room;
        const bool was_open =
            floor_.open_batch == place.batch && floor_.open_order == place.order_no;
        // What was to be signed is no longer on the screen; the next card logs in again.
        if (!was_open || before == Room::termin) floor_.signing.reset();
        floor_.over_carton.reset();
        floor_.reprint.reset();
        floor_.open_order = place.order_no;
        floor_.open_batch = place.batch;
        floor_.open_entry = entry;
        if (floor_.room != Room::qc || !floor_.session_may(Right::record_test)) {
            const bool qc = floor_.session_may(Right::record_test) &&
                            !floor_.session_may(Right::record_output);
            floor_.room = qc ? Room::qc : Room::batch;
        }
        floor_.answer.reset();
        if (!was_open || floor_.room != before) return;
        floor_.show({AnswerKind::repeated, "answer.repeated_batch", "answer.repeated_plain", {},
                     Remedy::none, {}});
    });
}

bool ScanDesk::is_first_label(const Serial& serial, const std::string& data) const {
    return floor_.session && first_label_ && first_label_(serial, data);
}

void ScanDesk::take_label(const LabelCode& label, const std::string& data) {
    const auto then = [this, label, data](const Result<std::optional<SerialPlace>>& found) {
        if (!found) return floor_.show_error(found.error());
        if (*found) return label_found(label, **found, data);
        // A lot that swallowed the serial is told apart by the batches that are known.
        floor_.find_lot(label.batch, [this, label](const Result<Floor::FoundLot>& lot) {
            if (!lot) return floor_.show_error(lot.error());
            if (lot->refusal) return floor_.show_refusal(*lot->refusal);
            floor_.show_refusal(
                {"label_unknown", {{"serial", label.serial.str()}}, Remedy::scan_again});
        });
    };
    floor_.find_serial(label.serial, then);
}

void ScanDesk::label_found(const LabelCode& label, const SerialPlace& place,
                           const std::string& data) {
    if (label.batch != place.batch) {
        return floor_.show_refusal({"label_contradicts",
                                    {{"serial", place.serial.str()},
                                     {"label_batch", label.batch.str()},
                                     {"batch", place.batch.str()}},
                                    Remedy::scan_again});
    }
    floor_.with_order(place.order_no, [this, place, data](const OrderState& order) {
        use_label(place, order, data);
    });
}

void ScanDesk::use_label(const SerialPlace& place, const OrderState& order,
                         const std::string& data) {
    if (floor_.reprint) {
        floor_.reprint = Reprint{place.order_no, place.serial};
        const auto label = order.labels.find(place.serial);
        const bool doubted =
            label != order.labels.end() && label->second.status == LabelStatus::issued;
        if (doubted) record_desk_.confirm_label(place);  // It was scanned, so it exists.
        return;
    }
    if (is_first_label(place.serial, data)) return;
    const BatchState* open = order.order_no == floor_.open_order
                                 ? find_batch(order, floor_.open_batch)
                                 : nullptr;
    const bool counts_here = floor_.room == Room::batch && !floor_.open_batch.empty() &&
                             floor_.session_may(Right::record_output);
    if (counts_here && floor_.open_batch != place.batch) {
        return floor_.show_refusal({"wrong_batch",
                                    {{"label_batch", place.batch.str()},
                                     {"batch", floor_.open_batch.str()}},
                                    Remedy::open_other_batch});
    }
    if (counts_here && open != nullptr && open->count_mode == CountMode::carton) {
        return record_desk_.count_carton(place);
    }
    // From a carton to its batch's results and certificate, for whoever does not handle labels.
    if (!floor_.session_may(Right::print_labels)) return open_batch(place.batch, Entry::scanned);
    record_desk_.confirm_label(place);
}

}  // namespace lini
