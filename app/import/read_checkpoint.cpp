#include "app/import/item_readers.h"

namespace lini {
namespace {

CheckpointOutcome outcome_of(const std::string& name) {
    if (name == "failed") return CheckpointOutcome::failed;
    if (name == "waived") return CheckpointOutcome::waived;
    return CheckpointOutcome::passed;
}

}  // namespace

ReadCheckpoint read_checkpoint(const nlohmann::json& item, const std::string& pointer,
                               const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ReadCheckpoint read;
    RecordCheckpoint& action = read.action;
    read.order_no = OrderNo{reader.id_text("order_no")};
    action.checkpoint = reader.id_text("checkpoint");
    if (reader.has("batch_no")) action.batch = BatchNo{reader.id_text("batch_no")};
    action.outcome = outcome_of(reader.choice("outcome", {"passed", "failed", "waived"}));
    if (reader.has("reference")) action.reference = reader.text("reference", 200);
    if (reader.has("note")) action.note = reader.text("note", 200);
    action.attachments = read_attachments(reader);
    read.recorded_by = UserId{reader.id_text("recorded_by")};
    reader.refuse_unknown_keys();
    return read;
}

}  // namespace lini
