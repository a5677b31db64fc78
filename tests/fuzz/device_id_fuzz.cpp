// Whatever a USB device says it is, and whatever a scan looks like once it has arrived.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "app/base/check.h"
#include "drivers/printer/language.h"
#include "drivers/scanner/payload.h"
#include "drivers/transport/replay.h"
#include "drivers/usb/identity.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::string_view text = lini::device_id_text(bytes);
    CHECK(text.size() <= bytes.size());
    lini::UsbIdentity usb;
    usb.device_id = lini::parse_device_id(text);
    CHECK(usb.device_id.commands.size() <= 64);
    static_cast<void>(lini::language_for(usb));

    lini::ScanPayload payload;
    payload.data = std::string(bytes);
    lini::split_aim_id(payload);
    CHECK(payload.aim_id + payload.data == bytes);
    static_cast<void>(lini::unescape_bytes(bytes));
    return 0;
}
