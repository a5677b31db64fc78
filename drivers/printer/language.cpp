#include "drivers/printer/language.h"

#include <array>

#include "drivers/printer/zpl.h"

namespace lini {
namespace {

// Tried in this order. To add one: write drivers/printer/<name>.cpp, then list it here.
constexpr std::array<const LabelLanguage*, 1> kLabelLanguages = {&kZpl};

}  // namespace

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
    return nullptr;
}

}  // namespace lini
