// A person's records on their way to the ledger, and the answer that the person sees after the
// commit reached the disk and never before. UI thread only.
#pragma once

#include <functional>
#include <string>

#include "app/platform/sound.h"
#include "app/terminal/floor.h"

namespace lini {

class RecordDesk {
public:
    /// All outlive the desk.
    RecordDesk(Floor& floor, Sound& sound, const SiteConfig& config)
        : floor_(floor), sound_(sound), config_(config) {}

    /// The session's user acts. `accepted` runs once it is on the disk, before its answer is shown.
    void submit(const OrderNo& order_no, Action action, std::function<void()> accepted = {});

    /// `actor` acts with a signature behind it; then as submit().
    void submit_signed(const UserId& actor, const OrderNo& order_no, Action action, Proof proof);

    void count_carton(const SerialPlace& place);

    /// The label was scanned: it exists, whatever its print job thought.
    void confirm_label(const SerialPlace& place);

    /// `count` carton labels of the batch for `content_units` each, by the printer's template.
    void print_labels(const BatchNo& batch, int count, std::int64_t content_units);

private:
    const LabelState* label_of(const SerialPlace& place) const;
    /// A print of this label may lie on the floor or not: a scan settles it.
    bool in_doubt(const Serial& serial) const;
    void send(Command command, std::function<void()> accepted = {});
    void committed(const Command& command, const Result<CommitAnswer>& result);

    Floor& floor_;
    Sound& sound_;
    const SiteConfig& config_;
};

}  // namespace lini
