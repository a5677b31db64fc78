// Facts of a site that no order owns: its terminals, people, products, and what the law says and
// since when. As in events.h, a struct here is always the newest version. Values only; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/domain/calendar.h"
#include "app/domain/ids.h"
#include "app/domain/roles.h"

namespace lini {

struct IncarnationStarted {
    std::string terminal_code;  // Two to four characters; begins every label serial.
    std::string cause;          // "install", "restore", "replace"
    std::string old_head_hex;   // Hash of the old incarnation's last event, or empty.
    std::int64_t old_incarnation = 0;
    std::int64_t old_seq = 0;
};

/// A person's rights. The name is in the vault, the card and PIN are in the credential store.
struct UserDefined {
    UserId user;
    int revision = 1;
    std::string content_sha256_hex;
    std::vector<Role> roles;
    bool active = true;
};

/// A measured value: `scaled` / 10^decimals, so 5,12 is {512, 2}.
struct Decimal {
    std::int64_t scaled = 0;
    int decimals = 0;
};

struct TestLimit {
    std::string code;
    Wording label;
    std::string unit;
    int decimals = 0;
    std::optional<Decimal> lower;
    std::optional<Decimal> upper;
};

struct ProductDefined {
    ProductCode code;
    int revision = 1;
    std::string content_sha256_hex;
    std::string name;
    std::string gtin;         // GTIN-14 of the unit, check digit included.
    std::string carton_gtin;  // GTIN-14 of the carton.
    std::string registration_no;
    int units_per_carton = 1;
    std::string spec_no;
    std::vector<TestLimit> tests;
    std::string category;  // "cosmetic", "supplement" …: what the law's duties go by; or empty.
    std::optional<Date> registration_until;
    std::string halal_no;  // Certificate, or empty.
    std::optional<Date> halal_until;
    int shelf_life_months = 0;       // 0: not said; batches are then planned by the office.
    bool expires_month_end = false;  // On the last day of its month.
};

enum class DutyKind { registration, halal };

/// A category of products needs it from that day on.
struct Duty {
    std::string category;
    DutyKind kind = DutyKind::registration;
    Date from{};
    std::string source;  // The law, for whoever asks why.
};

/// The site's list; a later revision replaces it whole.
struct DutiesDefined {
    int revision = 1;
    std::string content_sha256_hex;
    std::vector<Duty> duties;
};

/// What a tax is from a day on. `base_num` of `base_den` parts of the amount are taxed.
struct TaxRate {
    std::string kind;  // "ppn", as a playbook names it.
    Date from{};
    int basis_points = 0;
    int base_num = 1;
    int base_den = 1;
    std::string source;  // The law, for whoever asks why.
};

/// An exclusive contract keeps a product for its client, for good.
struct ProductReserved {
    ProductCode product;
    std::string client;
    OrderNo order_no;
};

/// The site's list; a later revision replaces it whole.
struct TaxesDefined {
    int revision = 1;
    std::string content_sha256_hex;
    std::vector<TaxRate> rates;
};

struct Holiday {
    Date day{};
    std::string name;
};

/// The days of one year on which nobody works although it is no weekend (libur nasional, cuti
/// bersama): always the whole year.
struct HolidaysDefined {
    int year = 0;
    int revision = 1;
    std::string content_sha256_hex;
    std::vector<Holiday> days;
};

}  // namespace lini
