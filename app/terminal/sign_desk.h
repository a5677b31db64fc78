// Signatures: ID card, then PIN, then the command with its proof. The PIN is hashed on the worker
// and wiped; the try is on the disk before it is judged. UI thread only.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "app/identity/lockout.h"
#include "app/identity/signature.h"
#include "app/identity/worker.h"
#include "app/screens/intent.h"
#include "app/terminal/floor.h"
#include "app/terminal/record_desk.h"

namespace lini {

/// Overwrites the PINs in what a frame asked for.
void wipe_pins(Intents& intents);

class SignDesk {
public:
    /// All outlive the desk. `post` as Floor's.
    SignDesk(Floor& floor, RecordDesk& record_desk, Worker& worker, const Clock& clock,
             const Pepper& pepper, Floor::Post post);

    /// Tries are measured from the latest time any attempt saw.
    void start_time(std::int64_t last_seen_utc_us);

    /// A card already shown by the one who is logged in counts, if that person may sign. `action`
    /// as far as it is known: whoever could not sign it at all is told so before the PIN.
    void begin(const std::string& meaning, const OrderNo& order_no,
               std::optional<Action> action = {});
    void cancel() { floor_.signing.reset(); }
    void take_card(const Person& person);
    /// Ignored for any other order than that of begin(): the screen has moved on.
    void submit(const OrderNo& order_no, Action action, std::string pin);

    /// A PIN is on its way.
    bool busy() const { return judging_; }

private:
    /// The one signature that is being judged.
    struct Pending {
        OrderNo order_no;
        Action action;
        std::string meaning;
        Secret pin;
        std::uint64_t begun = 0;
    };

    /// The signature that is being judged is the one that the screen still asks for.
    bool still_wanted() const { return floor_.signing && pending_.begun == begun_; }

    UserId actor_of(const std::string& meaning, const UserId& signer) const;
    std::string why_not(const Person& person) const;
    void judge(const SignatureBegun& begun);
    void judged(const SignatureOutcome& outcome);
    void refuse(const Refusal& refusal);
    void fail(const Error& error);
    bool store(const UserId& user, const LockoutState& lockout, Floor::OnCredential then);

    Floor& floor_;
    RecordDesk& record_desk_;
    Worker& worker_;
    const Clock& clock_;
    const Pepper& pepper_;
    const Floor::Post post_;
    std::unique_ptr<TrustedTime> time_;
    OrderNo order_no_;  // What is signed, as the next.
    std::optional<Action> action_;
    Pending pending_;
    bool judging_ = false;     // Also when it was cancelled meanwhile: one try after the other.
    std::uint64_t begun_ = 0;  // Signatures asked for; tells a cancelled one from the next.
};

}  // namespace lini
