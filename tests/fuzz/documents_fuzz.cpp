// Import files of every kind: whatever the bytes are, they are refused with problems or they give
// values inside their bounds.
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>

#include "app/base/check.h"
#include "app/domain/money.h"
#include "app/import/document.h"

namespace {

std::string first_byte_hex(std::string_view bytes) {
    return std::string(64, bytes.empty() ? '0' : "0123456789abcdef"[bytes[0] & 0x0F]);
}

const lini::Playbooks& playbooks() {
    static const lini::Playbooks kPlaybooks =
        *lini::read_playbooks(LINI_SOURCE_DIR "/assets/playbooks", first_byte_hex);
    return kPlaybooks;
}

void check_order(const lini::ImportOrder& order) {
    std::int64_t sum = 0;
    for (const lini::Term& term : order.order.terms) sum += term.amount.value;
    CHECK(sum == order.order.value.value);
    CHECK(order.order.value.value <= lini::kRupiahMax);
    for (const auto& line : order.order.lines) CHECK(line.quantity > 0);
    for (const auto& count : order.opening) CHECK(count.quantity > 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto batch = lini::read_documents("fuzz.json", bytes, playbooks(), first_byte_hex);
    if (!batch) {
        CHECK(!batch.error().empty());
        for (const lini::Problem& problem : batch.error()) (void)lini::to_string(problem);
        return 0;
    }
    CHECK(!batch->items.empty());
    for (const lini::ImportItem& item : batch->items) {
        const auto* order = std::get_if<lini::ImportOrder>(&item.action);
        if (order != nullptr) check_order(*order);
    }
    return 0;
}
