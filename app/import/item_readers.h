// One reader per kind of item: JSON object -> domain values. What is wrong gathers in the problem
// list, and then the values mean nothing. Pure; any thread.
#pragma once

#include <nlohmann/json.hpp>

#include "app/import/document.h"
#include "app/import/json_reader.h"

namespace lini {

/// What all items of a file share.
struct ReadContext {
    const Playbooks& playbooks;
    Sha256Hex sha256_hex;
    ProblemList& problems;
};

inline constexpr std::int64_t kRevisionMax = 1'000'000;

/// The hash that tells "the same again" from an amendment: over the members as written, keys
/// sorted, without the revision and without `left_out`. Empty for what is no object.
std::string content_hash(const nlohmann::json& item, const std::vector<std::string>& left_out,
                         Sha256Hex sha256_hex);

ProductDefined read_product(const nlohmann::json& item, const std::string& pointer,
                            const ReadContext& context);

struct ReadUser {
    UserDefined user;
    std::string name;
    std::optional<ImportedCard> card;
};
ReadUser read_user(const nlohmann::json& item, const std::string& pointer,
                   const ReadContext& context);

struct ReadOrder {
    OrderNo order_no;
    ImportOrder action;
};
ReadOrder read_order(const nlohmann::json& item, const std::string& pointer,
                     const ReadContext& context);

struct ReadApproval {
    OrderNo order_no;
    RecordClientApproval action;
    UserId recorded_by;  // Empty where the file does not say.
};
ReadApproval read_approval(const nlohmann::json& item, const std::string& pointer,
                           const ReadContext& context);

struct ReadPayment {
    OrderNo order_no;
    RecordPayment action;
    UserId recorded_by;  // Likewise.
};
ReadPayment read_payment(const nlohmann::json& item, const std::string& pointer,
                         const ReadContext& context);

struct ReadCheckpoint {
    OrderNo order_no;
    RecordCheckpoint action;
    UserId recorded_by;
};
ReadCheckpoint read_checkpoint(const nlohmann::json& item, const std::string& pointer,
                               const ReadContext& context);

/// SHA-256 of what proves it, hex; whether they are is the rules' question.
std::vector<std::string> read_attachments(JsonReader& reader);

/// A change of a running contract: a revision that was asked for or is done, a case, a pause and
/// its end, goods or samples that left.
struct ReadChange {
    OrderNo order_no;
    Action action = ResumeOrder{};
    UserId recorded_by;
};
ReadChange read_revision(const nlohmann::json& item, const std::string& pointer,
                         const ReadContext& context);
ReadChange read_case(const nlohmann::json& item, const std::string& pointer,
                     const ReadContext& context);
ReadChange read_shipment(const nlohmann::json& item, const std::string& pointer,
                         const ReadContext& context);
ReadChange read_hold(const nlohmann::json& item, const std::string& pointer,
                     const ReadContext& context);

/// The site's list of what the law wants of which products.
DefineDuties read_duties(const nlohmann::json& item, const std::string& pointer,
                         const ReadContext& context);

/// The site's list of tax rates by kind and day.
DefineTaxes read_taxes(const nlohmann::json& item, const std::string& pointer,
                       const ReadContext& context);

/// What an order says of extras and of the tax that may be kept back without a slip.
void read_extras(JsonReader& order, const PlaybookFile& playbook, OrderImported& content,
                 const ReadContext& context);

/// One year; a day of another year is a problem.
DefineHolidays read_holidays(const nlohmann::json& item, const std::string& pointer,
                             const ReadContext& context);

/// The terms of an order: its own, or those of its playbook; amounts sum to `value`.
std::vector<Term> read_terms(JsonReader& order, const PlaybookFile& playbook, Rupiah value,
                             const ReadContext& context);

/// The batches of an order and what was counted of them before the terminal was installed.
void read_batches(JsonReader& order, const Playbook& playbook, ImportOrder& action,
                  const ReadContext& context);

}  // namespace lini
