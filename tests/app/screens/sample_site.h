// A factory for the tests of the screens: two clients' orders, people, labels, devices, made by
// folding events as the terminal does. Change what a test needs, then ask for the view.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "app/screens/view.h"

namespace lini {

class SampleSite {
public:
    SampleSite();
    // A view refers to the site's own stores.
    SampleSite(const SampleSite&) = delete;
    SampleSite& operator=(const SampleSite&) = delete;

    View view() const;

    /// Adds a fact to an order, at `minutes` after 13:00, and folds it in.
    void add(const OrderNo& order, const UserId& actor, int minutes, Body body,
             const char* terminal = "L2");
    /// Makes the summaries again from the orders.
    void summarize();
    OrderState& state(const OrderNo& order);
    EventId last_id() const { return {TerminalId("L2"), 1, seq_}; }



    void log_in(const char* user);
    Person person(const char* user) const;

    OrderNo serum{"PO-GLW-118"};
    OrderNo capsules{"PO-HRB-044"};
    BatchNo serum_batch{"GLW-2611-014"};
    BatchNo capsule_batch{"HRB-2611-007"};

    SiteState site;
    std::map<UserId, std::string> names;
    std::vector<OrderSummary> summaries;
    std::vector<LabelJob> label_jobs;
    std::vector<Delivery> deliveries;
    LedgerStatus ledger;
    DrawnLabel preview;
    std::vector<DeviceView> scanners;
    std::vector<DeviceView> printers;
    std::optional<Person> session;
    Room room = Room::scan;
    OrderNo open_order = serum;
    BatchNo open_batch = serum_batch;
    Entry open_entry = Entry::scanned;
    std::optional<Signing> signing;
    std::optional<Answer> answer;
    std::optional<Refusal> over_carton;
    std::optional<Reprint> reprint;
    std::optional<LastScan> last_scan;
    std::optional<CameraView> camera;
    std::vector<RunView> runs;
    std::optional<LabelAccount> label_account;
    std::vector<Kpi> kpis;
    std::vector<KpiRow> kpi_rows;
    std::optional<EnrolmentView> enrolment;
    std::optional<DeviceQuestion> question;
    bool money_visible = false;
    bool busy = false;

private:
    void add_people();
    void add_products();
    void add_serum();
    void add_capsules();
    void add_small_orders();
    void add_devices();

    std::map<OrderNo, std::unique_ptr<const OrderState>> orders_;
    std::int64_t seq_ = 0;
};

/// One picture: what is so, and which items a finger touches after the first frame.
struct Scene {
    std::string name;
    std::function<void(SampleSite&)> prepare;
    std::vector<std::string> taps;  // Ids of items, each touched in turn.
};
std::vector<Scene> scenes();
void add_runs(std::vector<Scene>& list);
void add_device_scenes(std::vector<Scene>& list);
void add_order_scenes(std::vector<Scene>& list);

}  // namespace lini
