#include "drivers/printer/language.h"

#include <algorithm>
#include <array>

#include "drivers/printer/epl.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/tspl.h"
#include "drivers/printer/zpl.h"
#include "drivers/usb/quirks.h"

namespace lini {
namespace {

// Tried in this order: a printer that names several speaks the earlier one better. To add one:
// write drivers/printer/<name>.cpp, then list it here.
constexpr std::array<const LabelLanguage*, 5> kLabelLanguages = {&kZpl, &kTspl2, &kTspl, &kEpl,
                                                                 &kEscpos};

}  // namespace

bool names_command_set(const UsbIdentity& usb, std::initializer_list<std::string_view> names) {
    const auto& commands = usb.device_id.commands;
    return std::any_of(commands.begin(), commands.end(), [&](const std::string& command) {
        return std::find(names.begin(), names.end(), command) != names.end();
    });
}

std::span<const LabelLanguage* const> label_languages() { return kLabelLanguages; }

const LabelLanguage* language_named(std::string_view name) {
    for (const LabelLanguage* language : kLabelLanguages) {
        if (language->name == name) return language;
    }
    return nullptr;
}

const LabelLanguage* language_for(const UsbIdentity& usb) {
    for (const LabelLanguage* language : kLabelLanguages) {
        if (language->speaks(usb)) return language;
    }
    return language_named(language_by_model(usb));
}

}  // namespace lini
