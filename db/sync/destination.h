// Where charges go: one implementation a file (webhook, folder …), all behind this interface.
// A destination belongs to the sync thread; deliver() may block up to its own finite timeout.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "app/domain/views.h"

namespace lini {

enum class DeliveryOutcome {
    accepted,  // The other side has it, now or from an earlier attempt.
    retry,     // Unknown or not yet: ask again with the same key.
    refused,   // It said no for good: a person must look.
};

struct DeliveryResult {
    DeliveryOutcome outcome = DeliveryOutcome::retry;
    std::string code;  // Of retry and refused: "http_500", "timeout" …; locale key "sync.".
    std::string document_no;          // Of accepted, where the answer carried one.
    std::int64_t retry_after_ms = 0;  // What the other side asked for; 0: nothing.

    static DeliveryResult accept(std::string document_no) {
        return {DeliveryOutcome::accepted, {}, std::move(document_no), 0};
    }
    static DeliveryResult retry(std::string code, std::int64_t after_ms = 0) {
        return {DeliveryOutcome::retry, std::move(code), {}, after_ms};
    }
    static DeliveryResult refuse(std::string code) {
        return {DeliveryOutcome::refused, std::move(code), {}, 0};
    }
};

class Destination {
public:
    virtual ~Destination() = default;

    /// As in Delivery::destination: "webhook", "folder".
    virtual std::string_view name() const = 0;

    /// At-least-once: the same key may come again at any time, also after it was accepted, and
    /// must then be found by that key instead of being billed twice. `body` is the CloudEvents
    /// envelope that the outbox keeps: the same bytes each time.
    virtual DeliveryResult deliver(const Delivery& delivery, const std::string& body) = 0;

    /// Ends a deliver() that is under way soon, with outcome retry. Any thread.
    virtual void cancel() {}
};

}  // namespace lini
