#include "app/domain/decide.h"

#include "app/domain/rules/rules.h"

namespace lini {
namespace {

// One line an action: the list of all that can be decided.
struct Judge {
    const SiteState& site;
    const OrderState& order;
    const Command& c;

    Decision operator()(const DefineUser& a) const { return rules::define_user(site, c, a); }
    Decision operator()(const DefineProduct& a) const { return rules::define_product(site, c, a); }
    Decision operator()(const ImportOrder& a) const {
        return rules::import_order(site, order, c, a);
    }
    Decision operator()(const StartBatch& a) const { return rules::start_batch(site, order, c, a); }
    Decision operator()(const RecordOutput& a) const {
        return rules::record_output(site, order, c, a);
    }
    Decision operator()(const CountCarton& a) const {
        return rules::count_carton(site, order, c, a);
    }
    Decision operator()(const RecordReject& a) const {
        return rules::record_reject(site, order, c, a);
    }
    Decision operator()(const EnterLate& a) const { return rules::enter_late(site, order, c, a); }
    Decision operator()(const OpenRework& a) const { return rules::open_rework(site, order, c, a); }
    Decision operator()(const CloseRework& a) const {
        return rules::close_rework(site, order, c, a);
    }
    Decision operator()(const TakeSample& a) const { return rules::take_sample(site, order, c, a); }
    Decision operator()(const RecordLoss& a) const { return rules::record_loss(site, order, c, a); }
    Decision operator()(const ReverseRecord& a) const {
        return rules::reverse_record(site, order, c, a);
    }
    Decision operator()(const RecordTest& a) const { return rules::record_test(site, order, c, a); }
    Decision operator()(const CloseBatch& a) const { return rules::close_batch(site, order, c, a); }
    Decision operator()(const ChangeBatchStatus& a) const {
        return rules::change_batch_status(site, order, c, a);
    }
    Decision operator()(const RecordClientApproval& a) const {
        return rules::record_client_approval(site, order, c, a);
    }
    Decision operator()(const RecordCheckpoint& a) const {
        return rules::record_checkpoint(site, order, c, a);
    }
    Decision operator()(const OverrideGate& a) const {
        return rules::override_gate(site, order, c, a);
    }
    Decision operator()(const RecordPayment& a) const {
        return rules::record_payment(site, order, c, a);
    }
    Decision operator()(const RecordShipment& a) const {
        return rules::record_shipment(site, order, c, a);
    }
    Decision operator()(const ConfirmPayment& a) const {
        return rules::confirm_payment(site, order, c, a);
    }
    Decision operator()(const DefineHolidays& a) const {
        return rules::define_holidays(site, c, a);
    }
    Decision operator()(const DefineDuties& a) const { return rules::define_duties(site, c, a); }
    Decision operator()(const DefineTaxes& a) const { return rules::define_taxes(site, c, a); }
    Decision operator()(const PlanBatch& a) const { return rules::plan_batch(site, order, c, a); }
    Decision operator()(const AllocateUnits& a) const {
        return rules::allocate_units(site, order, c, a);
    }
    Decision operator()(const ReceiveUnits& a) const {
        return rules::receive_units(site, order, c, a);
    }
    Decision operator()(const ReserveProduct& a) const {
        return rules::reserve_product(site, c, a);
    }
    Decision operator()(const SignDeviation& a) const {
        return rules::sign_deviation(site, order, c, a);
    }
    Decision operator()(const PauseOrder& a) const { return rules::pause_order(site, order, c, a); }
    Decision operator()(const ResumeOrder& a) const {
        return rules::resume_order(site, order, c, a);
    }
    Decision operator()(const EndOrder& a) const { return rules::end_order(site, order, c, a); }
    Decision operator()(const CloseQuantity& a) const {
        return rules::close_quantity(site, order, c, a);
    }
    Decision operator()(const AskRevision& a) const {
        return rules::ask_revision(site, order, c, a);
    }
    Decision operator()(const AgreeRevision& a) const {
        return rules::agree_revision(site, order, c, a);
    }
    Decision operator()(const FinishRevision& a) const {
        return rules::finish_revision(site, order, c, a);
    }
    Decision operator()(const CreditDamages& a) const {
        return rules::credit_damages(site, order, c, a);
    }
    Decision operator()(const OpenCase& a) const { return rules::open_case(site, order, c, a); }
    Decision operator()(const MoveCase& a) const { return rules::move_case(site, order, c, a); }
    Decision operator()(const CloseCase& a) const { return rules::close_case(site, order, c, a); }
    Decision operator()(const SignMilestone& a) const {
        return rules::sign_milestone(site, order, c, a);
    }
    Decision operator()(const ClaimCharge& a) const {
        return rules::claim_charge(site, order, c, a);
    }
    Decision operator()(const AnswerCharge& a) const {
        return rules::answer_charge(site, order, c, a);
    }
    Decision operator()(const ResendCharge& a) const {
        return rules::resend_charge(site, order, c, a);
    }
    Decision operator()(const IssueLabels& a) const {
        return rules::issue_labels(site, order, c, a);
    }
    Decision operator()(const ReprintLabel& a) const {
        return rules::reprint_label(site, order, c, a);
    }
    Decision operator()(const ConfirmLabel& a) const {
        return rules::confirm_label(site, order, c, a);
    }
    Decision operator()(const VoidLabel& a) const { return rules::void_label(site, order, c, a); }
    Decision operator()(const VoidLabels& a) const {
        return rules::void_labels(site, order, c, a);
    }
};

}  // namespace

Decision decide(const SiteState& site, const OrderState& order, const Command& command) {
    return std::visit(Judge{site, order, command}, command.action);
}

}  // namespace lini
