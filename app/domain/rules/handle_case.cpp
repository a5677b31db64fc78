#include <algorithm>

#include "app/domain/cases.h"
#include "app/domain/gates.h"
#include "app/domain/rules/guards.h"
#include "app/domain/rules/rules.h"

namespace lini::rules {
namespace {

MaybeRefusal may_handle(const SiteState& site, const Command& command, const CaseKind& kind) {
    if (command.actor == kSystemActor) return std::nullopt;  // An import that names nobody.
    const UserDefined* user = active_user(site, command.actor);
    if (user == nullptr) return Refusal{"nobody_logged_in", {}, Remedy::scan_id_card};
    const bool among = std::any_of(user->roles.begin(), user->roles.end(), [&](Role role) {
        return std::find(kind.opened_by.begin(), kind.opened_by.end(), role) !=
               kind.opened_by.end();
    });
    if (among) return std::nullopt;
    return Refusal{"case_not_allowed", {{"case", named(kind.code, kind.label)}},
                   Remedy::scan_id_card};
}

bool says_the_same(const CaseOpened& a, const CaseOpened& b) {
    return a.kind == b.kind && a.batch == b.batch && a.description == b.description &&
           a.reference == b.reference && a.attachments == b.attachments;
}

/// An open case and its kind, or why it cannot be handled.
struct Handled {
    const CaseState* case_ = nullptr;
    const CaseKind* kind = nullptr;
    MaybeRefusal refusal;
};

Handled handled(const SiteState& site, const OrderState& order, const Command& command,
                const std::string& case_no) {
    if (auto refusal = order_open(order)) return {nullptr, nullptr, refusal};
    const CaseState* case_ = find_case(order, case_no);
    const CaseKind* kind = case_ ? find_case_kind(order, case_->opened.kind) : nullptr;
    if (kind == nullptr) return {nullptr, nullptr, Refusal{"case_unknown", {{"case", case_no}}}};
    return {case_, kind, may_handle(site, command, *kind)};
}

}  // namespace

Decision open_case(const SiteState& site, const OrderState& order, const Command& command,
                   const OpenCase& action) {
    const CaseOpened& opened = action.opened;
    if (auto refusal = order_open(order)) return *refusal;
    const CaseKind* kind = find_case_kind(order, opened.kind);
    if (kind == nullptr) return Refusal{"case_kind_unknown", {{"case", opened.kind}}};
    if (!is_id_text(opened.case_no)) return Refusal{"case_no_invalid", {{"case", opened.case_no}}};
    if (auto refusal = may_handle(site, command, *kind)) return *refusal;
    if (const CaseState* known = find_case(order, opened.case_no)) {
        if (says_the_same(known->opened, opened)) return Accepted{};
        return Refusal{"case_differs", {{"case", opened.case_no}}};
    }
    if (auto refusal = first_of(
            [&] { return plain_text(opened.description, "reason_missing"); },
            [&] { return plain_text(opened.reference, "reference_missing"); })) {
        return *refusal;
    }
    if (!opened.batch.empty()) {
        if (auto refusal = batch_known(order, opened.batch)) return *refusal;
    }
    if (!condition_met(order, kind->from, opened.batch)) {
        return Refusal{"case_too_early",
                       {{"case", named(kind->code, kind->label)},
                        {"missing", only(condition_phrase(order, kind->from))}}};
    }
    if (kind->needs_attachment && opened.attachments.empty()) {
        return Refusal{"case_without_picture", {{"case", named(kind->code, kind->label)}}};
    }
    return Accepted{{opened}};
}

// Along the path only: from its step, or its beginning, to any later one.
Decision move_case(const SiteState& site, const OrderState& order, const Command& command,
                   const MoveCase& action) {
    const Handled found = handled(site, order, command, action.case_no);
    if (found.refusal) return *found.refusal;
    if (found.case_->closed) return Refusal{"case_closed", {{"case", action.case_no}}};
    const auto& path = found.kind->path;
    const auto at = [&](const std::string& step) {
        return std::find_if(path.begin(), path.end(),
                            [&](const CaseStep& each) { return each.code == step; });
    };
    const auto to = at(action.step);
    const auto from = found.case_->step.empty() ? path.begin() : at(found.case_->step);
    if (to == path.end() || to <= from) {
        return Refusal{"case_step_wrong", {{"case", action.case_no}, {"step", action.step}}};
    }
    if (auto refusal = plain_text(action.note, "reason_missing")) return *refusal;
    return Accepted{{CaseMoved{action.case_no, action.step, action.note}}};
}

Decision close_case(const SiteState& site, const OrderState& order, const Command& command,
                    const CloseCase& action) {
    const Handled found = handled(site, order, command, action.closed.case_no);
    if (found.refusal) return *found.refusal;
    if (found.case_->closed) return Refusal{"case_closed", {{"case", action.closed.case_no}}};
    if (auto refusal = plain_text(action.closed.note, "reason_missing")) return *refusal;
    if (!action.closed.replacement.empty()) {
        if (auto refusal = batch_known(order, action.closed.replacement)) return *refusal;
    }
    return Accepted{{action.closed}};
}

}  // namespace lini::rules
