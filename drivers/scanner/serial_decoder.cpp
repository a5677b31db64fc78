#include "drivers/scanner/serial_decoder.h"

namespace lini {

void SerialDecoder::feed(std::string_view bytes) {
    for (const char byte : bytes) {
        const bool rest_of_end = after_end_ && byte == '\n';
        after_end_ = byte == '\r';
        if (rest_of_end) continue;
        if (byte == '\r') {
            builder_.end();
        } else {
            builder_.append(byte);
        }
    }
}

void SerialDecoder::unplugged() {
    after_end_ = false;
    builder_.give_up();
}

}  // namespace lini
