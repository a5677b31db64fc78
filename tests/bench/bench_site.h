// Data folders and terminals for the benches: the small site of the ledger's tests, with an ID
// card for its operator. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/terminal/terminal.h"
#include "db/ledger.h"

namespace lini::bench {

/// A label that was issued and taken by a printer, ready to be scanned.
struct IssuedLabel {
    Serial serial;
    std::int64_t carton_no = 0;
};

/// The only order whose cartons are counted, and its batch.
inline constexpr const char* kOrder = "BENCH-CARTON";
inline constexpr const char* kBatch = "BENCH-CARTON-B1";
inline constexpr const char* kCardToken = "de300000000000000000000000009001";

/// Site, operator's card, and an order with `labels` labels, in an empty folder.
std::vector<IssuedLabel> make_carton_site(const std::string& folder, int labels);

/// A ledger of at least `events` events, a thousand to an order; nothing where one is already.
/// Time grows with `events`: some minutes for a million.
void make_history(const std::string& folder, std::int64_t events);

/// The command of an operator who counts one carton.
Command count_command(const IssuedLabel& label);

/// A terminal of that site in a window of 1920 x 1080, mute and without USB, whose log goes to a
/// file of the folder from here on.
/// `clock` outlives the terminal.
TerminalSetup terminal_setup(const std::string& folder, const Clock& clock);

}  // namespace lini::bench
