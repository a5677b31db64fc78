// The contract kind that an order was signed under: its steps, thresholds and rights. It travels
// whole in the order's event, so a later change of the file changes no running order.
// Values only; any thread.
#pragma once

#include <string>
#include <vector>

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
};

}  // namespace lini
