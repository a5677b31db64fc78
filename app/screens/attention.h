// What waits for a person, gathered from orders, labels and deliveries; exceptions first. The
// figures and states are the domain's; here they only become a list. Pure; UI thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

/// One thing that waits, as pointers into the view: of this frame only. Its words are made where it
/// is drawn, since of hundreds that wait a page shows five.
struct Attention {
    enum class Kind : std::uint8_t { locked, milestone, failed_test, uncertain_label, held_labels };
    Kind kind = Kind::milestone;
    ui::State state = ui::State::hold;
    Room room = Room::scan;
    const OrderSummary* summary = nullptr;  // locked, milestone
    const OrderState* order = nullptr;      // failed_test, with its batch, limit and result
    const BatchState* batch = nullptr;
    const TestLimit* limit = nullptr;
    const TestRecorded* result = nullptr;
    const LabelJob* job = nullptr;  // uncertain_label; of held_labels the first that says why
};

struct AttentionWords {
    std::string id;      // Stable: "attention.milestone.PO-GLW-118".
    std::string what;    // "Milestone 70% tercapai"
    std::string which;   // "PO-GLW-118 · 72,5%"
    std::string detail;  // "Menunggu tanda tangan supervisor · 12 mnt"
};

/// Everything that waits, what is bad first.
std::vector<Attention> attention(const View& view);
AttentionWords words_of(const ui::Ui& ui, const View& view, const Attention& item);

/// The order to open for it; empty where none is meant.
OrderNo order_of(const Attention& item);

/// True where a milestone waits for somebody: its badge on the rail, its place on top of lists.
bool milestone_waits(MilestoneStatus status);

/// Orders whose milestone waits, and labels that wait, for the badges of the rail.
int milestones_waiting(const View& view);
int labels_waiting(const View& view);

/// Orders with a charge that the ERP refused: a person has to settle it.
int charges_refused(const View& view);

/// Labels in this state among the jobs that the view carries.
int labels_in(const View& view, LabelJobState state);

}  // namespace lini
