#include "app/domain/money.h"
#include "app/import/item_readers.h"

namespace lini {
namespace {

PaymentKind kind_of(const std::string& name) {
    if (name == "withholding") return PaymentKind::withholding;
    if (name == "withholding_expected") return PaymentKind::withholding_expected;
    if (name == "credit_note") return PaymentKind::credit_note;
    if (name == "refund") return PaymentKind::refund;
    return PaymentKind::receipt;
}

}  // namespace

ReadPayment read_payment(const nlohmann::json& item, const std::string& pointer,
                         const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ReadPayment read;
    PaymentRecorded& payment = read.action.payment;
    read.order_no = OrderNo{reader.id_text("order_no")};
    payment.payment = reader.id_text("payment");
    payment.charge = ChargeId{reader.id_text("charge")};
    payment.kind = kind_of(
        reader.choice("kind", {"receipt", "withholding", "withholding_expected", "credit_note",
                               "refund"}));
    payment.amount = Rupiah{reader.integer("amount_rupiah", {1, kRupiahMax})};
    if (reader.has("currency")) reader.choice("currency", {"IDR"});
    payment.paid_on = reader.date("paid_on");
    if (reader.has("reference")) payment.reference = reader.text("reference", 200);
    if (reader.has("recorded_by")) read.recorded_by = UserId{reader.id_text("recorded_by")};
    reader.refuse_unknown_keys();
    read.action.from_file = true;
    return read;
}

}  // namespace lini
