#include "app/domain/progress.h"
#include "tests/app/screens/sample_site.h"

namespace lini {
namespace {

void go(SampleSite& s, Room room, const char* user) {
    s.room = room;
    s.log_in(user);
}

void sign(SampleSite& s) {
    const Term& term = *threshold_term(s.state(s.serum));
    s.add(s.serum, UserId("bambang"), 63,
          MilestoneSigned{term.id, UserId("bambang"),
                          evidence_now(s.state(s.serum), ConditionKind::threshold)});
}

void charge(SampleSite& s) {
    sign(s);
    const Term& term = *threshold_term(s.state(s.serum));
    s.add(s.serum, UserId("system"), 63,
          ChargeClaimed{ChargeId("termin:2"), term.id, term.amount, s.last_id(),
                        "PO-GLW-118/termin:2"});
}

void answer_charge(SampleSite& s, bool accepted, const char* document, const char* reason) {
    charge(s);
    s.add(s.serum, UserId("system"), 64,
          ChargeAnswered{ChargeId("termin:2"), "webhook", accepted, document, reason});
}

Answer answered(AnswerKind kind, const char* title, const char* text,
                std::vector<std::pair<std::string, RefusalArg>> args) {
    Answer answer;
    answer.kind = kind;
    answer.title_key = title;
    answer.text_key = text;
    answer.args = std::move(args);
    return answer;
}

void add_home(std::vector<Scene>& list) {
    list.push_back({"scan", [](SampleSite&) {}, {}});
    list.push_back({"scan-nobody", [](SampleSite& s) { s.session.reset(); }, {}});
    const auto with_camera = [](SampleSite& s) { s.camera = CameraView{1, 640, 360}; };
    list.push_back({"scan-camera", with_camera, {}});
    list.push_back({"scan-camera-nobody", [=](SampleSite& s) {
                        with_camera(s);
                        s.session.reset();
                    }, {}});
    list.push_back({"scan-type",
                    [](SampleSite&) {},
                    {"scan.type", "text.G", "text.L", "text.W", "text.-"}});
}

void add_batch(std::vector<Scene>& list) {
    const auto batch = [](SampleSite& s) { go(s, Room::batch, "siti"); };
    list.push_back({"batch", batch, {"key.2", "key.5", "key.0"}});
    list.push_back({"batch-over", batch, {"key.2", "key.9", "key.9", "key.9"}});
    list.push_back({"batch-refused", batch, {"key.9", "key.9", "key.9", "key.9"}});
    list.push_back({"batch-nobody", [=](SampleSite& s) { batch(s); s.session.reset(); }, {}});
    list.push_back({"batch-none", [=](SampleSite& s) { batch(s); s.open_batch = BatchNo(); }, {}});
    list.push_back({"batch-manual", [=](SampleSite& s) {
                        batch(s);
                        s.open_entry = Entry::manual;
                        s.busy = true;
                    }, {"key.5"}});
    list.push_back({"batch-start", [=](SampleSite& s) {
                        batch(s);
                        s.open_batch = BatchNo("GLW-2611-015");
                        s.add(s.serum, UserId("maya"), 0,
                              BatchPlanned{s.open_batch, ProductCode("SRM-30"), 2'500, {}, {}});
                    }, {"batch.by_carton"}});
    list.push_back({"batch-carton", [=](SampleSite& s) {
                        batch(s);
                        s.open_order = s.capsules;
                        s.open_batch = s.capsule_batch;
                    }, {}});
    list.push_back({"batch-closed", [=](SampleSite& s) {
                        batch(s);
                        s.open_batch = BatchNo("GLW-2611-013");
                    }, {}});
    list.push_back(
        {"reject", batch, {"batch.mode.reject", "key.3", "batch.record", "reject.leak"}});
    list.push_back({"reject-note", batch,
                    {"batch.mode.reject", "key.3", "batch.record", "reject.other", "text.p",
                     "text.o"}});
    list.push_back({"reverse", batch, {"record.reverse.0", "reverse.typed_wrong"}});
    list.push_back({"leave", batch, {"status.user"}});
    list.push_back({"more", batch, {"batch.more"}});
    list.push_back({"more-sample", batch, {"batch.more", "more.sample_retained", "key.6"}});
    list.push_back({"more-loss", batch, {"batch.more", "more.loss", "key.6", "loss.spilt"}});
    list.push_back({"more-rework", batch, {"batch.more", "more.rework", "key.6"}});
    list.push_back({"more-records", [=](SampleSite& s) {
                        batch(s);
                        const StepCode packing("packing");
                        for (int i = 0; i < 12; ++i) {
                            s.add(s.serum, UserId("siti"), 63,
                                  OutputRecorded{s.serum_batch, packing, 2, {}, {}, {}});
                        }
                        s.add(s.serum, UserId("siti"), 64, RecordReversed{s.last_id(), "twice"});
                    }, {"batch.more", "more.records"}});
    list.push_back({"close", batch, {"batch.more", "more.close"}});
    list.push_back({"close-explain", batch,
                    {"batch.more", "more.close", "close.explain", "text.t", "text.u"}});
    list.push_back({"over", [=](SampleSite& s) {
                        batch(s);
                        s.signing = Signing{"over_quantity", {}, {}, false, {}, 0, 0};
                    }, {"key.2", "key.7", "key.5", "key.1", "batch.record"}});
    list.push_back({"over-pin",
                    [=](SampleSite& s) {
                        batch(s);
                        s.signing =
                            Signing{"over_quantity", s.person("bambang"), {}, false, {}, 0, 0};
                        s.add(s.serum, UserId("dewi"), 1,
                              OutputRecorded{BatchNo("GLW-2611-012"), StepCode("packing"), 2'700,
                                             {}, {}, {}}, "L1");
                    },
                    {"key.2", "key.2", "key.0", "batch.record", "over.spare", "key.1", "key.4"}});
}

void add_cartons(std::vector<Scene>& list) {
    const auto batch = [](SampleSite& s) { go(s, Room::batch, "siti"); };
    list.push_back({"batch-over-carton", [=](SampleSite& s) {
                        batch(s);
                        s.open_order = s.capsules;
                        s.open_batch = s.capsule_batch;
                        s.add(s.capsules, UserId("siti"), 30,
                              LabelIssued{Serial("L2A00300"), s.capsule_batch, "carton", 42, 17});
                        s.over_carton = Refusal{"over_ordered",
                                                {{"ordered", std::int64_t{20'000}},
                                                 {"would_be", std::int64_t{20'009}},
                                                 {"over", std::int64_t{9}},
                                                 {"serial", std::string("L2A00300")}},
                                                Remedy::ask_supervisor};
                        s.signing = Signing{"over_quantity", {}, {}, false, {}, 0, 0};
                    }, {"over.spare"}});
    list.push_back({"print", batch, {"batch.print", "key.0"}});
    list.push_back({"print-part", batch, {"batch.print", "print.part", "key.1", "key.7"}});
    list.push_back({"print-part-too-many", batch, {"batch.print", "print.part", "key.2", "key.5"}});
    list.push_back({"reprint-list", [=](SampleSite& s) {
                        batch(s);
                        s.reprint = Reprint{};
                    }, {}});
    const auto reprint = [=](SampleSite& s) {
        batch(s);
        s.reprint = Reprint{s.serum, Serial("L2A00095")};
        s.add(s.serum, UserId("siti"), 50, LabelReprinted{Serial("L2A00095"), 1, "damaged"});
    };
    list.push_back({"reprint", reprint, {"reprint.damaged"}});
    list.push_back({"reprint-other", reprint, {"reprint.other", "text.k"}});
}

void add_qc(std::vector<Scene>& list) {
    const auto qc = [](SampleSite& s) { go(s, Room::qc, "ratna"); };
    list.push_back({"qc", qc, {"key.5", "key.decimal", "key.1", "key.2"}});
    list.push_back({"qc-fails", qc, {"qc.test.niacinamide", "key.9", "key.0"}});
    list.push_back({"qc-operator", [](SampleSite& s) { go(s, Room::qc, "siti"); }, {}});
    list.push_back({"qc-recorded", [=](SampleSite& s) {
                        qc(s);
                        s.open_batch = BatchNo("GLW-2611-013");
                    }, {"qc.test.ph"}});
    const auto qa = [](SampleSite& s) { go(s, Room::qc, "hendra"); };
    list.push_back({"qc-qa", qa, {}});
    const auto signing = [=](const char* batch) {
        return [=](SampleSite& s) {
            qa(s);
            s.open_batch = BatchNo(batch);
            s.signing = Signing{"release", s.person("hendra"), {}, false, {}, 0, 0};
        };
    };
    list.push_back({"qc-status-hold", signing("GLW-2611-014"),
                    {"qc.status", "status.hold", "status.deviation", "key.1", "key.4"}});
    list.push_back({"qc-status-release", signing("GLW-2611-013"), {"qc.status", "status.release"}});
    list.push_back({"qc-status-locked", [=](SampleSite& s) {
                        signing("GLW-2611-014")(s);
                        s.signing->pin_refusal = "refusal.pin_locked";
                        s.signing->wait_s = 893;
                    }, {"qc.status", "status.hold"}});
    list.push_back({"qc-none", [=](SampleSite& s) { qc(s); s.open_batch = BatchNo(); }, {}});
}

void add_approval(std::vector<Scene>& list) {
    const auto qa = [](SampleSite& s) {
        go(s, Room::termin, "hendra");
        s.open_order = s.capsules;
        s.summaries.clear();
    };
    list.push_back({"approval-offered", qa, {}});
    list.push_back({"approval-asked", [](SampleSite& s) { go(s, Room::termin, "hendra"); }, {}});
    list.push_back({"approval-batch", qa, {"milestone.approval"}});
    list.push_back({"approval-reference", [=](SampleSite& s) {
                        qa(s);
                        s.add(s.capsules, UserId("hendra"), 60,
                              ClientApproved{s.capsule_batch, "WA 21-11 No. 7"});
                    },
                    {"milestone.approval", "approval.batch.HRB-2611-007", "text.W", "text.A"}});
}

void boss(SampleSite& s) {
    go(s, Room::termin, "bambang");
    s.money_visible = true;
}

void add_milestone(std::vector<Scene>& list) {
    list.push_back({"milestone", boss, {}});
    list.push_back({"milestone-no-money", [](SampleSite& s) { go(s, Room::termin, "siti"); }, {}});
    list.push_back({"milestone-card", [](SampleSite& s) {
                        boss(s);
                        s.signing = Signing{"milestone", {}, {}, false, {}, 0, 0};
                    }, {}});
    list.push_back({"milestone-pin", [](SampleSite& s) {
                        boss(s);
                        s.signing = Signing{"milestone", s.person("bambang"), {}, false, {}, 0, 0};
                    }, {"key.1", "key.2", "key.3", "key.4"}});
    list.push_back({"milestone-pin-wrong", [](SampleSite& s) {
                        boss(s);
                        s.signing = Signing{"milestone", s.person("bambang"), {}, false,
                                            "refusal.pin_wrong", 3, 0};
                    }, {}});
    list.push_back({"milestone-card-wrong", [](SampleSite& s) {
                        boss(s);
                        s.signing = Signing{"milestone", s.person("siti"),
                                            "refusal.signer_contributed", false, {}, 0, 0};
                    }, {}});
    list.push_back({"milestone-not-reached", [](SampleSite& s) {
                        boss(s);
                        s.open_order = s.capsules;
                        s.add(
                            s.serum, UserId("siti"), 64,
                            RecordReversed{EventId{TerminalId("L2"), 1, s.last_id().seq - 2}, "x"});
                        s.summarize();
                        for (OrderSummary& o : s.summaries)
                            o.milestone = MilestoneStatus::not_reached;
                    }, {}});
}

void add_billing(std::vector<Scene>& list) {
    const auto summarized = [](auto change) {
        return [=](SampleSite& s) {
            boss(s);
            change(s);
            s.summarize();
        };
    };
    list.push_back({"milestone-approved", summarized([](SampleSite& s) {
                        s.open_order = s.capsules;
                        s.add(s.capsules, UserId("system"), 64,
                              ClientApproved{s.capsule_batch, "WA 21-11 No. 7"});
                    }), {}});
    list.push_back({"milestone-signed", summarized([](SampleSite& s) { sign(s); }), {}});
    list.push_back({"milestone-charged", summarized([](SampleSite& s) {
                        charge(s);
                        Delivery delivery;
                        delivery.order_no = s.serum;
                        delivery.charge = ChargeId("termin:2");
                        delivery.attempts = 3;
                        delivery.next_attempt_at_utc_us = s.view().stamp.at_utc_us + 300'000'000;
                        s.deliveries.push_back(delivery);
                        s.ledger.unsynced = 1;
                    }), {}});
    list.push_back({"milestone-accepted", summarized([](SampleSite& s) {
                        answer_charge(s, true, "INV/2026/11/0231", "");
                    }), {}});
    list.push_back({"milestone-refused", summarized([](SampleSite& s) {
                        answer_charge(s, false, "", "Pelanggan tidak dikenal");
                    }), {}});
    list.push_back({"milestone-resend", summarized([](SampleSite& s) {
                        answer_charge(s, false, "", "Pelanggan tidak dikenal");
                        s.log_in("maya");
                    }), {"milestone.resend"}});
    const auto reject_second = [](SampleSite& s) {
        s.add(s.serum, UserId("hendra"), 64,
              BatchStatusChanged{BatchNo("GLW-2611-013"), BatchStatus::rejected, UserId("hendra"),
                                 "oos"});
    };
    list.push_back({"milestone-rejected", summarized(reject_second), {}});
    list.push_back({"milestone-review", summarized([=](SampleSite& s) {
                        answer_charge(s, true, "INV/2026/11/0231", "");
                        reject_second(s);
                    }), {}});
    list.push_back({"milestone-lapsed", summarized([](SampleSite& s) {
                        sign(s);
                        s.add(s.serum, UserId("system"), 64,
                              SignatureLapsed{TermId("termin:2"), s.last_id(), "recount_differs"});
                    }), {}});
}

void add_rest(std::vector<Scene>& list) {
    list.push_back({"monitor", [](SampleSite& s) { go(s, Room::monitor, "bambang"); }, {}});
    const auto answer = [](Answer given) {
        return [=](SampleSite& s) {
            go(s, Room::batch, "siti");
            s.answer = given;
        };
    };
    list.push_back(
        {"answer-accepted",
         answer(answered(AnswerKind::accepted, "answer.recorded_good", "answer.recorded_text",
                         {{"count", std::int64_t{250}},
                          {"batch", "GLW-2611-014"},
                          {"good", std::int64_t{2305}},
                          {"planned", std::int64_t{2500}}})),
         {}});
    list.push_back({"answer-repeated",
                    answer(answered(AnswerKind::repeated, "answer.repeated", "answer.repeated_text",
                                    {{"carton", std::int64_t{96}}, {"time", "14:01"},
                                     {"name", "Dewi Lestari"}})), {}});
    Answer wrong =
        answered(AnswerKind::wrong_batch, "answer.wrong_batch", "answer.wrong_batch_text",
                 {{"other", "HRB-2611-007"}, {"batch", "GLW-2611-014"}});
    wrong.remedy = Remedy::open_other_batch;
    wrong.other_batch = BatchNo("HRB-2611-007");
    list.push_back({"answer-wrong", answer(wrong), {}});
    list.push_back({"answer-unknown",
                    answer(answered(AnswerKind::unknown, "answer.unknown", "answer.unknown_text",
                                    {{"code", "ABC-00931"}})), {}});
    Answer refused = answered(AnswerKind::refused, "answer.refused", "refusal.gs1_separator_lost",
                              {{"code", "010899123456701310GLW"}});
    refused.remedy = Remedy::scan_again;
    list.push_back({"answer-refused", answer(refused), {}});
}

}  // namespace

std::vector<Scene> scenes() {
    std::vector<Scene> list;
    add_home(list);
    add_batch(list);
    add_cartons(list);
    add_runs(list);
    add_qc(list);
    add_approval(list);
    add_milestone(list);
    add_billing(list);
    add_device_scenes(list);
    add_order_scenes(list);
    add_rest(list);
    return list;
}

}  // namespace lini
