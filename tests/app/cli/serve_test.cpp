#include "app/cli/serve.h"

#include "app/cli/ledger_access.h"
#include "tests/app/cli/scratch_folder.h"

#include <sodium.h>

#include <catch2/catch_test_macros.hpp>

#include <fstream>
#include <sstream>

namespace lini {
namespace {

using nlohmann::json;
namespace fs = std::filesystem;

const fs::path kAssets = fs::path(LINI_SOURCE_DIR) / "assets";

/// A data folder asked by a command line without a terminal.
class Office {
public:
    json ask(const json& request, Access access = Access::writing) {
        const DataPlace place{folder_.path(), kAssets, clock_};
        const auto reply = ask_ledger(place, request, access);
        if (!reply) return {{"ok", false}, {"error", reply.error().code}};
        return *reply;
    }
    json import_text(const std::string& text) {
        return ask({{"verb", "import"}, {"files", {{{"name", "x.json"}, {"text", text}}}}});
    }
    json import_demo() {
        json files = json::array();
        for (const char* name : {"products.json", "users.json", "orders.json"}) {
            std::ifstream file(kAssets / "demo" / name);
            std::ostringstream text;
            text << file.rdbuf();
            files.push_back({{"name", name}, {"text", text.str()}});
        }
        return ask({{"verb", "import"}, {"files", files}});
    }
    json status() { return ask({{"verb", "status"}}, Access::reading)["status"]; }
    const fs::path& folder() const { return folder_.path(); }
    const Clock& clock() const { return clock_; }

private:
    const ScratchFolder folder_;
    const SystemClock clock_;
};

std::string decoded(const json& base64) {
    const std::string text = base64.is_string() ? base64.get<std::string>() : std::string();
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_ORIGINAL) != 0) {
        return {};
    }
    bytes.resize(size);
    return bytes;
}

}  // namespace

TEST_CASE("demo data goes in once, and again changes nothing") {
    Office office;
    const json first = office.import_demo();
    CAPTURE(first.dump());
    REQUIRE(first["ok"]);
    CHECK(first["changed"] == 15);
    const json again = office.import_demo();
    REQUIRE(again["ok"]);
    CHECK(again["changed"] == 0);
    CHECK(again["unchanged"] == 15);
}

TEST_CASE("what only reads needs neither a terminal's door nor the folder's lock") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const DataPlace place{office.folder(), kAssets, office.clock()};
    const LoadedConfig loaded = load_site_config(place.data / kSiteFile);
    // A terminal that starts: it has the lock, and its door is not open yet.
    const auto starting = Ledger::open(ledger_options(loaded.config, place.data, place.clock));
    REQUIRE(starting);
    for (const char* verb : {"status", "ledger.verify", "ledger.stats", "ledger.export"}) {
        INFO(verb);
        CHECK(office.ask({{"verb", verb}}, Access::reading)["ok"] == true);
    }
    CHECK(office.status()["ledger"]["writable"] == true);
    CHECK(office.ask({{"verb", "status"}}, Access::existing)["error"] == "data_in_use");
}

TEST_CASE("status tells each order, the ledger and the labels under their stable keys") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const json status = office.status();
    const json& order = status["orders"]["PO-GLW-118"];
    CHECK(order["ordered"] == 10000);
    CHECK(order["good"] == 6750);
    CHECK(order["rejected"] == 0);
    CHECK(order["progress_basis_points"] == 6750);
    CHECK(order["threshold_percent"] == 70);
    CHECK(order["milestone"] == "not_reached");
    CHECK(order["charges"] == json::object());
    CHECK(status["ledger"]["unsynced"] == 0);
    CHECK(status["ledger"]["writable"] == true);
    CHECK(status["ledger"]["head"]["seq"].get<int>() > 15);
    CHECK(status["ledger"]["head"]["hash"].get<std::string>().size() == 64);
    CHECK(status["label_jobs"]["uncertain"] == 0);
    CHECK(status["label_jobs"].size() == 7);
}

TEST_CASE("a reading verb makes no database where there is none") {
    Office office;
    CHECK(office.ask({{"verb", "status"}}, Access::reading)["error"] == "data_missing");
    CHECK(fs::is_empty(office.folder()));
}

TEST_CASE("one bad item refuses its file and all others with it") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const json before = office.status();
    const std::string user =
        R"({"kind":"users","items":[{"user":"u-7","revision":1,"name":"A","roles":["office"]}]})";
    const json reply = office.ask({{"verb", "import"},
                                   {"files",
                                    {{{"name", "good.json"}, {"text", user}},
                                     {{"name", "bad.json"}, {"text", "{\"kind\":1}"}}}}});
    CHECK_FALSE(reply["ok"]);
    CHECK(reply["problems"][0]["file"] == "bad.json");
    CHECK(office.status() == before);
}

