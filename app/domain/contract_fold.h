// The part of an order's fold that is about its contract and takes no record in: pauses, cases,
// revisions, what was billed before, what came from another order. For order_state.cpp alone.
#pragma once

#include <string>

#include "app/domain/order_state.h"

namespace lini {

struct ContractFolder {
    OrderState& state;
    const Event& event;

    void operator()(const OrderPaused&) const;
    void operator()(const OrderResumed&) const;
    void operator()(const OrderEnded&) const;
    void operator()(const QuantityClosed&) const;
    void operator()(const TermOpened&) const;
    void operator()(const CaseOpened&) const;
    void operator()(const CaseMoved&) const;
    void operator()(const CaseClosed&) const;
    void operator()(const RevisionAsked&) const;
    void operator()(const RevisionAgreed&) const;
    void operator()(const RevisionDone&) const;
    void operator()(const UnitsReceived&) const;
    void operator()(const DeviationSigned&) const;
    void operator()(const PaymentConfirmed&) const;

private:
    CaseState* find_case(const std::string& case_no) const;
    RevisionState* revision(const std::string& key) const;
};

}  // namespace lini
