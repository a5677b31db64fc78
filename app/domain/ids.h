// Names of things. Each is a type of its own, so a batch number never passes for an order number.
// Values only; any thread.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

namespace lini {

/// A name of one kind of thing. What comes from outside is tested with is_id_text() first.
template <typename Tag>
class Id {
public:
    Id() = default;
    explicit Id(std::string value) : value_(std::move(value)) {}

    const std::string& str() const { return value_; }
    bool empty() const { return value_.empty(); }

    friend auto operator<=>(const Id&, const Id&) = default;
    friend bool operator==(const Id&, const Id&) = default;

private:
    std::string value_;
};

using OrderNo = Id<struct OrderNoTag>;
using BatchNo = Id<struct BatchNoTag>;
using ProductCode = Id<struct ProductCodeTag>;
using StepCode = Id<struct StepCodeTag>;
using UserId = Id<struct UserIdTag>;
using TerminalId = Id<struct TerminalIdTag>;
using CommandId = Id<struct CommandIdTag>;  // Time-ordered, so its index grows at one end.
using ChargeId = Id<struct ChargeIdTag>;    // "termin:2", "fee:<revision>" …
using TermId = Id<struct TermIdTag>;        // "dp", "termin:2", "pelunasan"
using Serial = Id<struct SerialTag>;        // Terminal code + incarnation + counter.

/// Who acts where no person does: an import by the owner of the data folder, a claim, an answer
/// of the ERP. Nobody can sign in as it.
inline const UserId kSystemActor{"system"};

/// True for 1 to 64 characters of A-Z a-z 0-9 and `- _ . / :`, which print, scan and sort the
/// same everywhere.
bool is_id_text(std::string_view text);

/// Where an event was written. The identity of an event, and of the record that it made.
struct EventId {
    TerminalId terminal;
    std::int64_t incarnation = 0;
    std::int64_t seq = 0;

    friend auto operator<=>(const EventId&, const EventId&) = default;
    friend bool operator==(const EventId&, const EventId&) = default;
};

/// "L2/1/42": as shown to people and stored in evidence.
std::string to_string(const EventId& id);

}  // namespace lini

template <typename Tag>
struct std::hash<lini::Id<Tag>> {
    std::size_t operator()(const lini::Id<Tag>& id) const noexcept {
        return std::hash<std::string>{}(id.str());
    }
};
