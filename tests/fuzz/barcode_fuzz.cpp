// Whatever a scanner sends: no crash, no wild id, and nothing shown that could harm a screen.
// The first byte chooses the symbology identifier.
#include <array>
#include <cstddef>
#include <cstdint>

#include "app/base/check.h"
#include "app/base/utf8.h"
#include "app/domain/barcode.h"

namespace {

void check_shown(std::string_view shown) {
    while (!shown.empty()) {
        const lini::CodePoint point = lini::next_code_point(shown);
        CHECK(point.valid);
        CHECK(!lini::is_unprintable(point.value));
        shown.remove_prefix(point.length);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    constexpr std::array<std::string_view, 6> kAimIds = {"", "]C1", "]d2", "]C0", "]E0", "]"};
    if (size == 0) return 0;
    const std::string_view data(reinterpret_cast<const char*>(bytes + 1), size - 1);
    const lini::Barcode code = lini::read_barcode(kAimIds[bytes[0] % kAimIds.size()], data);
    if (const auto* batch = std::get_if<lini::BatchCode>(&code)) {
        CHECK(lini::is_id_text(batch->batch.str()));
        const auto refusal = lini::refuse_lot(batch->batch, [&](const lini::BatchNo& known) {
            return known.str().size() < batch->batch.str().size();
        });
        CHECK(refusal.has_value());
    }
    if (const auto* label = std::get_if<lini::LabelCode>(&code)) {
        CHECK(lini::is_id_text(label->batch.str()));
        CHECK(lini::is_id_text(label->serial.str()));
        CHECK(label->gtin.empty() || lini::gs1::has_valid_check_digit(label->gtin));
    }
    if (const auto* card = std::get_if<lini::IdCardCode>(&code)) CHECK(card->token.size() == 32);
    if (const auto* unknown = std::get_if<lini::UnknownCode>(&code)) check_shown(unknown->shown);
    check_shown(lini::shown_code(data));
    return 0;
}
