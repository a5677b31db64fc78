// Whether the first label of a run reads exactly as it was encoded: each of its bar codes whole and
// unchanged, and all its GS1 elements seen before the rest is printed. Values; any thread.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/domain/gs1.h"
#include "app/domain/refusal.h"

namespace lini {

class FirstLabel {
public:
    using Elements = std::vector<gs1::Field>;

    /// The elements of each of its GS1 bar codes.
    explicit FirstLabel(std::vector<Elements> symbols) : symbols_(std::move(symbols)) {}

    /// One bar code of it as a scanner read it. Nothing when it is one that was encoded, else what
    /// differs: "first_label_differs" (ai, read, wanted) or "first_label_other_symbol".
    std::optional<Refusal> take(const Elements& read);

    /// Identifiers that no scan has shown yet, in the order of the label.
    std::vector<std::string> missing() const;
    /// A label without GS1 bar codes says nothing that could be read back.
    bool is_readable() const { return !symbols_.empty(); }
    /// Some bar code of it has been read.
    bool is_begun() const { return !seen_.empty(); }
    bool is_complete() const { return missing().empty(); }

private:
    std::vector<Elements> symbols_;
    std::set<std::string> seen_;
};

}  // namespace lini