TEST_CASE("a key that stands twice is a problem with its place") {
    Office office;
    const json reply = office.import_text(R"({"kind":"users","kind":"users","items":[]})");
    CHECK(reply["problems"][0]["key"] == "json_twice");
}

TEST_CASE("other content under the same revision is refused with both shown") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const json reply = office.import_text(
        R"({"kind":"users","items":[)"
        R"({"user":"u-1001","revision":1,"name":"X","roles":["admin"]}]})");
    REQUIRE(reply.contains("refusal"));
    CHECK(reply["refusal"]["key"] == "revision_conflict");
    CHECK(reply["refusal"]["args"]["known"] == 1);
}

TEST_CASE("the ledger that an import wrote is sound, and exports whole with its hashes") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const json verified = office.ask({{"verb", "ledger.verify"}}, Access::reading);
    CHECK(verified["report"]["sound"] == true);
    const json chains = office.ask({{"verb", "ledger.export"}}, Access::reading)["chains"];
    REQUIRE(chains.size() == 1);
    const json events = office.ask({{"verb", "ledger.export"},
                                    {"after",
                                     {{"terminal", chains[0]["terminal"]},
                                      {"incarnation", chains[0]["incarnation"]},
                                      {"seq", 0}}}},
                                   Access::reading)["events"];
    REQUIRE(events.size() == chains[0]["seq"].get<std::size_t>());
    CHECK(events.back()["hash"] == chains[0]["hash"]);
    CHECK(events[1]["prev_hash"] == events[0]["hash"]);
    const json stats = office.ask({{"verb", "ledger.stats"}}, Access::reading)["stats"];
    CHECK(stats["events"] == events.size());
    CHECK(stats["users"] == 11);
}

TEST_CASE("no card, PIN or name is in the exported events") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const json chain = office.ask({{"verb", "ledger.export"}}, Access::reading)["chains"][0];
    const std::string all =
        office.ask({{"verb", "ledger.export"},
                    {"after", {{"terminal", chain["terminal"]}, {"incarnation", 1}, {"seq", 0}}}},
                   Access::reading)
            .dump();
    CHECK(all.find("u-1001") != std::string::npos);
    for (const char* secret : {"de300000000000000000000000001001", "271828", "Siti"}) {
        CAPTURE(secret);
        CHECK(all.find(secret) == std::string::npos);
    }
}

TEST_CASE("users are listed, and get cards and PINs that hold") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const json users = office.ask({{"verb", "user.list"}}, Access::reading)["users"];
    REQUIRE(users.size() == 11);
    CHECK(users[0]["name"] == "Siti Rahayu");
    CHECK(users[0]["has_pin"] == true);
    const json card = office.ask({{"verb", "user.enrol"}, {"user", "u-1001"}, {"card", true}});
    CHECK(card["card"].get<std::string>().starts_with("LINI-ID:"));
    CHECK(office.ask({{"verb", "user.enrol"}, {"user", "u-1001"}, {"pin", "123456"}})["refusal"]
                    ["key"] == "pin_weak");
    CHECK(office.ask({{"verb", "user.enrol"}, {"user", "u-1001"}, {"pin", "739104"}})["ok"]);
    CHECK(office.ask({{"verb", "user.enrol"}, {"user", "u-77"}, {"card", true}})["error"] ==
          "user_unknown");
}

TEST_CASE("a batch's label is a picture or a printer's job, always a specimen's") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const auto label = [&](const char* name, json more) {
        more.update({{"verb", "label"}, {"template", name}, {"batch", "GLW-2611-014"}});
        return office.ask(more, Access::reading);
    };
    const json picture = label("carton", {{"dpi", 300}});
    CAPTURE(picture.dump().substr(0, 300));
    REQUIRE(picture["ok"]);
    CHECK(picture["width_dots"] == 1200);
    for (const char* language : {"zpl", "tspl2", "epl", "escpos"}) {
        CAPTURE(language);
        const std::string job = decoded(label("carton", {{"language", language}})["job_base64"]);
        CHECK_FALSE(job.empty());
        if (std::string_view(language) != "zpl") continue;
        CHECK(job.find("SPECIMEN") != std::string::npos);
        CHECK(job.find("GLW-2611-014") != std::string::npos);
    }
    const json batch = {{"verb", "label"}, {"batch", "GLW-0"}};
    CHECK(office.ask(batch, Access::reading)["error"] == "batch_unknown");
    CHECK(label("../demo/site", json::object())["error"] == "template_unreadable");
    CHECK(label("carton", {{"dpi", 150}})["error"] == "request_unknown");
    CHECK(label("carton", {{"language", "pcl"}})["error"] == "request_unknown");
}

