#include "tests/db/event_samples.h"

namespace lini::testing {
namespace {

using namespace std::chrono;

const std::string kSha(64, 'a');
const EventId kEarlier{TerminalId("L2"), 1, 7};

Playbook playbook() {
    Playbook book;
    book.name = "maklon";
    book.version = 3;
    book.sha256_hex = kSha;
    book.text = "[playbook]\nname = \"maklon\"\n";
    book.title = {"Maklon", "Contract manufacturing"};
    book.steps = {{StepCode("mixing"), {"Pencampuran", "Mixing"}, "kg", true, true},
                  {StepCode("packing"), {"Pengemasan", "Packing"}, "unit", true}};
    book.counting_step = StepCode("packing");
    book.reject_reasons = {{"torn", {"Sobek", "Torn"}, "torn"}};
    book.grants = {{Right::sign_milestone, {Role::supervisor, Role::qa}}};
    book.checkpoints = {{"line_clearance", {"Line clearance", "Line clearance"},
                         CheckpointScope::batch, {Role::operator_}, {Role::supervisor}, true,
                         false, true, true}};
    book.gates = {{"production",
                   {"Mulai produksi", "Start of production"},
                   {{GatedActKind::start_batch}, {GatedActKind::record_step, "packing"}},
                   {{{ConditionKind::settled, "dp"}, {ConditionKind::passed, "line_clearance"}}},
                   true}};
    book.threshold_alarm_percent = 80;
    book.fields = {{"ddp", {"DDP", "Design document"}, FieldKind::text, {}, true, true},
                   {"owner", {"Pemilik", "Owner"}, FieldKind::choice, {"maklon", "oem"}, false}};
    book.contract_rules = {
        {"threshold", {"Ambang", "Threshold"}, {"threshold"}, 7'000, 8'000, {}, {}, true},
        {"quotation", {"Rincian", "Parts"}, {"field:raw"}, {}, {}, {}, "value", false}};
    book.revisions = {{"sketch", {"Sketsa", "Sketch"}, 2, Rupiah{200'000}, 0, Rupiah{},
                       {ConditionKind::passed, "line_clearance"}}};
    book.deadlines = {{"production", {"Produksi", "Production"}, ConditionKind::order_signed,
                       ConditionKind::batches_released, 45, true, false}};
    book.damages = Damages{"production", 50, 3, 500};
    book.warranties = {{"finish", {"Finishing", "Finish"}, ConditionKind::order_signed, 12}};
    book.cases = {{"complaint", {"Keluhan", "Complaint"}, {Role::qa},
                   {{"mediation", {"Mediasi", "Mediation"}}}, 36, ConditionKind::order_signed,
                   true}};
    book.kpis = {{"lead_time", {"Waktu produksi", "Lead time"}, KpiMeasure::lead_time, "production",
                  Comparison::at_most, 75, 90}};
    book.batch_no_pattern = "{order}-{nn}";
    book.bulk_no_pattern = "{order}-R{n}";
    book.exclusive = FieldMatch{"owner", {"oem"}, false};
    book.extras = {{"survey", {"Survei", "Survey"}, 0, TermId("termin:2"), true,
                    {"owner", {"oem"}, true}}};
    book.taxes = {{"ppn", {"PPN", "VAT"}}};
    book.samples = {{"external_lab", {"Lab luar", "External laboratory"}, 20}};
    book.withholding_basis_points = 200;
    book.over_basis_points = 200;
    book.under_basis_points = 100;
    return book;
}

OrderImported order() {
    OrderImported order;
    order.revision = 2;
    order.content_sha256_hex = kSha;
    order.client = "CV Ayu Lestari";
    order.client_po = "PO/2026/77";
    order.lines = {{ProductCode("SRM-30"), 10'000, Rupiah{13'500}}};
    order.value = Rupiah{135'000'000};
    order.terms = {{TermId("termin:2"), {"Termin 2", "Term 2"}, 10'000, Rupiah{135'000'000},
                    {ConditionKind::threshold, ConditionKind::client_approval}, 14,
                    TermId("termin"), 4'000, {"Commercial Invoice", "Commercial invoice"}}};
    order.threshold_percent = 65;
    order.fields = {{"ddp", "DDP-7 v3"}, {"nda_until", "2032-01-31"}};
    order.deviations = {{"threshold", "kontrak lama", UserId("sup1")}};
    order.deadline_days = {{"production", 40}};
    order.over_basis_points = 200;
    order.under_basis_points = 100;
    order.extras = {{"survey", Rupiah{250'000}}};
    order.withholding_basis_points = 200;
    order.counts_status = CountsStatus::released;
    order.playbook = playbook();
    return order;
}

ProductDefined product() {
    ProductDefined product;
    product.code = ProductCode("SRM-30");
    product.content_sha256_hex = kSha;
    product.name = "Serum “Cerah” 30 ml";
    product.gtin = "08991234567013";
    product.carton_gtin = "18991234567010";
    product.registration_no = "NA18260100001";
    product.units_per_carton = 24;
    product.category = "cosmetic";
    product.registration_until = 2029y / 1 / 31;
    product.halal_no = "ID00110000012345678";
    product.halal_until = 2030y / 6 / 30;
    product.shelf_life_months = 24;
    product.expires_month_end = true;
    product.spec_no = "SP-30";
    product.tests = {
        {"ph", {"pH", "pH"}, "", 2, Decimal{450, 2}, Decimal{600, 2}},
        {"visc", {"Viskositas", "Viscosity"}, "cP", 0, Decimal{2000, 0}, std::nullopt}};
    return product;
}

Evidence evidence() {
    Evidence evidence;
    evidence.batches = {{BatchNo("B-1"), BatchStatus::quarantine, 7'250, 31}};
    evidence.good = 7'250;
    evidence.ordered = 10'000;
    evidence.threshold_percent = 70;
    evidence.heads = {{TerminalId("L2"), 1, 41, kSha}};
    return evidence;
}

void add_counts(std::vector<Body>& bodies) {
    const BatchNo batch("B-1");
    const StepCode step("packing");
    bodies.push_back(OutputRecorded{batch, step, 250, Entry::carton, Serial("L2-1-0000042"),
                                    Approval{UserId("sup1"), "lebih"}});
    bodies.push_back(RejectRecorded{batch, step, 3, "other", "tutup retak", Entry::manual});
    bodies.push_back(ReworkOpened{batch, step, 5, Entry::scanned});
    bodies.push_back(ReworkClosed{batch, step, 4, 1, Approval{UserId("sup1"), "lebih"}});
    bodies.push_back(SampleTaken{batch, step, 2, SamplePurpose::retained});
    bodies.push_back(LossRecorded{batch, step, 1, "spilled"});
    bodies.push_back(RecordReversed{kEarlier, "miscount"});
    TestRecorded test;
    test.batch = batch;
    test.test = "ph";
    test.value = {512, 2};
    test.lower = Decimal{450, 2};
    test.upper = Decimal{600, 2};
    test.unit = "pH";
    test.spec_revision = 2;
    test.verdict = Verdict::fails;
    bodies.push_back(test);
    bodies.push_back(BatchClosed{batch, step, 7'300, 16, "tumpah"});
    bodies.push_back(
        BatchStatusChanged{batch, BatchStatus::released, UserId("qa1"), "lulus"});
    bodies.push_back(ClientApproved{batch, "SRT/12"});
}

void add_billing_and_labels(std::vector<Body>& bodies) {
    bodies.push_back(MilestoneSigned{TermId("termin:2"), UserId("sup1"), evidence()});
    bodies.push_back(SignatureLapsed{TermId("termin:2"), kEarlier, "recount_differs"});
    bodies.push_back(ChargeClaimed{ChargeId("termin:2"), TermId("termin:2"), Rupiah{54'000'000},
                                   kEarlier, "PO-1/termin:2", Rupiah{-1'000'000}, {},
                                   {{"ppn", 1'200, Rupiah{49'500'000}, Rupiah{5'940'000}}}});
    bodies.push_back(ChargeAnswered{ChargeId("termin:2"), "webhook", true, "INV-9", "ok"});
    bodies.push_back(
        LabelIssued{Serial("L2-1-0000042"), BatchNo("B-1"), "carton", 42, 24});
    bodies.push_back(LabelReprinted{Serial("L2-1-0000042"), 2, "smudged"});
    bodies.push_back(LabelConfirmed{Serial("L2-1-0000042")});
    bodies.push_back(LabelVoided{Serial("L2-1-0000042"), "no label"});
}

void add_gates_and_payments(std::vector<Body>& bodies) {
    bodies.push_back(CheckpointRecorded{"line_clearance", BatchNo("B-1"),
                                        CheckpointOutcome::passed, "FRM-7", "bersih",
                                        UserId("sup1"), {kSha}});
    bodies.push_back(GateOverridden{"production", BatchNo("B-1"), UserId("sup1"),
                                    "bukti transfer ada", {"settled:dp"}});
    bodies.push_back(PaymentRecorded{"TRF-77", ChargeId("dp"), PaymentKind::receipt,
                                     Rupiah{54'000'000}, 2026y / 11 / 3, "BCA 0311"});
    bodies.push_back(PaymentConfirmed{"TRF-77", UserId("fin1")});
}

void add_changes(std::vector<Body>& bodies) {
    bodies.push_back(HolidaysDefined{2026, 1, kSha, {{2026y / 12 / 25, "Natal"}}});
    bodies.push_back(OrderPaused{"menunggu dana", "WA 11-11"});
    bodies.push_back(OrderResumed{"WA 20-11"});
    bodies.push_back(
        OrderEnded{OrderEnding::force_majeure, "banjir", "SRT/90", UserId("sup1")});
    bodies.push_back(
        QuantityClosed{9'700, 10'000, Rupiah{-4'050'000}, "SRT/91", "", UserId("sup1")});
    bodies.push_back(
        RevisionAsked{"REV-1", "sketch", RevisionCause::maker, "sayap lebih lebar", "WA 12-11"});
    bodies.push_back(RevisionAgreed{"REV-1", 3, Rupiah{200'000}, UserId("sup1")});
    bodies.push_back(RevisionDone{"REV-1"});
    bodies.push_back(TermOpened{TermId("dp"), "INV-77", Rupiah{54'000'000}, Rupiah{50'000'000}});
    bodies.push_back(
        CaseOpened{"K-1", "complaint", BatchNo("B-1"), "botol retak", "SRT/95", {kSha}});
    bodies.push_back(CaseMoved{"K-1", "mediation", "klien menolak"});
    bodies.push_back(CaseClosed{"K-1", Fault::maker, "diganti", BatchNo("B-2")});
    bodies.push_back(LateEntered{1'795'000'000'000'000, "power_cut", UserId("sup1")});
    bodies.push_back(ShipmentRecorded{"SJ-26-441", "external_lab", {{BatchNo("B-1"), 12}},
                                      "B 9217 KXR", "Joko", "Lab", "TT-118", {kSha}});
    bodies.push_back(UnitsAllocated{BatchNo("B-1"), 400, 2, OrderNo("PO-2"), UserId("ppic1")});
    bodies.push_back(UnitsReceived{BatchNo("B-9"), ProductCode("SRM-30"), 2026y / 11 / 1,
                                   2028y / 11 / 1, 400, 2, OrderNo("PO-3"), UserId("ppic1")});
    bodies.push_back(ProductReserved{ProductCode("SRM-30"), "CV Ayu Lestari", OrderNo("PO-1")});
    bodies.push_back(DeviationSigned{"threshold", UserId("sup1")});
    bodies.push_back(TaxesDefined{
        2, kSha, {{"ppn", 2025y / 1 / 1, 1'200, 11, 12, "PMK 131/2024"}}});
    bodies.push_back(DutiesDefined{
        3, kSha, {{"cosmetic", DutyKind::halal, 2026y / 10 / 17, "PP 42/2024"}}});
}

}  // namespace

std::vector<Body> sample_bodies() {
    std::vector<Body> bodies = {
        IncarnationStarted{"L2", "restore", kSha, 1, 41},
        UserDefined{UserId("op1"), 2, kSha, {Role::operator_, Role::warehouse}, false},
        product(),
        order(),
        BatchPlanned{BatchNo("B-1"), ProductCode("SRM-30"), 7'300, 2026y / 11 / 1, 2028y / 11 / 1,
                     false, BatchNo("B-R1")},
        BatchStarted{BatchNo("B-1"), CountMode::carton}};
    add_counts(bodies);
    add_billing_and_labels(bodies);
    add_gates_and_payments(bodies);
    add_changes(bodies);
    return bodies;
}

Event sample_event() {
    Event event;
    event.id = {TerminalId("L2"), 1, 42};
    event.lamport = 57;
    event.order_no = OrderNo("PO-1");
    event.stamp = {1'795'000'000'123'456, ClockState::stepped_back, "Asia/Jakarta",
                   2026y / 11 / 18, 3};
    event.actor = UserId("op1");
    event.command_id = CommandId("0193-c0de");
    event.body = LabelConfirmed{Serial("L2-1-0000042")};
    return event;
}

}  // namespace lini::testing
