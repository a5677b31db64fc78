#include "app/domain/bill.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

#include "app/domain/payments.h"
#include "app/domain/plan.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;
using namespace std::chrono;

namespace {

const TermId kDp{"dp"};
const TermId kFinal{"pelunasan"};

__extension__ typedef __int128 Wide;

TaxesDefined rates() {
    return {1, "aa",
            {{"ppn", 2022y / 4 / 1, 1'100, 1, 1, "UU 7/2021"},
             {"ppn", 2025y / 1 / 1, 1'200, 11, 12, "PMK 131/2024"}}};
}

/// A survey with the down payment, exclusivity as a share of the value, and installation beyond the
/// near islands; the prototype may be left out.
ImportOrder extra_import(const std::string& island = "near", const std::string& fast = "no") {
    ImportOrder import = import_of();
    OrderImported& order = import.order;
    Playbook& book = order.playbook;
    const auto choice = [](const char* code, std::vector<std::string> choices) {
        return ContractField{code, {code, code}, FieldKind::choice, std::move(choices), true};
    };
    book.fields = {choice("island", {"near", "far"}), choice("exclusive", {"yes", "no"}),
                   choice("fast", {"yes", "no"})};
    book.checkpoints = {{"prototype", {"Prototype", "Prototype"}, CheckpointScope::order,
                         {Role::office}, {}, false, false, false, false,
                         {"fast", {"yes"}, true}}};
    book.extras = {
        {"survey", {"Survei", "Survey"}, 0, kDp, false, {}},
        {"exclusive", {"Eksklusif", "Exclusivity"}, 2'000, kFinal, false,
         {"exclusive", {"yes"}, false}},
        {"installation", {"Instalasi", "Installation"}, 0, kTermin2, true,
         {"island", {"near"}, true}}};
    book.taxes = {{"ppn", {"PPN", "VAT"}}};
    order.fields = {{"island", island}, {"exclusive", "yes"}, {"fast", fast}};
    order.extras = {{"survey", Rupiah{250'000}}};
    if (island == "far") order.extras["installation"] = Rupiah{3'000'000};
    order.withholding_basis_points = 200;
    return import;
}

class BilledFloor : public TestFloor {
public:
    BilledFloor() {
        add_user("fin", {Role::finance});
        add_user("fin2", {Role::finance});
        REQUIRE(run("office", DefineTaxes{rates()}).empty());
        site.taxes = rates();
    }
    std::string import(ImportOrder wanted) { return run("office", std::move(wanted)); }
    void bill(const TermId& id) { REQUIRE(TestFloor::bill(id).empty()); }
    const ChargeClaimed* charge(const std::string& id) const {
        const auto found = order.charges.find(ChargeId(id));
        return found == order.charges.end() ? nullptr : &found->second.claim;
    }
    std::string pay(std::int64_t amount, PaymentKind kind, const std::string& key) {
        const std::string refused =
            run("fin", RecordPayment{{key, ChargeId("dp"), kind, Rupiah{amount}, today, "BCA"}});
        if (!refused.empty() || kind != PaymentKind::receipt) return refused;
        return run_signed("fin2", "fin2", "payment", ConfirmPayment{key});
    }
};

}  // namespace

TEST_CASE("an extra rides on the invoice of its term, once, with the tax of the day") {
    BilledFloor floor;
    REQUIRE(floor.import(extra_import()).empty());
    floor.bill(kDp);
    REQUIRE(floor.charge("extra:survey") != nullptr);
    CHECK(floor.charge("extra:survey")->bill_with == kDp);
    CHECK(floor.charge("extra:survey")->amount == Rupiah{250'000});
    CHECK(payable(*floor.charge("extra:survey")) == Rupiah{277'499});
    CHECK(floor.charge("extra:exclusive") == nullptr);
    CHECK(floor.charge("extra:installation") == nullptr);
    // 18,000,000 and 250,000, each with 12 % of 11/12 of it.
    CHECK(invoice_balance(floor.order, kDp).due == Rupiah{19'980'000 + 277'499});
}

TEST_CASE("what bill_of says before the signature is what the claim bills") {
    BilledFloor floor;
    REQUIRE(floor.import(extra_import()).empty());
    const Bill before = bill_of(floor.site, floor.order, kDp, floor.today);
    floor.bill(kDp);
    CHECK(before.total() == invoice_of(floor.order, kDp).total());
    CHECK(before.charges.size() == 2);
}

TEST_CASE("a term is settled when its whole invoice is: extras and taxes too") {
    BilledFloor floor;
    REQUIRE(floor.import(extra_import()).empty());
    floor.bill(kDp);
    REQUIRE(floor.pay(18'000'000, PaymentKind::receipt, "TRF-1").empty());
    CHECK_FALSE(is_settled(floor.order, kDp));
    REQUIRE(floor.pay(19'980'000 + 277'499 - 18'000'000, PaymentKind::receipt, "TRF-2").empty());
    CHECK(is_settled(floor.order, kDp));
}

TEST_CASE("tax kept back counts without its slip up to the contract's tolerance, and no further") {
    BilledFloor floor;
    REQUIRE(floor.import(extra_import()).empty());
    floor.bill(kDp);
    // Two per cent of 18,250,000.
    constexpr std::int64_t kMost = 365'000;
    const std::int64_t due = 19'980'000 + 277'499;
    REQUIRE(floor.pay(due - kMost - 1, PaymentKind::receipt, "TRF-1").empty());
    REQUIRE(floor.pay(kMost + 1, PaymentKind::withholding_expected, "PPH-1").empty());
    CHECK(invoice_balance(floor.order, kDp).open() == Rupiah{1});
    CHECK_FALSE(is_settled(floor.order, kDp));
    REQUIRE(floor.pay(1, PaymentKind::receipt, "TRF-2").empty());
    CHECK(is_settled(floor.order, kDp));
    CHECK(invoice_balance(floor.order, kDp).awaited == Rupiah{kMost});
    // The slip takes the place of the word; it does not count beside it.
    REQUIRE(floor.pay(kMost, PaymentKind::withholding, "BP-1").empty());
    CHECK(invoice_balance(floor.order, kDp).awaited == Rupiah{0});
    CHECK(invoice_balance(floor.order, kDp).open() == Rupiah{0});
}

TEST_CASE("a contract says the price of what it needs and of nothing else") {
    BilledFloor floor;
    ImportOrder far = extra_import("far");
    far.order.extras.erase("installation");
    CHECK(floor.import(far) == "extra_missing");
    ImportOrder near = extra_import();
    near.order.extras["installation"] = Rupiah{1};
    CHECK(floor.import(near) == "extra_not_due");
    near = extra_import();
    near.order.extras["exclusive"] = Rupiah{1};
    CHECK(floor.import(near) == "extra_has_share");
    near = extra_import();
    near.order.extras["flowers"] = Rupiah{1};
    CHECK(floor.import(near) == "extra_unknown");
    CHECK(floor.import(extra_import("far")).empty());
}

TEST_CASE("an amendment leaves billed extras alone; a new one goes on the next invoice") {
    BilledFloor floor;
    REQUIRE(floor.import(extra_import()).empty());
    floor.bill(kDp);
    ImportOrder amended = extra_import();
    amended.order.revision = 2;
    amended.order.content_sha256_hex = "bb";
    amended.order.extras["survey"] = Rupiah{300'000};
    CHECK(floor.import(amended) == "extra_billed");
    amended.order.extras.erase("survey");
    CHECK(floor.import(amended) == "extra_billed");
    TestFloor plain;
    plain.site.taxes = rates();
    ImportOrder without = extra_import();
    without.order.extras.clear();
    REQUIRE(plain.run("office", without).empty());
    CHECK(bill_of(plain.site, plain.order, kTermin2, plain.today).charges.size() == 1);
    REQUIRE(plain.run("office", [] {
        ImportOrder late = extra_import();
        late.order.revision = 2;
        late.order.content_sha256_hex = "bb";
        return late;
    }()).empty());
    CHECK(bill_of(plain.site, plain.order, kTermin2, plain.today).charges.size() == 2);
}

TEST_CASE("nothing is imported, signed or billed on a day that has no rate") {
    BilledFloor floor;
    floor.today = 2022y / 3 / 31;
    CHECK(floor.import(extra_import()) == "tax_rate_missing");
    floor.today = 2022y / 4 / 1;
    REQUIRE(floor.import(extra_import()).empty());
    floor.site.taxes.reset();
    CHECK(floor.run_signed("bambang", "bambang", "milestone",
                           SignMilestone{kDp, evidence_now(floor.order,
                                                           ConditionKind::order_signed)}) ==
          "tax_rate_missing");
}

TEST_CASE("a list of rates that says one day twice, or nothing, is refused") {
    BilledFloor floor;
    TaxesDefined twice = rates();
    twice.revision = 2;
    twice.rates.push_back(twice.rates.front());
    twice.content_sha256_hex = "bb";
    CHECK(floor.run("office", DefineTaxes{twice}) == "tax_rate_twice");
    for (const auto& wrong : {TaxRate{"ppn", 2026y / 1 / 1, 0, 1, 1, "x"},
                              TaxRate{"ppn", 2026y / 1 / 1, 1'200, 12, 11, "x"},
                              TaxRate{"p n", 2026y / 1 / 1, 1'200, 1, 1, "x"},
                              TaxRate{"ppn", 2026y / 2 / 30, 1'200, 1, 1, "x"}}) {
        CHECK(floor.run("office", DefineTaxes{{2, "bb", {wrong}}}) == "tax_rate_invalid");
    }
}

TEST_CASE("the rate is the last that began on or before the day") {
    SiteState site;
    site.taxes = rates();
    CHECK(tax_rate(site, "ppn", 2022y / 3 / 31) == nullptr);
    CHECK(tax_rate(site, "ppn", 2024y / 12 / 31)->basis_points == 1'100);
    CHECK(tax_rate(site, "ppn", 2025y / 1 / 1)->basis_points == 1'200);
    CHECK(tax_rate(site, "pph", 2025y / 1 / 1) == nullptr);
}

TEST_CASE("base and tax are rounded down, each once, for any amount and rate") {
    std::mt19937 random(20'261'127);
    const auto any = [&](std::int64_t from, std::int64_t to) {
        return std::uniform_int_distribution<std::int64_t>(from, to)(random);
    };
    Playbook book;
    book.taxes = {{"ppn", {}}};
    for (int i = 0; i < 20'000; ++i) {
        const auto den = static_cast<int>(any(1, 1'000));
        const auto num = static_cast<int>(any(1, den));
        const auto points = static_cast<int>(any(1, 10'000));
        const std::int64_t net = any(1, i % 2 == 0 ? kRupiahMax : 100'000'000);
        SiteState site;
        site.taxes = TaxesDefined{1, "aa", {{"ppn", 2025y / 1 / 1, points, num, den, "x"}}};
        const auto lines = taxes_on(site, book, Rupiah{net}, 2026y / 1 / 1);
        REQUIRE(lines.size() == 1);
        const Wide base = Wide{net} * num / den;
        REQUIRE(Wide{lines[0].base.value} == base);
        REQUIRE(Wide{lines[0].amount.value} == base * points / 10'000);
        // A credit takes back to the rupiah what was charged.
        const auto back = taxes_on(site, book, Rupiah{-net}, 2026y / 1 / 1);
        REQUIRE(back[0].amount.value == -lines[0].amount.value);
    }
}

TEST_CASE("what falls away is not waited for, not recorded, and no term hangs on it alone") {
    BilledFloor floor;
    ImportOrder fast = extra_import("near", "yes");
    fast.order.terms[1].any_of = {{ConditionKind::passed, "prototype"}};
    CHECK(floor.import(fast) == "term_waits_for_skipped");
    fast.order.terms[1].any_of.emplace_back(ConditionKind::settled, "dp");
    fast.order.playbook.gates = {{"production", {"Produksi", "Production"},
                                  {{GatedActKind::start_batch}},
                                  {{{ConditionKind::passed, "prototype"}}}, false}};
    fast.order.playbook.deadlines = {
        {"prototype", {"P", "P"}, ConditionKind::order_signed,
         {ConditionKind::passed, "prototype"}, 10, true, false},
        {"production", {"P", "P"}, {ConditionKind::passed, "prototype"},
         ConditionKind::quantity_closed, 20, true, false}};
    REQUIRE(floor.import(fast).empty());
    CHECK(floor.run("office", RecordCheckpoint{"prototype", {}, {}, "", "", {}}) ==
          "checkpoint_not_wanted");
    CHECK(floor.run("siti", StartBatch{kBatch, CountMode::keypad}).empty());
    const auto rows = plan_of(floor.order, {}, floor.today);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].deadline->code == "production");
    // It begins with what the prototype would have begun with.
    CHECK(rows[0].from == std::optional<Date>(floor.today));
}
