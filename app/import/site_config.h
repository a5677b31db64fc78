// The configuration of one terminal (site.toml). A file that cannot be read whole changes nothing:
// the last good copy beside it stays in force and the problems are shown.
// parse_site_config() is pure; load_site_config() reads and writes files. Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/domain/calendar.h"
#include "app/domain/ids.h"
#include "app/import/problem.h"

namespace lini {

struct SiteScanner {
    std::string prefix = "~";      // Up to 8 printable ASCII characters; empty: suffix alone.
    std::string suffix = "enter";  // "enter" or "tab"
};

enum class BoundScannerKind { keyboard, hid_pos, serial, camera };

/// A scanner that is held as a device, so that its scans reach nothing but Lini.
struct SiteBoundScanner {
    std::string name;
    BoundScannerKind kind = BoundScannerKind::keyboard;
    std::string usb_id;            // As of a printer; may be empty for hid_pos: the first one.
    std::string suffix = "enter";  // "enter" or "tab"; for keyboards.
    std::string device = {};       // Cameras: "/dev/video0", instead of usb_id.
    int width = 1280;              // Cameras: the picture to ask for.
    int height = 720;
};

enum class PrinterTransport { file, usb, tcp, device };

struct SitePrinter {
    std::string name = "Printer label";
    PrinterTransport transport = PrinterTransport::file;
    std::string usb_id;  // "0a5f:0164", or with a serial number "0a5f:0164:99J204501234".
    std::string folder;  // transport file: where label jobs go; relative to the data folder.
    std::string address;  // transport tcp: "192.168.1.50", "192.168.1.50:9100", "[fe80::1]:9100".
    std::string device;   // transport device: "/dev/usb/lp0", or a FIFO; an absolute path.
    std::string language = "zpl";  // "auto", on USB: as the printer's IEEE 1284 id says.
    int dpi = 203;  // 203, 300 or 600.
    std::string label_template = "carton";  // What it prints,
    std::vector<std::string> templates;     // and what else.
    bool ask_status = true;
    bool check_first = true;  // The rest of a run waits until its first label was read back.
};

enum class DestinationKind { folder, webhook };

/// As deliveries name it, for ever: "folder", "webhook".
inline std::string_view destination_name(DestinationKind kind) {
    return kind == DestinationKind::webhook ? "webhook" : "folder";
}

enum class ReportEvery { day, week, month };

struct SiteDestination {
    std::string name;
    DestinationKind kind = DestinationKind::folder;
    std::string folder;       // Relative to the data folder.
    std::string url;          // https://…, or http:// to this machine only.
    std::string secret_file;  // Holds "whsec_…"; relative to the data folder.
    std::string ca_file = {};  // PEM of who signs the server; relative too; empty: system's.
};

/// What stands at the head of its papers, and where its clients pay.
struct SiteCompany {
    std::string name;
    std::string address;
    std::string tax_id;  // NPWP.
    std::string bank;
    std::string account_no;
    std::string account_holder;
};

enum class Theme { light, dark };

/// Every default is what a terminal without a file does; assets/demo/site.toml shows each key.
struct SiteConfig {
    TerminalId terminal{"terminal-1"};
    std::string terminal_code = "L1";  // Two to four of A-Z 0-9: begins every label serial.
    std::string line_name = "Lini 1";
    StepCode step{"packing"};
    std::string site_name = "Lini";
    std::string zone = "Asia/Jakarta";
    SiteCompany company;  // Every text may be empty.
    std::vector<Shift> shifts{{1, 7 * 60}, {2, 15 * 60}, {3, 23 * 60}};
    std::string language = "id";  // "id" or "en".
    Theme theme = Theme::light;
    int idle_lock_s = 300;  // Sessions other than an operator's.
    SiteScanner scanner;
    std::vector<SiteBoundScanner> scanners;
    std::vector<SitePrinter> printers{SitePrinter{}};
    std::string import_folder;  // Relative to the data folder; empty: none is watched.
    UserId import_as;           // Answers for what its files do not say.
    std::string report_folder;  // Relative to the data folder; empty: no reports by schedule.
    ReportEvery report_every = ReportEvery::week;
    std::vector<SiteDestination> destinations{
        SiteDestination{"folder", DestinationKind::folder, "outbox", "", ""}};
};

inline constexpr std::size_t kSiteConfigBytesMax = 64 * 1024;

/// Unknown keys, wrong types and values out of range are problems with file and line.
Parsed<SiteConfig> parse_site_config(const std::string& filename, std::string_view text);

struct LoadedConfig {
    enum class Source { file, last_good, defaults };
    SiteConfig config;
    Source source = Source::defaults;
    Problems problems;  // Of the file, when it is not the source. A missing file is no problem.
};

/// Reads `file`; keeps a good one as `<file>.last-good` (written, synced, renamed) and falls back
/// to that copy, then to the defaults. A file that is but the beginning of the last good one was
/// cut off ("file_truncated"), however well it reads; whoever means it adds a comment line.
/// A copy that cannot be kept is the problem "last_good_unwritable", and the file still counts.
LoadedConfig load_site_config(const std::filesystem::path& file);

}  // namespace lini
