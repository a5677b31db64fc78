#include "app/import/site_config.h"

#include <algorithm>
#include <set>

#include <arpa/inet.h>

#include "app/import/toml_reader.h"

namespace lini {
namespace {

constexpr std::string_view kDigits = "0123456789";
constexpr std::string_view kCapitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

bool only(std::string_view text, std::string_view allowed) {
    return text.find_first_not_of(allowed) == std::string_view::npos;
}

/// Overwrites `value` where the file says something; the default stays where it does not.
void take_text(TomlReader& reader, std::string_view key, std::string& value) {
    if (reader.has(key)) value = reader.text(key);
}

void read_terminal(TomlReader& root, SiteConfig& config, ProblemList& problems) {
    if (!root.has("terminal")) return;
    TomlReader reader(root.table("terminal"), "terminal", problems);
    if (reader.has("id")) config.terminal = TerminalId{reader.id_text("id")};
    if (reader.has("step")) config.step = StepCode{reader.id_text("step")};
    take_text(reader, "code", config.terminal_code);
    take_text(reader, "line_name", config.line_name);
    const std::string& code = config.terminal_code;
    if (code.size() < 2 || code.size() > 4 || !only(code, kCapitals)) {
        reader.wrong("code", "terminal_code_invalid", {{"value", code}});
    }
    reader.refuse_unknown_keys();
}

/// "07:00" as the minute of the day.
std::optional<int> minute_of_day(const std::string& text) {
    if (text.size() != 5 || text[2] != ':') return std::nullopt;
    if (!only(text.substr(0, 2) + text.substr(3), kDigits)) return std::nullopt;
    const int hour = std::stoi(text.substr(0, 2));
    const int minute = std::stoi(text.substr(3));
    if (hour > 23 || minute > 59) return std::nullopt;
    return hour * 60 + minute;
}

void read_shifts(TomlReader& root, SiteConfig& config, ProblemList& problems) {
    if (!root.has("shifts")) return;
    config.shifts.clear();
    const auto tables = root.tables("shifts", 1);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TomlReader reader(*tables[i], root.path_to("shifts", i), problems);
        Shift shift;
        shift.number = static_cast<int>(reader.integer("number", {1, 9}));
        const std::string begins = reader.text("begins", 5);
        const auto minute = minute_of_day(begins);
        if (!minute && !begins.empty()) reader.wrong("begins", "time_invalid", {{"value", begins}});
        shift.begins_minute = minute.value_or(0);
        reader.refuse_unknown_keys();
        const bool twice = std::ranges::any_of(config.shifts, [&](const Shift& other) {
            return other.number == shift.number || other.begins_minute == shift.begins_minute;
        });
        if (twice) reader.wrong("number", "item_twice", {{"value", std::int64_t{shift.number}}});
        config.shifts.push_back(shift);
    }
    std::ranges::sort(config.shifts, {}, &Shift::begins_minute);
}

void read_site(TomlReader& root, SiteConfig& config, ProblemList& problems) {
    if (!root.has("site")) return;
    TomlReader reader(root.table("site"), "site", problems);
    take_text(reader, "name", config.site_name);
    take_text(reader, "zone", config.zone);
    if (!config.zone.empty() && !local_time(0, config.zone)) {
        reader.wrong("zone", "zone_unknown", {{"value", config.zone}});
    }
    reader.refuse_unknown_keys();
}

void read_company(TomlReader& root, SiteConfig& config, ProblemList& problems) {
    if (!root.has("company")) return;
    TomlReader reader(root.table("company"), "company", problems);
    take_text(reader, "name", config.company.name);
    take_text(reader, "address", config.company.address);
    take_text(reader, "tax_id", config.company.tax_id);
    take_text(reader, "bank", config.company.bank);
    take_text(reader, "account_no", config.company.account_no);
    take_text(reader, "account_holder", config.company.account_holder);
    reader.refuse_unknown_keys();
}

void read_reports(TomlReader& root, SiteConfig& config, ProblemList& problems) {
    if (!root.has("reports")) return;
    TomlReader reader(root.table("reports"), "reports", problems);
    config.report_folder = reader.text("folder");
    if (reader.has("every")) {
        const std::string every = reader.choice("every", {"day", "week", "month"});
        config.report_every = every == "day"     ? ReportEvery::day
                              : every == "month" ? ReportEvery::month
                                                 : ReportEvery::week;
    }
    reader.refuse_unknown_keys();
}

void read_screen(TomlReader& root, SiteConfig& config, ProblemList& problems) {
    if (!root.has("screen")) return;
    TomlReader reader(root.table("screen"), "screen", problems);
    if (reader.has("language")) config.language = reader.choice("language", {"id", "en"});
    if (reader.has("theme")) {
        config.theme =
            reader.choice("theme", {"light", "dark"}) == "dark" ? Theme::dark : Theme::light;
    }
    if (reader.has("idle_lock_s")) {
        config.idle_lock_s = static_cast<int>(reader.integer("idle_lock_s", {30, 3600}));
    }
    reader.refuse_unknown_keys();
}

void read_scanner(TomlReader& root, SiteConfig& config, ProblemList& problems) {
    if (!root.has("scanner")) return;
    TomlReader reader(root.table("scanner"), "scanner", problems);
    if (reader.has("prefix") && !reader.is_empty_text("prefix")) {
        config.scanner.prefix = reader.text("prefix", 8);
        const bool ascii =
            std::ranges::all_of(config.scanner.prefix, [](char c) { return c > ' ' && c <= '~'; });
        if (!ascii) reader.wrong("prefix", "text_unprintable");
    } else if (reader.has("prefix")) {
        config.scanner.prefix.clear();
    }
    if (reader.has("suffix")) config.scanner.suffix = reader.choice("suffix", {"enter", "tab"});
    reader.refuse_unknown_keys();
}

/// "0a5f:0164" with an optional ":serial".
bool is_usb_id(const std::string& text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    if (text.size() < 9 || text[4] != ':') return false;
    if (!only(text.substr(0, 4) + text.substr(5, 4), kHex)) return false;
    return text.size() == 9 || (text[9] == ':' && text.size() > 10);
}

std::string usb_id_of(TomlReader& reader) {
    std::string id = reader.text("usb_id", 80);
    if (!id.empty() && !is_usb_id(id)) reader.wrong("usb_id", "usb_id_invalid", {{"value", id}});
    return id;
}

/// By its node or by its ids: another camera may watch the room.
void read_camera(TomlReader& reader, SiteBoundScanner& scanner) {
    constexpr std::string_view kNode = "/dev/video";
    if (reader.has("device")) {
        scanner.device = reader.text("device", 80);
        const std::string number =
            scanner.device.substr(std::min(kNode.size(), scanner.device.size()));
        if (!scanner.device.starts_with(kNode) || number.empty() || !only(number, kDigits)) {
            reader.wrong("device", "camera_device_invalid", {{"value", scanner.device}});
        }
    } else {
        scanner.usb_id = usb_id_of(reader);
    }
    if (reader.has("width")) {
        scanner.width = static_cast<int>(reader.integer("width", {160, 4096}));
    }
    if (reader.has("height")) {
        scanner.height = static_cast<int>(reader.integer("height", {120, 4096}));
    }
}

/// Which keyboard or serial line is the scanner must be said: another one may be a person's.
SiteBoundScanner read_bound_scanner(TomlReader& reader) {
    SiteBoundScanner scanner;
    scanner.name = reader.text("name", 60);
    const std::string kind = reader.choice("kind", {"keyboard", "hid_pos", "serial", "camera"});
    if (kind == "hid_pos") scanner.kind = BoundScannerKind::hid_pos;
    if (kind == "serial") scanner.kind = BoundScannerKind::serial;
    if (kind == "camera") {
        scanner.kind = BoundScannerKind::camera;
        read_camera(reader, scanner);
        reader.refuse_unknown_keys();
        return scanner;
    }
    if (kind != "hid_pos" || reader.has("usb_id")) scanner.usb_id = usb_id_of(reader);
    if (reader.has("suffix")) scanner.suffix = reader.choice("suffix", {"enter", "tab"});
    reader.refuse_unknown_keys();
    return scanner;
}

bool is_port(std::string_view text) {
    return !text.empty() && text.size() <= 5 && text.front() != '0' && only(text, kDigits) &&
           std::stoi(std::string(text)) <= 65535;
}

/// A number and not a name: to look a name up takes as long as the name server likes.
bool is_address(const std::string& text) {
    in6_addr any{};
    if (text.starts_with('[')) {
        const std::size_t end = text.find(']');
        if (end == std::string::npos) return false;
        const std::string rest = text.substr(end + 1);
        return inet_pton(AF_INET6, text.substr(1, end - 1).c_str(), &any) == 1 &&
               (rest.empty() || (rest.front() == ':' && is_port(rest.substr(1))));
    }
    const std::size_t colon = text.find(':');
    return inet_pton(AF_INET, text.substr(0, colon).c_str(), &any) == 1 &&
           (colon == std::string::npos || is_port(text.substr(colon + 1)));
}

void read_wire(TomlReader& reader, SitePrinter& printer) {
    const std::string transport = reader.choice("transport", {"file", "usb", "tcp", "device"});
    if (transport == "usb") {
        printer.transport = PrinterTransport::usb;
        printer.usb_id = usb_id_of(reader);
    } else if (transport == "tcp") {
        printer.transport = PrinterTransport::tcp;
        printer.address = reader.text("address", 60);
        if (!printer.address.empty() && !is_address(printer.address)) {
            reader.wrong("address", "address_invalid", {{"value", printer.address}});
        }
    } else if (transport == "device") {
        printer.transport = PrinterTransport::device;
        printer.device = reader.text("device", 200);
        if (!printer.device.empty() && printer.device.front() != '/') {
            reader.wrong("device", "path_not_absolute", {{"value", printer.device}});
        }
    } else {
        printer.transport = PrinterTransport::file;
        printer.folder = reader.text("folder");
    }
}

/// Only a USB printer says by itself what it speaks.
bool transport_tells(PrinterTransport transport) { return transport == PrinterTransport::usb; }

SitePrinter read_printer(TomlReader& reader) {
    SitePrinter printer;
    printer.name = reader.text("name", 60);
    read_wire(reader, printer);
    if (reader.has("language")) {
        printer.language =
            reader.choice("language", {"zpl", "tspl2", "tspl", "epl", "escpos", "auto"});
        const bool asked = printer.language != "auto" || transport_tells(printer.transport);
        if (!asked) reader.wrong("language", "language_not_told", {{"value", "auto"}});
    }
    if (reader.has("dpi")) {
        printer.dpi = static_cast<int>(reader.integer("dpi", {203, 600}));
        const bool known = printer.dpi == 203 || printer.dpi == 300 || printer.dpi == 600;
        if (!known) reader.wrong("dpi", "value_unknown", {{"value", std::int64_t{printer.dpi}}});
    }
    if (reader.has("template")) printer.label_template = reader.id_text("template");
    if (reader.has("templates")) printer.templates = reader.texts("templates");
    for (const std::string& name : printer.templates) {
        if (!is_id_text(name)) reader.wrong("templates", "id_characters", {{"value", name}});
    }
    if (reader.has("ask_status")) printer.ask_status = reader.boolean("ask_status");
    if (reader.has("check_first")) printer.check_first = reader.boolean("check_first");
    reader.refuse_unknown_keys();
    return printer;
}

/// Amounts and evidence travel in a charge: only TLS, or this machine itself, may carry them.
bool is_safe_url(const std::string& url) {
    constexpr std::string_view kForHosts = "/:?";
    if (url.starts_with("https://") && url.size() > 8) return true;
    for (const std::string_view host : {"http://127.0.0.1", "http://localhost", "http://[::1]"}) {
        if (!url.starts_with(host)) continue;
        return url.size() == host.size() || kForHosts.find(url[host.size()]) != std::string::npos;
    }
    return false;
}

SiteDestination read_destination(TomlReader& reader) {
    SiteDestination destination;
    destination.name = reader.id_text("name");
    if (reader.choice("kind", {"folder", "webhook"}) == "webhook") {
        destination.kind = DestinationKind::webhook;
        destination.url = reader.text("url", 2000);
        destination.secret_file = reader.text("secret_file");
        if (reader.has("ca_file")) destination.ca_file = reader.text("ca_file");
        if (!destination.url.empty() && !is_safe_url(destination.url)) {
            reader.wrong("url", "url_unsafe", {{"value", destination.url}});
        }
    } else {
        destination.folder = reader.text("folder");
    }
    reader.refuse_unknown_keys();
    return destination;
}

/// Reads a list of things with names of their own.
template <typename T>
void read_named(TomlReader& root, std::string_view key, T (*read)(TomlReader&),
                std::vector<T>& values, ProblemList& problems) {
    if (!root.has(key)) return;
    values.clear();
    std::set<std::string> names;
    const auto tables = root.tables(key, 0);
    for (std::size_t i = 0; i < tables.size(); ++i) {
        TomlReader reader(*tables[i], root.path_to(key, i), problems);
        values.push_back(read(reader));
        const std::string& name = values.back().name;
        if (!name.empty() && !names.insert(name).second) {
            reader.wrong("name", "item_twice", {{"value", name}});
        }
    }
}

// Deliveries name their destination by its kind: a second of one kind would collide with the
// first, and no charge could be stored.
void refuse_kind_twice(const SiteConfig& config, const TomlReader& root, ProblemList& problems) {
    std::set<DestinationKind> kinds;
    for (std::size_t i = 0; i < config.destinations.size(); ++i) {
        const DestinationKind kind = config.destinations[i].kind;
        if (kinds.insert(kind).second) continue;
        problems.add(root.path_to("destinations", i) + ".kind", "item_twice",
                     {{"value", std::string(destination_name(kind))}});
    }
}

void read_import(TomlReader& root, SiteConfig& config, ProblemList& problems) {
    if (!root.has("import")) return;
    TomlReader reader(root.table("import"), "import", problems);
    config.import_folder = reader.text("folder");
    if (reader.has("as")) config.import_as = UserId(reader.id_text("as"));
    reader.refuse_unknown_keys();
}

}  // namespace

Parsed<SiteConfig> parse_site_config(const std::string& filename, std::string_view text) {
    const auto table = read_toml(filename, text, kSiteConfigBytesMax);
    if (!table) return tl::unexpected(table.error());
    ProblemList problems(filename);
    TomlReader root(*table, "", problems);
    SiteConfig config;
    read_terminal(root, config, problems);
    read_site(root, config, problems);
    read_company(root, config, problems);
    read_reports(root, config, problems);
    read_shifts(root, config, problems);
    read_screen(root, config, problems);
    read_scanner(root, config, problems);
    read_named(root, "scanners", &read_bound_scanner, config.scanners, problems);
    read_named(root, "printers", &read_printer, config.printers, problems);
    read_named(root, "destinations", &read_destination, config.destinations, problems);
    refuse_kind_twice(config, root, problems);
    read_import(root, config, problems);
    root.refuse_unknown_keys();
    if (!problems.empty()) return tl::unexpected(problems.take());
    return config;
}

}  // namespace lini
