#include "app/import/csv_document.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/app/import/import_fixture.h"

namespace lini::test {
namespace {

Parsed<ImportBatch> import_csv(const std::string& name, const std::string& bytes) {
    const auto text = csv_as_utf8(name, bytes);
    if (!text) return tl::unexpected(text.error());
    return read_documents(name, *text, shipped_playbooks(), fake_sha256_hex);
}

const std::string kPayments =
    "order_no,payment,charge,kind,amount_rupiah,paid_on,reference,recorded_by\n"
    "PO-1,TRF-1,dp,receipt,18000000,2026-11-23,BCA TRF-1,u-1\n"
    "PO-1,TRF-2,termin:2,receipt,13500000,2026-11-24,\"Bank, cabang\",u-1\n";

std::string utf16(const std::string& ascii, bool little) {
    std::string bytes = little ? "\xFF\xFE" : "\xFE\xFF";
    for (const char c : ascii) {
        if (!little) bytes += '\0';
        bytes += c;
        if (little) bytes += '\0';
    }
    return bytes;
}

PaymentRecorded payment_of(const Parsed<ImportBatch>& batch, std::size_t index) {
    INFO(verdict(batch));
    REQUIRE(batch);
    return std::get<RecordPayment>(batch->items.at(index).action).payment;
}

}  // namespace

TEST_CASE("payments of an ERP come in whatever its encoding and separator are") {
    std::string semicolons = kPayments;
    std::replace(semicolons.begin(), semicolons.end(), ',', ';');
    semicolons = replaced(semicolons, "Bank; cabang", "Bank, cabang");
    std::string tabs = replaced(kPayments, "\"Bank, cabang\"", "Bank; cabang");
    std::replace(tabs.begin(), tabs.end(), ',', '\t');
    std::string crlf = kPayments;
    for (std::size_t at = 0; (at = crlf.find('\n', at)) != std::string::npos; at += 2) {
        crlf.replace(at, 1, "\r\n");
    }
    for (const std::string& bytes : {kPayments, "\xEF\xBB\xBF" + kPayments, semicolons, tabs, crlf,
                                     utf16(kPayments, true), utf16(semicolons, false)}) {
        const auto batch = import_csv("in/payments-2026-11.csv", bytes);
        CHECK(payment_of(batch, 0).amount == Rupiah{18'000'000});
        CHECK(payment_of(batch, 1).paid_on == *parse_iso_date("2026-11-24"));
        CHECK(payment_of(batch, 1).reference.starts_with("Bank"));
    }
}

TEST_CASE("amounts and days may be written as Indonesians write them") {
    std::string own = replaced(kPayments, "18000000", "18.000.000");
    own = replaced(own, "2026-11-23", "23/11/2026");
    own = replaced(own, "2026-11-24", "24-11-2026");
    const auto batch = import_csv("payments.csv", own);
    CHECK(payment_of(batch, 0).amount == Rupiah{18'000'000});
    CHECK(payment_of(batch, 0).paid_on == *parse_iso_date("2026-11-23"));
    CHECK(payment_of(batch, 1).paid_on == *parse_iso_date("2026-11-24"));
}

TEST_CASE("a bad cell is named by row and column, and nothing of the file is taken") {
    for (const auto& [from, to, key] :
         {std::tuple{"13500000", "13,5 juta", "type_integer"},
          {"13500000", "1.3500.000", "type_integer"},
          {"13500000", "-1", "number_range"},
          {"13500000", "NaN", "type_integer"},
          {"2026-11-24", "31/02/2026", "date_invalid"}}) {
        const auto batch = import_csv(
            "payments.csv", replaced(kPayments, from, std::string("\"") + to + "\""));
        REQUIRE_FALSE(batch);
        const Problem& problem = batch.error().front();
        INFO(verdict(batch));
        CHECK(problem.line == 3);
        CHECK(problem.column == (std::string(from).starts_with("2026") ? 6 : 5));
        static_cast<void>(key);
    }
}

TEST_CASE("rows of one order are one order, with its lines and batches") {
    const std::string csv =
        "order_no;revision;client;client_po;playbook;contract.ddp;lines.product;lines.quantity;"
        "lines.unit_price_rupiah;batches.batch_no;batches.product;batches.planned;"
        "batches.manufactured;batches.expires\n"
        "PO-1;1;Glowria;G/1;maklon;DDP-1;P-1;1.000;45.000;B-1;P-1;500;01-11-2026;30-11-2028\n"
        "PO-1;1;;;;;;;;B-2;P-1;500;01-11-2026;30-11-2028\n"
        "PO-2;1;Herbana;H/1;maklon;DDP-2;P-2;20;10.000;;;;;\n";
    const auto batch = import_csv("orders.csv", csv);
    INFO(verdict(batch));
    REQUIRE(batch);
    REQUIRE(batch->items.size() == 2);
    const auto& first = std::get<ImportOrder>(batch->items[0].action);
    CHECK(first.order.value == Rupiah{45'000'000});
    CHECK(first.batches.size() == 2);
    CHECK(first.order.fields.at("ddp") == "DDP-1");
    CHECK(batch->items[1].order_no == OrderNo("PO-2"));
    const auto wrong = import_csv("orders.csv", replaced(csv, "B-2;P-1;500", "B-2;P-1;0"));
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().front().line == 3);
    CHECK(wrong.error().front().column == 12);
    const auto differs = import_csv("orders.csv", replaced(csv, "PO-1;1;;", "PO-1;1;Other;"));
    CHECK(refused_with(differs, "csv_cell_differs", "client"));
}

TEST_CASE("a file that is no table of a known kind is refused") {
    CHECK(refused_with(import_csv("payments.csv", "a,b\n1\n"), "csv_row_length", "a"));
    CHECK(refused_with(import_csv("payments.csv", "a,a\n1,2\n"), "csv_head_twice", "a"));
    CHECK(refused_with(import_csv("payments.csv", "a,\"b\n1,2\n"), "csv_syntax", ""));
    CHECK(refused_with(import_csv("orders.csv", "lines,lines.product\nx,P-1\n"),
                       "csv_cell_differs", "lines.product"));
    CHECK(refused_with(import_csv("payments.csv", ""), "file_empty", ""));
    CHECK(refused_with(import_csv("payments.csv", "a,\xFF\n"), "not_utf8", ""));
    CHECK(refused_with(import_csv("payments.csv", "\xFF\xFE" "a"), "not_utf8", ""));
    CHECK_FALSE(import_csv("invoices.csv", kPayments));
    CHECK_FALSE(import_csv("payments.csv", replaced(kPayments, "reference", "referensi")));
}

}  // namespace lini::test
