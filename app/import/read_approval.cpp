#include "app/import/item_readers.h"

namespace lini {

ReadApproval read_approval(const nlohmann::json& item, const std::string& pointer,
                           const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ReadApproval read;
    read.order_no = OrderNo{reader.id_text("order_no")};
    read.action.batch = BatchNo{reader.id_text("batch_no")};
    read.action.reference = reader.text("reference", 200);
    read.action.from_file = true;
    if (reader.has("recorded_by")) read.recorded_by = UserId{reader.id_text("recorded_by")};
    reader.refuse_unknown_keys();
    return read;
}

}  // namespace lini
