// The contract kind that an order was signed under: its steps, thresholds and rights. It travels
// whole in the order's event, so a later change of the file changes no running order.
// Values only; any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/domain/condition.h"
#include "app/domain/ids.h"
#include "app/domain/roles.h"

namespace lini {

/// A text of the playbook in the two languages of the screen.
struct Wording {
    std::string id;
    std::string en;
    friend bool operator==(const Wording&, const Wording&) = default;
};

struct Step {
    StepCode code;
    Wording label;
    std::string unit;      // "kg", "unit": counts are never added across units or steps.
    bool counted = false;  // Units are recorded here; a step that is not is only shown.
};

struct RejectReason {
    std::string code;
    Wording label;
    std::string icon;
};

enum class CheckpointScope { order, batch };

/// A fact beside the counts that somebody states with evidence: a sketch that the client approved,
/// a line that was cleared, a certificate that was handed over.
struct Checkpoint {
    std::string code;
    Wording label;
    CheckpointScope scope = CheckpointScope::order;
    std::vector<Role> recorded_by;
    std::vector<Role> signed_by;   // Somebody else of these signs it with card and PIN, if any.
    bool needs_reference = false;  // Number of a letter, a mail or a form.
    bool waivable = false;         // The client may sign that it is not wanted.
    friend bool operator==(const Checkpoint&, const Checkpoint&) = default;
};

enum class GatedActKind { start_batch, record_step, release_batch, record_checkpoint };

/// What a gate keeps from being done.
struct GatedAct {
    GatedActKind kind = GatedActKind::start_batch;
    std::string subject = {};  // Code of a step or a checkpoint; empty for the others.
    friend bool operator==(const GatedAct&, const GatedAct&) = default;
};

/// "start_batch", "record:filling", "release_batch", "checkpoint:handover", as in files and events.
std::string gated_act_text(const GatedAct& act);
std::optional<GatedAct> gated_act_from_text(std::string_view text);

/// Open when of each group of `needs` one condition is met.
struct Gate {
    std::string code;
    Wording label;
    std::vector<GatedAct> blocks;
    std::vector<std::vector<Condition>> needs;
    bool overridable = false;  // By the signature of whoever holds the right override_gate.
    friend bool operator==(const Gate&, const Gate&) = default;
};

struct Playbook {
    std::string name;
    int version = 1;
    std::string sha256_hex;
    std::string text;  // The file as it was read.
    Wording title;
    std::vector<Step> steps;
    StepCode counting_step;
    std::vector<RejectReason> reject_reasons;
    int threshold_min_percent = 70;
    int threshold_max_percent = 80;
    int down_payment_min_percent = 30;
    int down_payment_max_percent = 50;
    std::vector<RightGrant> grants;
    std::vector<Checkpoint> checkpoints;
    std::vector<Gate> gates;
};

}  // namespace lini
