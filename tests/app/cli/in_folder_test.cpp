#include "app/cli/in_folder.h"

#include "tests/app/cli/asked_ledger.h"

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <sstream>

namespace lini {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

/// A ledger with the demo's products and people, and a folder beside it.
class Watched {
public:
    Watched()
        : locale_(*ui::Locale::load(LINI_LOCALE_DIR, ui::Language::id)),
          ledger_(clock_, {"products.json", "users.json"}),
          busy(ledger_.busy),
          in(path(), UserId("u-5101"), [this](const json& it) { return ledger_.ask(it); },
             locale_, [this](int files) { refused_told.push_back(files); }) {
        fs::create_directories(path());
    }
    fs::path path() const { return ledger_.path() / "in"; }
    void drop(const std::string& name, const std::string& text) {
        std::ofstream(path() / name, std::ios::binary) << text;
    }
    json orders() { return ledger_.ask({{"verb", "status"}})["status"]["orders"]; }

private:
    const SystemClock clock_;
    const ui::Locale locale_;
    AskedLedger ledger_;

public:
    bool& busy;
    std::vector<int> refused_told;
    InFolder in;
};

const std::string kOrder =
    "order_no;revision;client;client_po;playbook;lines.product;lines.quantity;"
    "lines.unit_price_rupiah;contract.spec_sheet\r\n"
    "PO-1;1;Glowria;G/1;po-sample;GLW-SN30;3;500.000;Katalog 4\r\n";

}  // namespace

TEST_CASE("an export that lies whole in the folder is imported once and moved to done") {
    Watched watched;
    watched.drop("orders-2026.csv", kOrder);
    CHECK(watched.in.look() == 0);  // It may still grow.
    CHECK(watched.in.look() == 1);
    INFO(text_of(watched.path() / "refused/orders-2026.csv.txt"));
    CHECK(watched.orders().contains("PO-1"));
    CHECK(fs::exists(watched.path() / "done/orders-2026.csv"));
    CHECK_FALSE(fs::exists(watched.path() / "orders-2026.csv"));
    // The same again, as after a crash between import and move: nothing changes.
    watched.drop("orders-2026.csv", kOrder);
    watched.in.look();
    CHECK(watched.in.look() == 1);
    CHECK(fs::exists(watched.path() / "done/orders-2026-2.csv"));
    CHECK(watched.orders().size() == 1);
}

TEST_CASE("a file that grows, or is not meant yet, is left alone") {
    Watched watched;
    watched.drop("orders.csv", kOrder.substr(0, 60));
    watched.in.look();
    watched.drop("orders.csv", kOrder);
    watched.drop(".orders.csv", "x");
    watched.drop("orders.csv.part", "x");
    CHECK(watched.in.look() == 0);
    CHECK(watched.in.look() == 1);
    CHECK(fs::exists(watched.path() / ".orders.csv"));
    CHECK(fs::exists(watched.path() / "orders.csv.part"));
}

TEST_CASE("a bad file goes to refused with row, column and reason, and stores nothing") {
    Watched watched;
    std::string bad = kOrder;
    bad.replace(bad.find(";3;"), 3, ";-3;");
    watched.drop("orders.csv", bad);
    watched.drop("payments.csv", "\xFF\xFE\xFF");
    watched.in.look();
    CHECK(watched.in.look() == 2);
    CHECK(watched.orders().empty());
    const std::string why = text_of(watched.path() / "refused/orders.csv.txt");
    CHECK(why.find("orders.csv:2:7: lines.quantity") != std::string::npos);
    CHECK(fs::exists(watched.path() / "refused/payments.csv"));
    // The screen is told, once, and again when somebody has taken one away.
    watched.in.look();
    CHECK(watched.refused_told == std::vector{2});
    fs::remove(watched.path() / "refused/payments.csv");
    watched.in.look();
    CHECK(watched.refused_told == std::vector{2, 1});
}

TEST_CASE("while the ledger is busy a file waits and is tried again") {
    Watched watched;
    watched.drop("orders.csv", kOrder);
    watched.in.look();
    watched.busy = true;
    CHECK(watched.in.look() == 0);
    CHECK(fs::exists(watched.path() / "orders.csv"));
    watched.busy = false;
    CHECK(watched.in.look() == 1);
}

}  // namespace lini
