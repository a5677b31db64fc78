// Pictures of runs of labels, and of what became of a batch's labels.
#include "tests/app/screens/sample_site.h"

namespace lini {
namespace {

void at_batch(SampleSite& s) {
    s.room = Room::batch;
    s.log_in("siti");
}

void add_account(std::vector<Scene>& list) {
    const auto account = [=](SampleSite& s) {
        at_batch(s);
        LabelAccount labels;
        labels.issued = 500;
        labels.reprints = 3;
        labels.sent = 312;
        labels.confirmed = 160;
        labels.used = 455;
        labels.spoiled = 5;
        labels.cancelled = 30;
        labels.uncertain = 1;
        for (const auto& [serial, label] : s.state(s.serum).labels) {
            labels.open_serials.push_back(serial);
        }
        s.label_account = labels;
    };
    list.push_back({"account", account, {"batch.more", "more.account"}});
    list.push_back({"account-give-back", account,
                    {"batch.more", "more.account", "account.give_back"}});
    list.push_back({"account-spoil", account,
                    {"batch.more", "more.account", "account.spoil", "account.label.0"}});
}

}  // namespace

void add_runs(std::vector<Scene>& list) {
    const auto run = [=](SampleSite& s, std::int64_t sent, bool paused, bool check) {
        at_batch(s);
        RunView one{{}, "Zebra ZT411", DeviceState::ready, {}, {}};
        one.run.run_id = 1;
        one.run.last_job_id = 500;
        one.run.order_no = s.serum;
        one.run.batch = s.serum_batch;
        one.run.sent = sent;
        one.run.waiting = 500 - sent;
        one.run.paused = paused;
        one.run.check_wanted = check;
        one.run.first = LabelJob{1, s.serum, s.serum_batch, Serial("L2A00097"), "carton", 97, 0,
                                 LabelJobState::sent, {}, 0};
        s.runs = {one};
    };
    list.push_back({"run", [=](SampleSite& s) { run(s, 124, false, false); }, {"batch.print"}});
    list.push_back({"run-check", [=](SampleSite& s) {
                        run(s, 1, false, true);
                        s.runs.front().missing = {"01", "17"};
                    }, {"batch.print"}});
    list.push_back({"run-bad", [=](SampleSite& s) { run(s, 1, false, true); },
                    {"batch.print", "run.bad", "run.misplaced"}});
    list.push_back({"run-paper-out", [=](SampleSite& s) {
                        run(s, 124, false, false);
                        s.runs.front().trouble_key = "device.out_of_paper";
                        s.runs.front().run.uncertain = 1;
                    }, {"batch.print"}});
    list.push_back({"run-cancel", [=](SampleSite& s) { run(s, 124, true, false); },
                    {"batch.print", "run.cancel"}});
    add_account(list);
}

}  // namespace lini
