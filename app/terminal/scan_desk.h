// What a scan does: logs in, opens a batch, counts or confirms a label, or is answered with a
// reason. The meaning of the bytes is app/domain/barcode's, what may be recorded is the rules'.
// UI thread only.
#pragma once

#include <functional>
#include <string>

#include "app/domain/barcode.h"
#include "app/identity/keys.h"
#include "app/terminal/floor.h"
#include "app/terminal/record_desk.h"
#include "app/terminal/sign_desk.h"
#include "drivers/scanner/payload.h"

namespace lini {

class ScanDesk {
public:
    /// True when the scan was for the first label of a run, and has been dealt with. The serial is
    /// empty where the bar code holds none.
    using FirstLabelCheck = std::function<bool(const Serial&, const std::string& data)>;
    void set_first_label_check(FirstLabelCheck check) { first_label_ = std::move(check); }

    /// All outlive the desk.
    ScanDesk(Floor& floor, SignDesk& sign_desk, RecordDesk& record_desk, const Pepper& pepper)
        : floor_(floor), sign_desk_(sign_desk), record_desk_(record_desk), pepper_(pepper) {}

    void take(const ScanPayload& payload);
    void take(const RefusedScan& refused);

    /// Opens a batch by its number, as a label or a typed number gives it.
    void open_batch(const BatchNo& batch, Entry entry);

private:
    void take_card(const IdCardCode& card);
    void take_label(const LabelCode& label, const std::string& data);
    void label_found(const LabelCode& label, const SerialPlace& place, const std::string& data);
    void use_label(const SerialPlace& place, const OrderState& order, const std::string& data);
    bool is_first_label(const Serial& serial, const std::string& data) const;
    void lot_found(const BatchNo& batch, Entry entry, const Floor::FoundLot& found);
    void note(const ScanPayload& payload, const Barcode& code);

    Floor& floor_;
    SignDesk& sign_desk_;
    RecordDesk& record_desk_;
    const Pepper& pepper_;
    FirstLabelCheck first_label_;
};

}  // namespace lini
