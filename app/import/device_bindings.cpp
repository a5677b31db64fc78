#include "app/import/device_bindings.h"

#include <sstream>
#include <utility>

#include "app/import/replace_file.h"
#include "app/import/toml_reader.h"

namespace lini {
namespace {

constexpr std::size_t kFileBytesMax = 64 * 1024;
constexpr std::size_t kUsbBytesMax = 300;
constexpr std::size_t kDeclinedMax = 100;

const std::vector<std::string> kKinds = {"keyboard", "hid_pos", "serial"};

/// "05e0:1300/S1234" or "05e0:1300@1-2".
bool is_stable_name(std::string_view text) {
    constexpr std::size_t kIds = 9;
    if (text.size() <= kIds + 1 || text[4] != ':') return false;
    const bool hex = std::string(text.substr(0, 4)).append(text.substr(5, 4)).find_first_not_of(
                         "0123456789abcdef") == std::string::npos;
    return hex && (text[kIds] == '/' || text[kIds] == '@');
}

std::string usb_of(TomlReader& reader) {
    std::string usb = reader.text("usb", kUsbBytesMax);
    if (!is_stable_name(usb)) reader.wrong("usb", "usb_id_invalid", {{"value", usb}});
    return usb;
}

DeviceBinding read_binding(TomlReader& reader) {
    DeviceBinding binding;
    binding.name = reader.text("name", 60);
    const std::string kind = reader.choice("kind", kKinds);
    if (kind == "hid_pos") binding.kind = BoundScannerKind::hid_pos;
    if (kind == "serial") binding.kind = BoundScannerKind::serial;
    binding.usb = usb_of(reader);
    if (reader.has("fault")) binding.fault = reader.id_text("fault");
    return binding;
}

}  // namespace

Parsed<DeviceBindings> parse_device_bindings(const std::string& filename, std::string_view text) {
    const auto root = read_toml(filename, text, kFileBytesMax);
    if (!root) return tl::unexpected(root.error());
    ProblemList problems(filename);
    TomlReader reader(*root, {}, problems);
    DeviceBindings bindings;
    const auto each = [&](const char* key, auto take) {
        if (!reader.has(key)) return;
        std::size_t index = 0;
        for (const toml::table* table : reader.tables(key, 0)) {
            TomlReader entry(*table, reader.path_to(key, index++), problems);
            take(entry);
            entry.refuse_unknown_keys();
        }
    };
    each("scanners", [&](TomlReader& one) { bindings.scanners.push_back(read_binding(one)); });
    each("printers", [&](TomlReader& one) {
        PrinterBinding printer{one.text("name", 60), usb_of(one)};
        if (one.has("other_model")) printer.other_model = one.boolean("other_model");
        bindings.printers.push_back(std::move(printer));
    });
    each("declined", [&](TomlReader& one) { bindings.declined.push_back(usb_of(one)); });
    reader.refuse_unknown_keys();
    if (!problems.empty()) return tl::unexpected(problems.take());
    return bindings;
}

std::string device_bindings_text(const DeviceBindings& bindings) {
    toml::array scanners;
    for (const DeviceBinding& one : bindings.scanners) {
        toml::table table{{"name", one.name},
                          {"kind", kKinds[static_cast<std::size_t>(one.kind)]},
                          {"usb", one.usb}};
        if (!one.fault.empty()) table.insert("fault", one.fault);
        scanners.push_back(std::move(table));
    }
    toml::array printers;
    for (const PrinterBinding& one : bindings.printers) {
        toml::table table{{"name", one.name}, {"usb", one.usb}};
        if (one.other_model) table.insert("other_model", true);
        printers.push_back(std::move(table));
    }
    toml::array declined;
    const std::size_t from =
        bindings.declined.size() > kDeclinedMax ? bindings.declined.size() - kDeclinedMax : 0;
    for (std::size_t i = from; i < bindings.declined.size(); ++i) {
        declined.push_back(toml::table{{"usb", bindings.declined[i]}});
    }
    toml::table root;
    if (!scanners.empty()) root.insert("scanners", std::move(scanners));
    if (!printers.empty()) root.insert("printers", std::move(printers));
    if (!declined.empty()) root.insert("declined", std::move(declined));
    std::ostringstream out;
    out << "# Which device is which on this machine. Written by Lini (screen Perangkat).\n\n"
        << root << "\n";
    return out.str();
}

LoadedBindings load_device_bindings(const std::filesystem::path& file) {
    LoadedBindings loaded;
    const auto text = read_whole(file);
    std::error_code error;
    if (!text && !std::filesystem::exists(file, error)) return loaded;
    auto parsed = parse_device_bindings(file.filename().string(), text.value_or(std::string()));
    if (parsed) {
        loaded.bindings = std::move(*parsed);
        return loaded;
    }
    loaded.problems = parsed.error();
    std::filesystem::rename(file, file.string() + ".unreadable", error);
    return loaded;
}

Result<void> store_device_bindings(const std::filesystem::path& file,
                                   const DeviceBindings& bindings) {
    if (replace_file(file, device_bindings_text(bindings))) return {};
    return fail("devices_file_unwritable", file.filename().string());
}

}  // namespace lini
