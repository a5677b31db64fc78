// What leaves the house: only what is on the list, and nothing that a spreadsheet would run.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <catch2/catch_test_macros.hpp>

#include "app/documents/client_report.h"
#include "app/documents/evidence.h"
#include "app/documents/table_document.h"
#include "app/identity/digest.h"
#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

std::string output_of(const std::string& command) {
    std::string output;
    std::FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) {
        output += static_cast<char>(c);
    }
    ::pclose(pipe);
    return output;
}

void write(const std::string& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

/// A folder of its own, gone with it.
struct Scratch {
    Scratch() {
        std::string name = (std::filesystem::temp_directory_path() / "lini-docs-XXXXXX").string();
        REQUIRE(::mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~Scratch() { std::filesystem::remove_all(path); }
    std::string file(const std::string& name) const { return path + "/" + name; }
    std::string path;
};

TableDocument table() {
    TableDocument table;
    table.title = "Laporan pesanan · Glowria";
    table.subtitle = "Per 21-11-2026";
    table.heads = {"Pesanan", "Baik / dipesan"};
    table.widths = {0.5F, 0.5F};
    return table;
}

}  // namespace

TEST_CASE("a client's report holds its own order, and of another client's nothing") {
    TestFloor floor;
    REQUIRE(floor.run("office", import_of()).empty());
    const Date today = floor.today;
    const auto row = report_row(floor.order, floor.site, "Glowria", today);
    REQUIRE(row);
    CHECK(row->order_no == kOrder);
    CHECK(row->ordered == 1'000);
    CHECK(row->batches.size() == 2);
    CHECK_FALSE(report_row(floor.order, floor.site, "Herbana", today));
    CHECK_FALSE(report_row(floor.order, floor.site, "", today));
    CHECK_FALSE(report_row(OrderState{}, floor.site, "Glowria", today));
}

TEST_CASE("a cell that a spreadsheet would take for a formula is neutralised") {
    TableDocument formulas = table();
    for (const char* cell : {"=1+1", "+1", "-1", "@x", "\tx"}) {
        formulas.rows.push_back({cell, "a \"quoted\" word"});
    }
    const std::string csv = to_csv(formulas);
    CHECK(csv.starts_with("\xEF\xBB\xBF\"Pesanan\""));
    CHECK(csv.find("\"'=1+1\",\"a \"\"quoted\"\" word\"\r\n") != std::string::npos);
    CHECK(csv.find("\"=") == std::string::npos);
    CHECK(csv.find("\"+") == std::string::npos);
    CHECK(csv.find("\"-") == std::string::npos);
    CHECK(csv.find("\"@") == std::string::npos);
}

TEST_CASE("a PDF reads back as it was written, over as many pages as it takes") {
    const Scratch folder;
    TableDocument rows = table();
    for (int i = 0; i < 200; ++i) rows.rows.push_back({"PO-" + std::to_string(i), "7.250 — naïve"});
    rows.rows.push_back({std::string(400, 'W'), "last"});
    const auto pdf = to_pdf(rows);
    REQUIRE(pdf);
    write(folder.file("r.pdf"), *pdf);
    const std::string text =
        output_of("pdftotext -layout '" + folder.file("r.pdf") + "' - 2>/dev/null");
    CHECK(text.find("Laporan pesanan · Glowria") != std::string::npos);
    CHECK(text.find("PO-0 ") != std::string::npos);
    CHECK(text.find("PO-199") != std::string::npos);
    CHECK(text.find("7.250 — naïve") != std::string::npos);
    CHECK(static_cast<std::size_t>(std::count(text.begin(), text.end(), 'W')) == 400);
    CHECK(std::count(text.begin(), text.end(), '\f') > 2);
}

TEST_CASE("a paper's PDF has its head, facts, totals, stamp and signers, on one page") {
    const Scratch folder;
    TableDocument paper = table();
    paper.portrait = true;
    paper.letterhead = {"PT Lini", "Jl. Industri 7"};
    paper.facts = {{"Klien", "Larasati"}, {"Jatuh tempo", "05-12-2026"}};
    paper.figures = {false, true};
    paper.rows = {{"DP · 40%", "Rp18.000.000"}};
    paper.totals = {{"Sisa tagihan", "Rp0"}};
    paper.stamp = "LUNAS";
    paper.notes = {"Pembayaran ke BCA, rekening 5410."};
    paper.signers = {"Pembuat", "Penerima"};
    const auto pdf = to_pdf(paper);
    REQUIRE(pdf);
    write(folder.file("p.pdf"), *pdf);
    const std::string text =
        output_of("pdftotext -layout '" + folder.file("p.pdf") + "' - 2>/dev/null");
    for (const char* part : {"PT Lini", "Jl. Industri 7", "Larasati", "05-12-2026", "Rp18.000.000",
                             "Sisa tagihan", "LUNAS", "rekening 5410", "Pembuat", "Penerima"}) {
        CAPTURE(part);
        CHECK(text.find(part) != std::string::npos);
    }
    CHECK(std::count(text.begin(), text.end(), '\f') == 1);
}

TEST_CASE("an archive's manifest is what sha256sum checks, and it finds a changed byte") {
    const Scratch folder;
    const auto files = with_manifest({{"events.jsonl", "{}\n"}, {"attachments/a", "photo"}},
                                     &sha256_hex);
    REQUIRE(files.size() == 3);
    REQUIRE(write_archive(files, folder.file("e.tar.gz")));
    const std::string unpack = "cd '" + folder.path + "' && tar xzf e.tar.gz && ";
    CHECK(output_of(unpack + "sha256sum -c MANIFEST.sha256 2>&1; echo $?").ends_with("OK\n0\n"));
    write(folder.file("events.jsonl"), "{ }\n");
    const std::string changed = "cd '" + folder.path + "' && ";
    CHECK(output_of(changed + "sha256sum -c MANIFEST.sha256 2>&1; echo $?").ends_with("1\n"));
    CHECK_FALSE(write_archive(files, folder.file("no/such/folder.tar.gz")));
}
