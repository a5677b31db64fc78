// What waits for a person, gathered from orders, labels and deliveries; exceptions first. The
// figures and states are the domain's; here they only become a list. Pure; UI thread.
#pragma once

#include <string>
#include <vector>

#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

struct Attention {
    std::string id;      // Stable: "attention.milestone.PO-GLW-118".
    ui::State state = ui::State::hold;
    std::string what;    // "Milestone 70% tercapai"
    std::string which;   // "PO-GLW-118 · 72,5%"
    std::string detail;  // "Menunggu tanda tangan supervisor · 12 mnt"
    Room room = Room::scan;
    OrderNo order;
    BatchNo batch;       // To be opened there; empty where none is meant.
};

std::vector<Attention> attention(const ui::Ui& ui, const View& view);

/// True where a milestone waits for somebody: its badge on the rail, its place on top of lists.
bool milestone_waits(MilestoneStatus status);

/// Orders whose milestone waits, and labels that wait, for the badges of the rail.
int milestones_waiting(const View& view);
int labels_waiting(const View& view);

/// Labels in this state among the jobs that the view carries.
int labels_in(const View& view, LabelJobState state);

}  // namespace lini
