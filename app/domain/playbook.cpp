#include "app/domain/playbook.h"

#include <array>
#include <utility>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr std::array<std::pair<GatedActKind, std::string_view>, 6> kActNames{{
    {GatedActKind::start_batch, "start_batch"},
    {GatedActKind::record_step, "record"},
    {GatedActKind::release_batch, "release_batch"},
    {GatedActKind::record_checkpoint, "checkpoint"},
    {GatedActKind::bill_term, "bill"},
    {GatedActKind::ship, "ship"},
}};

bool has_subject(GatedActKind kind) {
    return kind != GatedActKind::start_batch && kind != GatedActKind::release_batch &&
           kind != GatedActKind::ship;
}

}  // namespace

std::string gated_act_text(const GatedAct& act) {
    for (const auto& [kind, name] : kActNames) {
        if (kind != act.kind) continue;
        return has_subject(kind) ? std::string(name) + ":" + act.subject : std::string(name);
    }
    CHECK(false);
    return {};
}

std::optional<GatedAct> gated_act_from_text(std::string_view text) {
    const std::size_t colon = text.find(':');
    for (const auto& [kind, name] : kActNames) {
        if (name != text.substr(0, colon)) continue;
        if (has_subject(kind) != (colon != std::string_view::npos)) return std::nullopt;
        if (!has_subject(kind)) return GatedAct{kind};
        const std::string_view subject = text.substr(colon + 1);
        if (subject.empty()) return std::nullopt;
        return GatedAct{kind, std::string(subject)};
    }
    return std::nullopt;
}

}  // namespace lini
