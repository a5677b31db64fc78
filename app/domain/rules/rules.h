// One function a decision, each in the file of its name. All are pure; any thread.
// To add one: an action in command.h, a file here, a line in decide.cpp.
#pragma once

#include "app/domain/command.h"
#include "app/domain/order_state.h"
#include "app/domain/site_state.h"

namespace lini::rules {

Decision define_user(const SiteState&, const Command&, const DefineUser&);
Decision define_product(const SiteState&, const Command&, const DefineProduct&);
Decision import_order(const SiteState&, const OrderState&, const Command&, const ImportOrder&);

Decision start_batch(const SiteState&, const OrderState&, const Command&, const StartBatch&);
Decision record_output(const SiteState&, const OrderState&, const Command&, const RecordOutput&);
Decision count_carton(const SiteState&, const OrderState&, const Command&, const CountCarton&);
Decision enter_late(const SiteState& site, const OrderState& order, const Command& command,
                    const EnterLate& action);
Decision record_reject(const SiteState&, const OrderState&, const Command&, const RecordReject&);
Decision open_rework(const SiteState&, const OrderState&, const Command&, const OpenRework&);
Decision close_rework(const SiteState&, const OrderState&, const Command&, const CloseRework&);
Decision take_sample(const SiteState&, const OrderState&, const Command&, const TakeSample&);
Decision record_loss(const SiteState&, const OrderState&, const Command&, const RecordLoss&);
Decision reverse_record(const SiteState&, const OrderState&, const Command&, const ReverseRecord&);
Decision record_test(const SiteState&, const OrderState&, const Command&, const RecordTest&);
Decision close_batch(const SiteState&, const OrderState&, const Command&, const CloseBatch&);
Decision change_batch_status(const SiteState&, const OrderState&, const Command&,
                             const ChangeBatchStatus&);

Decision record_client_approval(const SiteState&, const OrderState&, const Command&,
                                const RecordClientApproval&);
Decision record_checkpoint(const SiteState&, const OrderState&, const Command&,
                           const RecordCheckpoint&);
Decision override_gate(const SiteState&, const OrderState&, const Command&, const OverrideGate&);
Decision record_payment(const SiteState&, const OrderState&, const Command&, const RecordPayment&);
Decision record_shipment(const SiteState&, const OrderState&, const Command&,
                         const RecordShipment&);
Decision confirm_payment(const SiteState&, const OrderState&, const Command&,
                         const ConfirmPayment&);
Decision define_holidays(const SiteState&, const Command&, const DefineHolidays&);
Decision define_duties(const SiteState&, const Command&, const DefineDuties&);
Decision define_taxes(const SiteState&, const Command&, const DefineTaxes&);
Decision plan_batch(const SiteState&, const OrderState&, const Command&, const PlanBatch&);
Decision allocate_units(const SiteState&, const OrderState&, const Command&,
                        const AllocateUnits&);
Decision receive_units(const SiteState&, const OrderState&, const Command&, const ReceiveUnits&);
Decision reserve_product(const SiteState&, const Command&, const ReserveProduct&);
Decision sign_deviation(const SiteState&, const OrderState&, const Command&,
                        const SignDeviation&);
Decision pause_order(const SiteState&, const OrderState&, const Command&, const PauseOrder&);
Decision resume_order(const SiteState&, const OrderState&, const Command&, const ResumeOrder&);
Decision end_order(const SiteState&, const OrderState&, const Command&, const EndOrder&);
Decision close_quantity(const SiteState&, const OrderState&, const Command&,
                        const CloseQuantity&);
Decision ask_revision(const SiteState&, const OrderState&, const Command&, const AskRevision&);
Decision agree_revision(const SiteState&, const OrderState&, const Command&,
                        const AgreeRevision&);
Decision finish_revision(const SiteState&, const OrderState&, const Command&,
                         const FinishRevision&);
Decision open_case(const SiteState&, const OrderState&, const Command&, const OpenCase&);
Decision move_case(const SiteState&, const OrderState&, const Command&, const MoveCase&);
Decision close_case(const SiteState&, const OrderState&, const Command&, const CloseCase&);
Decision credit_damages(const SiteState&, const OrderState&, const Command&,
                        const CreditDamages&);
Decision sign_milestone(const SiteState&, const OrderState&, const Command&, const SignMilestone&);
Decision claim_charge(const SiteState&, const OrderState&, const Command&, const ClaimCharge&);
Decision answer_charge(const SiteState&, const OrderState&, const Command&, const AnswerCharge&);
Decision resend_charge(const SiteState&, const OrderState&, const Command&, const ResendCharge&);

Decision issue_labels(const SiteState&, const OrderState&, const Command&, const IssueLabels&);
Decision reprint_label(const SiteState&, const OrderState&, const Command&, const ReprintLabel&);
Decision confirm_label(const SiteState&, const OrderState&, const Command&, const ConfirmLabel&);
Decision void_label(const SiteState&, const OrderState&, const Command&, const VoidLabel&);
Decision void_labels(const SiteState&, const OrderState&, const Command&, const VoidLabels&);

}  // namespace lini::rules
