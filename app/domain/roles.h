// Who may do what. The playbook narrows or widens the four signing rights; all else is fixed here.
// Pure; any thread.
#pragma once

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace lini {

enum class Role {
    operator_,
    qc_analyst,
    qa,
    supervisor,
    ppic,
    warehouse,
    finance,
    office,
    admin,
};

inline constexpr std::array kRoles = {Role::operator_, Role::qc_analyst, Role::qa,
                                      Role::supervisor, Role::ppic, Role::warehouse,
                                      Role::finance, Role::office, Role::admin};

/// "operator", "qc_analyst" …: as in events, files and locale keys ("role.<name>").
std::string_view role_name(Role role);
std::optional<Role> role_from_name(std::string_view name);

enum class Right {
    record_output,
    record_test,
    reverse_own,    // Within the shift, one's own record.
    reverse_any,
    sign_milestone,
    approve_over_quantity,
    sign_late_entry,
    release_batch,
    confirm_payment,
    override_gate,
    close_batch,
    import_data,
    see_money,
    print_labels,
    record_approval,  // The client's, of the QC sample of mass production; to take it back, too.
    resend_charge,    // One that the ERP refused for good.
    record_payment,   // The proof of a transfer, a tax slip, a credit note.
    hold_order,       // Pause it, let it go on, end it.
    plan_batch,       // A batch by the playbook's pattern.
    record_shipment,  // A delivery note, of goods or of samples.
    allocate_units,   // Of a batch, to a line of this order or of another one.
    show_guest,       // One client's orders, to a visitor of that client.
    manage_devices,   // Enrol a scanner, forget one, say which device replaces which.
};

struct RightGrant {
    Right right;
    std::vector<Role> roles;
};

std::string_view right_name(Right right);
std::optional<Right> right_from_name(std::string_view name);

/// True when one of `roles` holds `right`: by the playbook's `grants` where it names the right,
/// else by the defaults.
bool may(const std::vector<Role>& roles, Right right, const std::vector<RightGrant>& grants = {});

}  // namespace lini