TEST_CASE("a label's fields that no record holds are given, and no others") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const auto weighing = [&](const char* name, json fields) {
        return office.ask({{"verb", "label"},
                           {"template", name},
                           {"batch", "GLW-2611-014"},
                           {"language", "zpl"},
                           {"fields", std::move(fields)}},
                          Access::reading);
    };
    const json reply = weighing("weighing", {{"material", "Niacinamide"}, {"amount", "12,5 kg"}});
    CHECK(decoded(reply["job_base64"]).find("Niacinamide") != std::string::npos);
    CHECK(weighing("weighing", {{"colour", "red"}})["error"] == "label_field_unknown");
    CHECK(weighing("weighing", {{"batch", "X"}})["error"] == "label_field_fixed");
    CHECK(weighing("weighing", {{"material", 7}})["error"] == "request_unknown");
    CHECK(weighing("id_card", {{"card_code", "LINI-ID:1"}})["error"] == "label_field_fixed");
    CHECK(weighing("id_card", json::object())["error"] == "label_field_empty");
}

TEST_CASE("a backup comes back as a new incarnation with the same orders") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const ScratchFolder elsewhere;
    const std::string file = (elsewhere.path() / "copy.db").string();
    REQUIRE(office.ask({{"verb", "backup"}, {"file", file}}, Access::reading)["ok"]);
    const json orders = office.status()["orders"];
    {
        const auto ledger =
            restore(ledger_options(SiteConfig{}, office.folder(), office.clock()), file);
        REQUIRE(ledger);
        CHECK((*ledger)->status().incarnation == 2);
    }
    CHECK(office.status()["orders"] == orders);
}

TEST_CASE("a charge that is not there, or was not refused, is not sent again") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const auto resend = [&](const char* order, const char* user) {
        return office.ask({{"verb", "charge.resend"},
                           {"order", order},
                           {"charge", "termin:2"},
                           {"user", user}},
                          Access::existing)["refusal"]["key"];
    };
    CHECK(resend("PO-GLW-118", "") == "charge_unknown");
    CHECK(resend("PO-GLW-118", "u-5001") == "charge_unknown");
    CHECK(resend("PO-GLW-118", "u-3001") == "not_allowed");
    CHECK(resend("PO-NONE", "") == "order_unknown");
}

TEST_CASE("an approval by file is recorded by whom it names, or by whom the import names") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    const auto approve = [&](const std::string& reference, const std::string& more,
                             const std::string& actor) {
        const std::string text =
            R"({"kind":"approvals","items":[{"order_no":"PO-GLW-118","batch_no":"GLW-2611-012",)"
            R"("reference":")" + reference + "\"" + more + "}]}";
        return office.ask({{"verb", "import"},
                           {"actor", actor},
                           {"files", {{{"name", "a.json"}, {"text", text}}}}});
    };
    const auto key = [](const json& reply) { return reply["refusal"]["key"]; };
    CHECK(key(approve("WA 1", "", "")) == "approval_without_recorder");
    CHECK(key(approve("WA 1", R"(,"recorded_by":"u-3001")", "")) == "not_allowed");
    CHECK(key(approve("WA 1", R"(,"recorded_by":"u-3001")", "u-5101")) == "not_allowed");
    CHECK(approve("WA 1", R"(,"recorded_by":"u-5101")", "")["ok"] == true);
    CHECK(approve("WA 2", "", "u-2101")["changed"] == 1);
    CHECK(approve("WA 2", "", "")["changed"] == 0);  // Known already: nothing is asked.
}

TEST_CASE("what is no request is answered as such") {
    Office office;
    REQUIRE(office.import_demo()["ok"]);
    for (const char* text : {"null", "[]", "{}", "7", R"({"verb":7})", R"({"verb":"drop"})",
                             R"({"verb":"import"})", R"({"verb":"import","files":[]})",
                             R"({"verb":"import","files":[{"name":1,"text":2}]})",
                             R"({"verb":"user.enrol"})", R"({"verb":"ledger.export","after":1})"}) {
        CAPTURE(text);
        const json reply = office.ask(json::parse(text), Access::reading);
        CHECK(reply["ok"] == false);
        CHECK(reply["error"] == "request_unknown");
    }
}

}  // namespace lini
