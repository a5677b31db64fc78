#include "app/domain/roles.h"

#include <algorithm>
#include <array>
#include <utility>

#include "app/base/check.h"

namespace lini {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 9> kRoleNames{{
    {Role::operator_, "operator"},
    {Role::qc_analyst, "qc_analyst"},
    {Role::qa, "qa"},
    {Role::supervisor, "supervisor"},
    {Role::ppic, "ppic"},
    {Role::warehouse, "warehouse"},
    {Role::finance, "finance"},
    {Role::office, "office"},
    {Role::admin, "admin"},
}};

constexpr std::array<std::pair<Right, std::string_view>, 23> kRightNames{{
    {Right::record_output, "record_output"},
    {Right::record_test, "record_test"},
    {Right::reverse_own, "reverse_own"},
    {Right::reverse_any, "reverse_any"},
    {Right::sign_milestone, "sign_milestone"},
    {Right::approve_over_quantity, "approve_over_quantity"},
    {Right::release_batch, "release_batch"},
    {Right::confirm_payment, "confirm_payment"},
    {Right::override_gate, "override_gate"},
    {Right::close_batch, "close_batch"},
    {Right::import_data, "import_data"},
    {Right::see_money, "see_money"},
    {Right::print_labels, "print_labels"},
    {Right::record_approval, "record_approval"},
    {Right::manage_devices, "manage_devices"},
    {Right::resend_charge, "resend_charge"},
    {Right::record_payment, "record_payment"},
    {Right::hold_order, "hold_order"},
    {Right::plan_batch, "plan_batch"},
    {Right::record_shipment, "record_shipment"},
    {Right::sign_late_entry, "sign_late_entry"},
    {Right::allocate_units, "allocate_units"},
    {Right::show_guest, "show_guest"},
}};

std::vector<Role> default_roles(Right right) {
    switch (right) {
        case Right::record_output:
        case Right::close_batch: return {Role::operator_, Role::supervisor};
        case Right::record_test: return {Role::qc_analyst, Role::qa};
        case Right::reverse_own:
            return {Role::operator_, Role::supervisor, Role::qc_analyst, Role::qa};
        case Right::reverse_any: return {Role::supervisor, Role::qa};
        case Right::sign_milestone:
        case Right::sign_late_entry:
        case Right::approve_over_quantity:
        case Right::override_gate: return {Role::supervisor};
        case Right::release_batch: return {Role::qa};
        case Right::confirm_payment: return {Role::finance};
        case Right::import_data: return {Role::office, Role::admin};
        case Right::see_money: return {Role::supervisor, Role::finance, Role::office};
        case Right::print_labels:
            return {Role::operator_, Role::supervisor, Role::warehouse, Role::ppic};
        case Right::manage_devices: return {Role::supervisor, Role::admin};
        case Right::record_approval: return {Role::qa, Role::office, Role::admin};
        case Right::resend_charge: return {Role::finance, Role::admin};
        case Right::record_payment: return {Role::finance, Role::office};
        case Right::show_guest: return {Role::qa, Role::supervisor, Role::office};
        case Right::plan_batch:
        case Right::allocate_units: return {Role::ppic, Role::supervisor};
        case Right::record_shipment: return {Role::warehouse};
        case Right::hold_order: return {Role::supervisor, Role::office};
    }
    CHECK(false);
    return {};
}

}  // namespace

std::string_view role_name(Role role) {
    for (const auto& [key, name] : kRoleNames) {
        if (key == role) return name;
    }
    CHECK(false);
    return {};
}

std::optional<Role> role_from_name(std::string_view name) {
    for (const auto& [key, text] : kRoleNames) {
        if (text == name) return key;
    }
    return std::nullopt;
}

std::string_view right_name(Right right) {
    for (const auto& [key, name] : kRightNames) {
        if (key == right) return name;
    }
    CHECK(false);
    return {};
}

std::optional<Right> right_from_name(std::string_view name) {
    for (const auto& [key, text] : kRightNames) {
        if (text == name) return key;
    }
    return std::nullopt;
}

bool may(const std::vector<Role>& roles, Right right, const std::vector<RightGrant>& grants) {
    const auto granted = std::find_if(grants.begin(), grants.end(), [&](const RightGrant& grant) {
        return grant.right == right;
    });
    const std::vector<Role> holders =
        granted != grants.end() ? granted->roles : default_roles(right);
    return std::any_of(roles.begin(), roles.end(), [&](Role role) {
        return std::find(holders.begin(), holders.end(), role) != holders.end();
    });
}

}  // namespace lini
