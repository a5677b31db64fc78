// assets/playbooks/*.toml -> domain::Playbook and what an order takes from it where its contract
// says nothing else. Pure but for read_playbooks(); any thread.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "app/domain/events.h"
#include "app/import/problem.h"

namespace lini {

/// SHA-256 of bytes as 64 lower-case hex digits: sha256_hex() of app/identity/digest.h, handed in
/// because libsodium stays in its room.
using Sha256Hex = std::string (*)(std::string_view bytes);

/// A term as the playbook words it; an order may change its share, not what it waits for.
struct PlaybookTerm {
    TermId id;
    Wording label;
    int basis_points = 0;
    std::vector<Condition> any_of;
    int due_days = 14;
    Wording document = {};  // What its invoice is called; empty: an invoice.
};

struct PlaybookFile {
    Playbook playbook;
    std::vector<PlaybookTerm> terms;  // Sum to 10,000 basis points.
    int threshold_percent = 0;  // 0: nothing waits for it.
    CountsStatus counts_status = CountsStatus::not_rejected;
};

/// The terms of a contract that leaves them as the playbook has them; their amounts are not known.
std::vector<Term> terms_of(const PlaybookFile& file);

/// By name ("maklon").
using Playbooks = std::map<std::string, PlaybookFile>;

inline constexpr std::size_t kPlaybookBytesMax = 256 * 1024;

/// One playbook. Unknown keys, wrong types, steps or reasons named twice, a counting step that is
/// no counted step, shares that do not sum to 100 %, bounds upside down, rules about figures that
/// no contract says, a gate that can never open and a term that waits for nothing are problems
/// with file and line.
Parsed<PlaybookFile> read_playbook(const std::string& filename, std::string_view text,
                                   Sha256Hex sha256_hex);

/// All *.toml of `folder`, and of `own_folder` where there is one: the site's own contract kinds.
/// One bad file refuses them all, and so do two playbooks of one name.
Parsed<Playbooks> read_playbooks(const std::filesystem::path& folder, Sha256Hex sha256_hex,
                                 const std::filesystem::path& own_folder = {});

}  // namespace lini
