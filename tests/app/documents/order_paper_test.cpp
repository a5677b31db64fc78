#include "app/documents/order_paper.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

#include "app/domain/gates.h"
#include "app/domain/payments.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

const TermId kDp{"dp"};

class PaperFloor : public TestFloor {
public:
    PaperFloor() {
        add_user("fin", {Role::finance});
        add_user("fin2", {Role::finance});
        add_user("gudang", {Role::warehouse});
        ImportOrder import = import_of();
        Playbook& book = import.order.playbook;
        book.fields = {
            {"delivery", {"Syarat", "Terms"}, FieldKind::choice, {"EXW", "FOB"}, true, true},
            {"formula", {"Formula", "Formula"}, FieldKind::text, {}, true, false},
            {"margin", {"Margin", "Margin"}, FieldKind::rupiah, {}, true, true}};
        book.checkpoints = {{"bast", {"BAST", "BAST"}, CheckpointScope::order, {Role::warehouse},
                             {}, true, false, true, false, {}}};
        book.gates = {{"handover", {"BAST", "BAST"}, {{GatedActKind::record_checkpoint, "bast"}},
                       {{{ConditionKind::shipped, ""}}}, false}};
        import.order.fields = {{"delivery", "EXW"}, {"formula", "F-SECRET"}, {"margin", "5000"}};
        import.order.terms[0].document = {"Proforma Invoice", "Pro-forma invoice"};
        import.batches.pop_back();
        REQUIRE(run("office", import).empty());
    }
    void pay(std::int64_t amount, const std::string& key) {
        REQUIRE(run("fin", RecordPayment{{key, ChargeId("dp"), PaymentKind::receipt,
                                          Rupiah{amount}, today, "BCA"}})
                    .empty());
        REQUIRE(run_signed("fin2", "fin2", "payment", ConfirmPayment{key}).empty());
    }
    void ship(std::int64_t quantity, const std::string& note) {
        REQUIRE(run("gudang", RecordShipment{{note, "", {{kBatch, quantity}}, "B 1 A", "Joko",
                                              "Rina", "paper", {}}})
                    .empty());
    }
    /// All that a paper says, one thing a line.
    static std::string text_of(const Paper& paper) {
        std::string text = paper.title.key + paper.title.words.id + "\n" + paper.number + "\n";
        const auto add = [&](const PaperCell& cell) {
            if (const auto* words = std::get_if<std::string>(&cell)) text += *words;
            if (const auto* phrase = std::get_if<Phrase>(&cell)) text += phrase->code;
            if (const auto* date = std::get_if<Date>(&cell)) text += iso_date(*date);
            if (const auto* figure = std::get_if<Figure>(&cell)) {
                text += std::to_string(figure->value);
                if (figure->unit == FigureUnit::rupiah) text += " rupiah";
            }
        };
        const auto add_facts = [&](const std::vector<PaperFact>& facts) {
            for (const PaperFact& fact : facts) {
                text += fact.what.code + ": ";
                add(fact.value);
                text += '\n';
            }
        };
        add_facts(paper.facts);
        for (const std::vector<PaperCell>& row : paper.rows) {
            for (const PaperCell& cell : row) {
                add(cell);
                text += " | ";
            }
            text += '\n';
        }
        add_facts(paper.totals);
        return text;
    }
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("an invoice says amount, due day and what is open, and is stamped once it is settled") {
    PaperFloor floor;
    CHECK(invoice_paper(floor.order, floor.site, TermId("none")).error().code == "term_unknown");
    CHECK(invoice_paper(floor.order, floor.site, kDp).error().code == "term_not_billed");
    REQUIRE(floor.bill(kDp).empty());
    const auto open = invoice_paper(floor.order, floor.site, kDp);
    REQUIRE(open);
    const std::string text = PaperFloor::text_of(*open);
    INFO(text);
    CHECK(has(text, "Proforma Invoice"));
    CHECK(has(text, "dp | 18000000 rupiah"));
    CHECK(has(text, "paper.due: 2026-12-05"));
    CHECK(has(text, "paper.open: 18000000 rupiah"));
    CHECK(has(text, "paper.goods: SERUM"));
    CHECK(has(text, "delivery: EXW"));
    CHECK_FALSE(has(text, "F-SECRET"));
    CHECK_FALSE(has(text, "margin"));
    CHECK(open->is_paid_to_bank);
    CHECK_FALSE(open->stamp);
    floor.pay(10'000'000, "TRF-1");
    const auto partly = invoice_paper(floor.order, floor.site, kDp);
    CHECK(has(PaperFloor::text_of(*partly), "paper.open: 8000000 rupiah"));
    CHECK_FALSE(partly->stamp);
    floor.pay(8'000'000, "TRF-2");
    const auto settled = invoice_paper(floor.order, floor.site, kDp);
    CHECK(has(PaperFloor::text_of(*settled), "paper.open: 0 rupiah"));
    CHECK(settled->stamp);
}

TEST_CASE("delivery note and handover say what left, and no money") {
    PaperFloor floor;
    REQUIRE(floor.run("siti", StartBatch{kBatch, CountMode::keypad}).empty());
    for (const StepCode& step : {kSealing, kPacking}) {
        REQUIRE(floor.run("siti", RecordOutput{kBatch, step, 300, Entry::scanned, {}}).empty());
    }
    floor.site.products.at(ProductCode("SERUM")).tests.clear();
    floor.site.products.at(ProductCode("SERUM")).name = "Serum 30 ml";
    REQUIRE(floor.run("siti", CloseBatch{kBatch, ""}).empty());
    REQUIRE(floor.run_signed("qa", "qa", "release",
                             ChangeBatchStatus{kBatch, BatchStatus::released, ""})
                .empty());
    floor.ship(120, "SJ-1");
    CHECK(delivery_note_paper(floor.order, floor.site, "SJ-2").error().code == "shipment_unknown");
    const auto note = delivery_note_paper(floor.order, floor.site, "SJ-1");
    REQUIRE(note);
    const std::string text = PaperFloor::text_of(*note);
    CHECK(has(text, "paper.vehicle: B 1 A"));
    CHECK(has(text, "GLW-1 | Serum 30 ml | 2028-11-30 | 120"));
    CHECK(has(text, "paper.units: 120"));
    CHECK(handover_paper(floor.order, floor.site).error().code == "not_handed_over");
    floor.ship(180, "SJ-2");
    REQUIRE(floor.run_signed("bambang", "bambang", "close_quantity", CloseQuantity{"SRT/1", ""})
                .empty());
    RecordCheckpoint bast;
    bast.checkpoint = "bast";
    bast.reference = "BAST-7";
    REQUIRE(floor.run("gudang", bast).empty());
    const auto handover = handover_paper(floor.order, floor.site);
    REQUIRE(handover);
    CHECK(handover->number == "BAST-7");
    const std::string all = PaperFloor::text_of(*handover);
    CHECK(has(all, "paper.delivery_note: SJ-1"));
    CHECK(has(all, "GLW-1 | Serum 30 ml | 2028-11-30 | 300"));
    // A delivery note behind a handover is not taken back.
    const EventId note_id = floor.order.shipments.front().id;
    CHECK(floor.run("bambang", ReverseRecord{note_id, "salah"}) == "handover_stands");
    for (const std::string& paper : {text, all}) CHECK_FALSE(has(paper, "rupiah"));
}

TEST_CASE("a last bill of less than nothing is a credit note, with no day to pay and no bank") {
    PaperFloor floor;
    REQUIRE(floor.run("siti", StartBatch{kBatch, CountMode::keypad}).empty());
    REQUIRE(floor.run("siti", RecordOutput{kBatch, kSealing, 100, Entry::scanned, {}}).empty());
    REQUIRE(floor.pack(100).empty());
    REQUIRE(floor.run("siti", CloseBatch{kBatch, ""}).empty());
    REQUIRE(floor.run_signed("bambang", "bambang", "close_quantity", CloseQuantity{"SRT/1", ""})
                .empty());
    const TermId last("pelunasan");
    REQUIRE(floor.bill(last).empty());
    const auto paper = invoice_paper(floor.order, floor.site, last);
    REQUIRE(paper);
    const std::string text = PaperFloor::text_of(*paper);
    INFO(text);
    CHECK(has(text, "paper.credit_note"));
    CHECK(has(text, "paper.total: -27000000 rupiah"));
    CHECK_FALSE(has(text, "paper.due"));
    CHECK_FALSE(has(text, "paper.open"));
    CHECK_FALSE(paper->is_paid_to_bank);
    CHECK_FALSE(paper->stamp);
}
