#include "app/import/item_readers.h"

namespace lini {

ReadApproval read_approval(const nlohmann::json& item, const std::string& pointer,
                           const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ReadApproval read;
    read.order_no = OrderNo{reader.id_text("order_no")};
    read.action.batch = BatchNo{reader.id_text("batch_no")};
    read.action.reference = reader.text("reference", 200);
    reader.refuse_unknown_keys();
    return read;
}

}  // namespace lini
