#include "app/domain/reach.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/app/domain/floor_fixture.h"

using namespace lini;
using namespace lini::test;

namespace {

Gate gate(const std::string& code, GatedAct act, Condition need) {
    return {code, {code, code}, {std::move(act)}, {{std::move(need)}}, false};
}

Checkpoint checkpoint(const std::string& code) {
    return {code, {code, code}, CheckpointScope::order, {Role::office}, {}, false, false};
}

}  // namespace

TEST_CASE("a contract whose gates open one after the other has no dead end") {
    ImportOrder import = import_of();
    Playbook& book = import.order.playbook;
    book.checkpoints = {checkpoint("sketch"), checkpoint("handover")};
    book.gates = {gate("start", {GatedActKind::start_batch}, {ConditionKind::settled, "dp"}),
                  gate("ship", {GatedActKind::record_checkpoint, "handover"},
                       {ConditionKind::settled, "pelunasan"})};
    import.order.terms[0].any_of = {{ConditionKind::passed, "sketch"}};
    CHECK(dead_ends(book, import.order.terms).empty());
}

TEST_CASE("gates that wait for each other in a circle are named, with the terms behind them") {
    ImportOrder import = import_of();
    Playbook& book = import.order.playbook;
    // The down payment waits for the goods, and the goods for the down payment.
    book.gates = {gate("start", {GatedActKind::start_batch}, {ConditionKind::settled, "dp"})};
    import.order.terms[0].any_of = {ConditionKind::threshold};
    const DeadEnds stuck = dead_ends(book, import.order.terms);
    CHECK(stuck.gates == std::vector<std::string>{"start"});
    CHECK(stuck.terms == std::vector<std::string>{"dp", "termin:2", "pelunasan"});
    TestFloor floor;
    CHECK(floor.run("office", import) == "term_never_due");
}

TEST_CASE("a checkpoint behind its own gate can never be passed") {
    ImportOrder import = import_of();
    Playbook& book = import.order.playbook;
    book.checkpoints = {checkpoint("audit")};
    book.gates = {gate("own", {GatedActKind::record_checkpoint, "audit"},
                       {ConditionKind::passed, "audit"})};
    const DeadEnds stuck = dead_ends(book, import.order.terms);
    CHECK(stuck.gates == std::vector<std::string>{"own"});
    CHECK(stuck.terms.empty());
    TestFloor floor;
    CHECK(floor.run("office", import) == "gate_never_opens");
}

TEST_CASE("an order cannot wait for what its playbook has not") {
    TestFloor floor;
    ImportOrder import = import_of();
    import.order.terms[1].any_of = {{ConditionKind::passed, "sketch"}};
    CHECK(floor.run("office", import) == "condition_unknown");
    import.order.terms[1].any_of = {{ConditionKind::settled, "termin:9"}};
    CHECK(floor.run("office", import) == "condition_unknown");
    import.order.terms[1].any_of = {{ConditionKind::settled, "dp"}};
    CHECK(floor.run("office", import).empty());
}
