// What a touch asks for. Screens push intents; the terminal turns them into commands after the
// frame. UI thread only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "app/domain/command.h"
#include "app/screens/view.h"

namespace lini {

// `order`: which one Room::order shows; `at_gates`: where it opens.
struct Navigate { Room room; OrderNo order = {}; bool at_gates = false; };
struct OpenBatch { BatchNo batch; Entry entry = Entry::scanned; };
struct LookUpTyped { std::string text; };           // "Ketik nomor": a batch number by hand.
struct Submit { OrderNo order_no; Action action; };  // The session's user acts.
/// `action` as far as it is known: who could not sign it at all is told before the PIN.
struct BeginSigning {
    std::string meaning;
    OrderNo order_no;
    std::optional<Action> action = {};
};
struct CancelSigning {};
/// The signer of View::signing acts on `action`; `pin` is wiped by the terminal after hashing.
struct SubmitSigned { OrderNo order_no; Action action; std::string pin; };
struct PrintLabels { BatchNo batch; int count = 1; std::int64_t content_units = 0; };
/// The preview shows the next carton of the open batch with this content; 0: the last printed.
struct PreviewCarton { std::int64_t content_units = 0; };
struct BeginReprint { OrderNo order_no; Serial serial; };  // Empty: it is to be scanned or chosen.
struct CancelReprint {};
struct DismissAnswer {};
struct SwitchLanguage {};
struct SwitchTheme {};
struct LogOut {};
struct BeginGuest { std::string client; };
/// A paper of an order, or with `client` what that may read of all of its orders, as a PDF.
struct SavePaper {
    OrderNo order_no;
    std::string kind;  // "invoice", "delivery-note", "handover", "report"
    std::string key;   // The term or the note.
    std::string client;
};
struct PrintTestLabel { std::string printer = {}; };  // Empty: the first one.
struct PauseRun { std::int64_t run_id = 0; };
struct ContinueRun { std::int64_t run_id = 0; };
struct CancelRun { std::int64_t run_id = 0; };  // What has not left the queue.
/// The first label of the run is bad: it is voided, and the run stops.
struct RejectFirstLabel { std::int64_t run_id = 0; std::string reason; };
struct BeginEnrolment {};
struct EndEnrolment {};
struct ForgetScanner { std::string scanner; };
struct ForgetPrinterDevice { std::string printer; };
/// The answer to View::question: which of its devices; none: no, and not to be asked again.
struct AnswerDeviceQuestion {
    DeviceQuestion asked;
    std::optional<std::size_t> choice;
};

using Intent = std::variant<Navigate, OpenBatch, LookUpTyped, Submit, BeginSigning, CancelSigning,
                            SubmitSigned, PrintLabels, PreviewCarton, BeginReprint, CancelReprint,
                            DismissAnswer, SwitchLanguage, SwitchTheme, LogOut, PrintTestLabel,
                            PauseRun, ContinueRun, CancelRun, RejectFirstLabel, BeginEnrolment,
                            EndEnrolment, ForgetScanner, ForgetPrinterDevice,
                            AnswerDeviceQuestion, BeginGuest, SavePaper>;
using Intents = std::vector<Intent>;

}  // namespace lini
