#include "app/import/site_config.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

#include "tests/app/import/import_fixture.h"

namespace lini::test {
namespace {

namespace fs = std::filesystem;

Parsed<SiteConfig> demo_with(const std::string& from, const std::string& to) {
    return parse_site_config("site.toml", replaced(read_asset("demo/site.toml"), from, to));
}

bool refused(const Parsed<SiteConfig>& parsed, const std::string& key) {
    if (parsed) return false;
    return std::ranges::any_of(parsed.error(), [&](const Problem& p) { return p.key == key; });
}

/// A folder with a site.toml in it, gone afterwards.
class ConfigFolder {
public:
    ConfigFolder() : folder_(scratch("site-config")) {
        fs::remove_all(folder_);
        fs::create_directories(folder_);
    }
    ~ConfigFolder() { fs::remove_all(folder_); }
    ConfigFolder(const ConfigFolder&) = delete;
    ConfigFolder& operator=(const ConfigFolder&) = delete;

    fs::path file() const { return folder_ / "site.toml"; }
    LoadedConfig load(const std::string& text) const {
        std::ofstream(file(), std::ios::binary | std::ios::trunc) << text;
        return load_site_config(file());
    }

private:
    fs::path folder_;
};

TEST_CASE("the demo configuration shows every key and reads") {
    const auto config = demo_with("", "");
    INFO(verdict(config));
    REQUIRE(config);
    CHECK(config->terminal == TerminalId{"lini-2"});
    CHECK(config->terminal_code == "L2");
    CHECK(config->step == StepCode{"packing"});
    REQUIRE(config->shifts.size() == 3);
    CHECK(config->shifts[1].begins_minute == 15 * 60);
    CHECK(config->scanner.prefix == "~");
    REQUIRE(config->printers.size() == 1);
    CHECK(config->printers[0].transport == PrinterTransport::file);
    REQUIRE(config->destinations.size() == 1);
    CHECK(config->destinations[0].folder == "outbox");
}

TEST_CASE("what a file leaves out keeps its default") {
    const auto config = parse_site_config("site.toml", "[terminal]\nid = \"x\"\n");
    REQUIRE(config);
    CHECK(config->terminal == TerminalId{"x"});
    CHECK(config->terminal_code == SiteConfig{}.terminal_code);
    CHECK(config->shifts.size() == 3);
    CHECK(config->destinations.size() == 1);
}

TEST_CASE("an unknown key is refused with its line") {
    const auto config = parse_site_config("site.toml", "[terminal]\nid = \"x\"\nlien = \"y\"\n");
    REQUIRE_FALSE(config);
    CHECK(config.error()[0].key == "key_unknown");
    CHECK(config.error()[0].line == 3);
    CHECK(config.error()[0].pointer == "terminal.lien");
    CHECK(refused(demo_with("[screen]", "[sceern]"), "key_unknown"));
    CHECK(refused(demo_with("folder = \"outbox\"", "folder = \"outbox\"\nurl = \"x\""),
                  "key_unknown"));
}

TEST_CASE("values that cannot work are refused") {
    CHECK(refused(demo_with("code = \"L2\"", "code = \"L-2\""), "terminal_code_invalid"));
    CHECK(refused(demo_with("code = \"L2\"", "code = \"LINI2\""), "terminal_code_invalid"));
    CHECK(refused(demo_with("\"Asia/Jakarta\"", "\"WIB\""), "zone_unknown"));
    CHECK(refused(demo_with("\"15:00\"", "\"25:00\""), "time_invalid"));
    CHECK(refused(demo_with("\"15:00\"", "\"07:00\""), "item_twice"));
    CHECK(refused(demo_with("dpi = 203", "dpi = 204"), "value_unknown"));
    CHECK(refused(demo_with("dpi = 203", "dpi = nan"), "not_integer"));
    CHECK(refused(demo_with("language = \"zpl\"", "language = \"auto\""), "language_not_told"));
    CHECK(refused(demo_with("template = \"carton\"", "templates = [\"a b\"]"), "id_characters"));
    CHECK(refused(demo_with("template = \"carton\"", "templates = []"), "not_array"));
    CHECK(refused(demo_with("language = \"zpl\"", "language = \"brailler\""), "value_unknown"));
    CHECK(refused(demo_with("prefix = \"~\"", "prefix = \"\\u0002\""), "text_unprintable"));
    CHECK(refused(demo_with("prefix = \"~\"", "prefix = \"\xC2\xA7\""), "text_unprintable"));
    CHECK(refused(demo_with("idle_lock_s = 300", "idle_lock_s = 0"), "number_range"));
    CHECK(refused(demo_with("idle_lock_s = 300", "idle_lock_s = \"300\""), "not_integer"));
    const auto no_prefix = demo_with("prefix = \"~\"", "prefix = \"\"");
    REQUIRE(no_prefix);
    CHECK(no_prefix->scanner.prefix.empty());
}

TEST_CASE("a USB printer is named by its ids") {
    const auto printer = [](const std::string& id) {
        return demo_with("transport = \"file\"", "transport = \"usb\"\nusb_id = \"" + id + "\"\n#");
    };
    const auto usb = [&](const std::string& id) {
        const std::string text = replaced(read_asset("demo/site.toml"), "folder = \"labels\"", "");
        return parse_site_config(
            "site.toml",
            replaced(text, "transport = \"file\"", "transport = \"usb\"\nusb_id = \"" + id + "\""));
    };
    const auto config = usb("0a5f:0164");
    INFO(verdict(config));
    REQUIRE(config);
    CHECK(config->printers[0].transport == PrinterTransport::usb);
    CHECK(usb("0a5f:0164:99J204501234"));
    CHECK(refused(usb("0a5f"), "usb_id_invalid"));
    CHECK(refused(usb("0A5F:0164"), "usb_id_invalid"));
    CHECK(refused(usb("0a5f:0164:"), "usb_id_invalid"));
    CHECK(refused(printer("0a5f:0164"), "key_unknown"));  // A folder means nothing to USB.
}

TEST_CASE("a scanner that is held as a device is named by its ids") {
    const auto scanner = [](const std::string& more) {
        return parse_site_config("site.toml", "[[scanners]]\nname = \"S1\"\n" + more + "\n");
    };
    const auto keyboard = scanner("kind = \"keyboard\"\nusb_id = \"05e0:1200\"\nsuffix = \"tab\"");
    REQUIRE(keyboard);
    REQUIRE(keyboard->scanners.size() == 1);
    CHECK(keyboard->scanners[0].kind == BoundScannerKind::keyboard);
    CHECK(keyboard->scanners[0].suffix == "tab");
    CHECK(scanner("kind = \"hid_pos\""));
    CHECK_FALSE(scanner("kind = \"keyboard\""));  // It might be the keyboard of a person.
    CHECK_FALSE(scanner("kind = \"serial\""));
    CHECK(refused(scanner("kind = \"laser\""), "value_unknown"));
    CHECK(refused(scanner("kind = \"serial\"\nusb_id = \"05e0\""), "usb_id_invalid"));
}

TEST_CASE("a camera is named by its node or its ids, with the picture to ask for") {
    const auto camera = [](const std::string& more) {
        return parse_site_config("site.toml",
                                 "[[scanners]]\nname = \"K\"\nkind = \"camera\"\n" + more + "\n");
    };
    const auto good = camera("device = \"/dev/video2\"\nwidth = 640\nheight = 480");
    REQUIRE(good);
    CHECK(good->scanners[0].kind == BoundScannerKind::camera);
    CHECK(good->scanners[0].device == "/dev/video2");
    CHECK(good->scanners[0].width == 640);
    CHECK(camera("usb_id = \"046d:0825\"")->scanners[0].height == 720);
    CHECK_FALSE(camera(""));  // It might be the one that watches the room.
    CHECK_FALSE(camera("device = \"/dev/video0\"\nwidth = 100000"));
    CHECK(refused(camera("device = \"/dev/sda\""), "camera_device_invalid"));
    CHECK(refused(camera("device = \"/dev/video\""), "camera_device_invalid"));
    CHECK(refused(camera("device = \"/dev/video0\"\nusb_id = \"046d:0825\""), "key_unknown"));
    CHECK(refused(camera("device = \"/dev/video0\"\nsuffix = \"tab\""), "key_unknown"));
}

TEST_CASE("a network printer is named by a numeric address, a device by its whole path") {
    const auto printer = [](const std::string& wire) {
        return parse_site_config("site.toml", "[[printers]]\nname = \"TSC\"\n" + wire + "\n");
    };
    const auto tcp = [&](const std::string& address) {
        return printer("transport = \"tcp\"\naddress = \"" + address + "\"");
    };
    const auto config = tcp("192.168.1.50:9100");
    REQUIRE(config);
    CHECK(config->printers[0].transport == PrinterTransport::tcp);
    CHECK(config->printers[0].address == "192.168.1.50:9100");
    CHECK(tcp("192.168.1.50"));
    CHECK(tcp("[fe80::1]:9100"));
    for (const char* wrong : {"printer.lan", "192.168.1.500", "192.168.1.50:", "192.168.1.50:0",
                              "192.168.1.50:70000", "192.168.1.50:9100x", "[fe80::1", "fe80::1",
                              "[fe80::1]9100"}) {
        INFO(wrong);
        CHECK(refused(tcp(wrong), "address_invalid"));
    }
    CHECK(printer("transport = \"device\"\ndevice = \"/dev/usb/lp0\""));
    CHECK(refused(printer("transport = \"device\"\ndevice = \"lp0\""), "path_not_absolute"));
    CHECK(refused(printer("transport = \"tcp\"\naddress = \"10.0.0.1\"\nfolder = \"x\""),
                  "key_unknown"));
}

TEST_CASE("a webhook goes over TLS or to this machine") {
    const auto webhook = [](const std::string& url) {
        return parse_site_config("site.toml",
                                 "[[destinations]]\nname = \"erp\"\nkind = "
                                 "\"webhook\"\nsecret_file = \"keys/erp\"\nurl = \"" +
                                     url + "\"\n");
    };
    CHECK(webhook("https://erp.example.co.id/lini"));
    CHECK(webhook("http://127.0.0.1:8069/lini"));
    CHECK(webhook("http://localhost/lini"));
    CHECK(refused(webhook("http://erp.example.co.id/lini"), "url_unsafe"));
    CHECK(refused(webhook("http://localhost.example.com/"), "url_unsafe"));
    CHECK(refused(webhook("http://127.0.0.1@example.com/"), "url_unsafe"));
    CHECK(refused(webhook("ftp://erp"), "url_unsafe"));
}

TEST_CASE("a webhook may name the authority that signs its server, a folder may not") {
    const std::string webhook =
        "[[destinations]]\nname = \"erp\"\nkind = \"webhook\"\nsecret_file = \"keys/erp\"\n"
        "url = \"https://erp.example.co.id/lini\"\n";
    const auto parsed = parse_site_config("site.toml", webhook + "ca_file = \"erp-ca.pem\"\n");
    REQUIRE(parsed);
    CHECK(parsed->destinations.at(0).ca_file == "erp-ca.pem");
    CHECK(parse_site_config("site.toml", webhook)->destinations.at(0).ca_file.empty());
    CHECK(refused(parse_site_config("site.toml", webhook + "ca_file = 7\n"), "not_text"));
    CHECK(refused(parse_site_config("site.toml", webhook + "ca_file = \"\"\n"), "text_empty"));
    CHECK(refused(parse_site_config("site.toml", webhook + "ca = \"erp-ca.pem\"\n"),
                  "key_unknown"));
    CHECK(refused(parse_site_config("site.toml",
                                    "[[destinations]]\nname = \"a\"\nkind = \"folder\"\n"
                                    "folder = \"a\"\nca_file = \"erp-ca.pem\"\n"),
                  "key_unknown"));
}

TEST_CASE("a terminal without a file runs on its defaults and says nothing") {
    const ConfigFolder folder;
    const LoadedConfig loaded = load_site_config(folder.file());
    CHECK(loaded.source == LoadedConfig::Source::defaults);
    CHECK(loaded.problems.empty());
    CHECK(loaded.config.terminal_code == "L1");
}

TEST_CASE("an unknown key leaves the last good configuration in force") {
    const ConfigFolder folder;
    const std::string good = read_asset("demo/site.toml");
    CHECK(folder.load(good).source == LoadedConfig::Source::file);

    const LoadedConfig bad = folder.load(good + "\n[sreen]\ntheme = \"dark\"\n");
    CHECK(bad.source == LoadedConfig::Source::last_good);
    CHECK(bad.config.terminal == TerminalId{"lini-2"});
    REQUIRE(bad.problems.size() == 1);
    CHECK(bad.problems[0].key == "key_unknown");

    const LoadedConfig mended = folder.load(replaced(good, "\"light\"", "\"dark\""));
    CHECK(mended.source == LoadedConfig::Source::file);
    CHECK(mended.config.theme == Theme::dark);
}

TEST_CASE("a file cut off anywhere leaves the last good configuration in force") {
    const std::string good = read_asset("demo/site.toml");
    const ConfigFolder folder;
    REQUIRE(folder.load(good).source == LoadedConfig::Source::file);
    for (std::size_t size = 0; size < good.size(); size += 7) {
        const LoadedConfig cut = folder.load(good.substr(0, size));
        INFO("cut at " << size);
        REQUIRE(cut.source == LoadedConfig::Source::last_good);
        REQUIRE_FALSE(cut.problems.empty());
        REQUIRE(cut.config.printers[0].name == "Zebra ZT411");
    }
    const std::string meant = good.substr(0, good.find("[[destinations]]")) + "# no destination\n";
    CHECK(folder.load(meant).source == LoadedConfig::Source::file);
}

TEST_CASE("two destinations of one kind are refused: deliveries are known by it") {
    const auto folder = [](const std::string& name) {
        return "[[destinations]]\nname = \"" + name + "\"\nkind = \"folder\"\nfolder = \"" + name +
               "\"\n";
    };
    CHECK(parse_site_config("site.toml", folder("a")));
    CHECK(refused(parse_site_config("site.toml", folder("a") + folder("b")), "item_twice"));
}

TEST_CASE("a bad first file and a lost file are told from a terminal without one") {
    const ConfigFolder folder;
    const LoadedConfig bad = folder.load("[terminal\n");
    CHECK(bad.source == LoadedConfig::Source::defaults);
    CHECK_FALSE(bad.problems.empty());

    REQUIRE(folder.load(read_asset("demo/site.toml")).source == LoadedConfig::Source::file);
    fs::remove(folder.file());
    const LoadedConfig lost = load_site_config(folder.file());
    CHECK(lost.source == LoadedConfig::Source::last_good);
    REQUIRE(lost.problems.size() == 1);
    CHECK(lost.problems[0].key == "file_unreadable");
}

}  // namespace
}  // namespace lini::test
