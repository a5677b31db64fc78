#include "app/domain/views.h"

#include "app/base/check.h"

namespace lini {

std::string_view label_job_state_name(LabelJobState state) {
    switch (state) {
        case LabelJobState::queued: return "queued";
        case LabelJobState::sending: return "sending";
        case LabelJobState::sent: return "sent";
        case LabelJobState::confirmed: return "confirmed";
        case LabelJobState::held: return "held";
        case LabelJobState::uncertain: return "uncertain";
        case LabelJobState::voided: return "voided";
    }
    CHECK(false);
    return {};
}

std::string_view delivery_state_name(DeliveryState state) {
    switch (state) {
        case DeliveryState::waiting: return "waiting";
        case DeliveryState::sending: return "sending";
        case DeliveryState::accepted: return "accepted";
        case DeliveryState::refused: return "refused";
    }
    CHECK(false);
    return {};
}

}  // namespace lini
