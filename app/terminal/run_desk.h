// Runs of labels: which of their labels may go to the printer now. A run is paused and goes on, its
// first label is read back before the rest is printed, and what never left can be cancelled. What
// was decided here is in the ledger before it counts after a restart. UI thread only.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/domain/first_label.h"
#include "app/terminal/floor.h"
#include "app/terminal/record_desk.h"
#include "drivers/printer/label.h"

namespace lini {

/// The elements of each GS1 bar code on a label.
std::vector<FirstLabel::Elements> gs1_symbols(const Label& label);

class RunDesk {
public:
    /// The label that a job prints, when its order is here.
    using LabelOf = std::function<std::optional<Label>(const LabelJob&)>;

    /// Floor and record desk outlive this. `changed`: labels may go that had to wait before.
    RunDesk(Floor& floor, RecordDesk& record_desk, LabelOf label_of, std::function<void()> changed);

    /// Takes over what the ledger published, and stores again what it had no room for.
    void refresh();

    /// Whether its run lets this job go now; true for a job of no run.
    bool may_print(const LabelJob& job) const;

    void pause(std::int64_t run_id);
    void go_on(std::int64_t run_id);
    /// `waiting`: serials of its jobs that have not left. They are voided, all or none.
    void cancel(std::int64_t run_id, std::vector<Serial> waiting);
    void reject_first(std::int64_t run_id, const std::string& reason);

    /// A bar code was scanned that holds `serial`, or none. True when it was one of the first label
    /// of a run that waits for it: then its answer is on the screen.
    bool check(const Serial& serial, const std::string& data);

    /// As they are here; the ledger may not know the last of it yet.
    std::vector<PrintRun> runs() const;
    /// Identifiers of its first label that no scan has shown yet.
    std::vector<std::string> missing(const PrintRun& run) const;

private:
    struct Run {
        PrintRun now;
        bool stored = true;
        std::optional<FirstLabel> reading;
        std::int64_t reading_job = 0;
    };

    Run* find(std::int64_t run_id);
    Run* waiting_for(const Serial& serial);
    bool may_act();
    void set(Run& run, bool paused, bool check_wanted);
    void store(Run& run);
    bool prepare(Run& run) const;
    void passed(std::int64_t run_id);

    Floor& floor_;
    RecordDesk& record_desk_;
    const LabelOf label_of_;
    const std::function<void()> changed_;
    std::map<std::int64_t, Run> runs_;  // By run id.
};

}  // namespace lini
