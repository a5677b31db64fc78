#include "app/terminal/device_setup.h"

#include <algorithm>
#include <cctype>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "app/domain/barcode.h"

namespace lini {
namespace {

std::optional<std::uint16_t> hex16(const std::string& text) {
    if (text.size() != 4 || text.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos) {
        return std::nullopt;
    }
    return static_cast<std::uint16_t>(std::stoul(text, nullptr, 16));
}

ScannerKind scanner_kind(BoundScannerKind kind) {
    switch (kind) {
        case BoundScannerKind::hid_pos: return ScannerKind::hid_pos;
        case BoundScannerKind::serial: return ScannerKind::serial;
        case BoundScannerKind::camera: return ScannerKind::camera;
        case BoundScannerKind::keyboard: break;
    }
    return ScannerKind::keyboard;
}

const char* wire_name(PrinterTransport transport) {
    switch (transport) {
        case PrinterTransport::file: return "file";
        case PrinterTransport::usb: return "USB";
        case PrinterTransport::tcp: return "TCP";
        case PrinterTransport::device: return "device";
    }
    return "";
}

}  // namespace

UsbMatch match_of(const std::string& usb_id) {
    UsbMatch match;
    const std::size_t first = usb_id.find(':');
    if (first == std::string::npos) return match;
    const std::size_t second = usb_id.find(':', first + 1);
    match.vendor_id = hex16(usb_id.substr(0, first)).value_or(0);
    match.product_id = hex16(usb_id.substr(first + 1, second == std::string::npos
                                                          ? std::string::npos
                                                          : second - first - 1))
                           .value_or(0);
    if (second != std::string::npos) match.serial = usb_id.substr(second + 1);
    return match;
}

UsbMatch match_of_stable_name(const std::string& name) {
    constexpr std::size_t kIds = 9;
    UsbMatch match = match_of(name.substr(0, kIds));
    if (name.size() <= kIds) return match;
    const std::string rest = name.substr(kIds + 1);
    if (name[kIds] == '@') match.port_path = rest;
    else match.serial = rest;
    return match;
}

Result<PrinterConfig> printer_config(const SitePrinter& printer,
                                     const std::filesystem::path& data_folder) {
    PrinterConfig config;
    config.name = printer.name;
    config.language = printer.language;
    config.ask_status = printer.ask_status;
    switch (printer.transport) {
        case PrinterTransport::usb: config.where = match_of(printer.usb_id); break;
        case PrinterTransport::device: config.where = StreamFile{printer.device}; break;
        case PrinterTransport::file:
            config.where =
                (data_folder / (printer.folder.empty() ? "printed" : printer.folder)).string();
            break;
        case PrinterTransport::tcp: {
            auto address = parse_tcp_address(printer.address);
            if (!address) return pass_on(address);
            config.where = std::move(*address);
            break;
        }
    }
    return config;
}

const SitePrinter* printer_for(const SiteConfig& config, const std::string& template_name) {
    for (const SitePrinter& printer : config.printers) {
        const auto& more = printer.templates;
        const bool named = printer.label_template == template_name ||
                           std::find(more.begin(), more.end(), template_name) != more.end();
        if (named) return &printer;
    }
    return config.printers.empty() ? nullptr : &config.printers.front();
}

std::string printer_detail(const SitePrinter& printer, const LabelLanguage* language) {
    std::string spoken(language == nullptr ? printer.language : language->name);
    for (char& c : spoken) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    const std::string where = printer.transport == PrinterTransport::tcp
                                  ? "TCP " + printer.address
                                  : std::string(wire_name(printer.transport));
    return fmt::format("{} · {} · {} dpi", spoken, where, printer.dpi);
}

std::string trouble_key(PortCondition condition) {
    return "device." + std::string(to_string(condition));
}

std::string scanner_trouble_key(PortCondition condition) {
    return "scanner_trouble." + std::string(to_string(condition));
}

DeviceState device_state(PortCondition condition) {
    switch (condition) {
        case PortCondition::ready: return DeviceState::ready;
        case PortCondition::unknown: return DeviceState::waiting;
        case PortCondition::out_of_paper:
        case PortCondition::ribbon_out:
        case PortCondition::head_open:
        case PortCondition::paused:
        case PortCondition::fault:
        case PortCondition::no_access:
        case PortCondition::busy: return DeviceState::trouble;
        case PortCondition::unplugged: return DeviceState::absent;
    }
    return DeviceState::absent;
}

ScannerConfig scanner_config(const SiteBoundScanner& scanner) {
    ScannerConfig config;
    config.name = scanner.name;
    config.kind = scanner_kind(scanner.kind);
    config.match = match_of(scanner.usb_id);
    config.camera = {scanner.device, config.match, scanner.width, scanner.height};
    config.suffix = scanner.suffix == "tab" ? KeySuffix::tab : KeySuffix::enter;
    return config;
}

ScannerConfig scanner_config(const DeviceBinding& binding) {
    ScannerConfig config;
    config.name = binding.name;
    config.kind = scanner_kind(binding.kind);
    config.match = match_of_stable_name(binding.usb);
    config.suffix = KeySuffix::either;
    return config;
}

std::string scanner_detail(ScannerKind kind, const std::string& where,
                           const UsbIdentity& identity) {
    const char* kind_name = kind == ScannerKind::hid_pos  ? "HID POS"
                            : kind == ScannerKind::serial ? "Serial"
                            : kind == ScannerKind::camera ? "Camera"
                                                          : "Keyboard";
    if (!identity.port_path.empty()) return fmt::format("{} · port {}", kind_name,
                                                        identity.port_path);
    return where.empty() ? kind_name : fmt::format("{} · {}", kind_name, shown_code(where));
}

std::string device_words(const UsbIdentity& identity) {
    std::string words = shown_code(identity.product);
    if (words.empty()) words = stable_name(identity).substr(0, 9);
    words += " · port " + identity.port_path;
    return identity.serial.empty() ? words : words + " · " + shown_code(identity.serial);
}

DeviceIdentity identity_view(const UsbIdentity& identity) {
    DeviceIdentity view;
    if (identity.vendor_id == 0 && identity.port_path.empty()) return view;
    view.usb_id = fmt::format("{:04x}:{:04x}", identity.vendor_id, identity.product_id);
    view.vendor = shown_code(identity.manufacturer);
    view.product = shown_code(identity.product);
    view.serial = shown_code(identity.serial);
    view.port = identity.port_path;
    return view;
}

}  // namespace lini
