#include "db/ledger_thread.h"

#include "app/base/check.h"
#include "db/ledger_loop.h"

namespace lini {

LedgerThread::LedgerThread(std::unique_ptr<Ledger> ledger, const Clock& clock, Sink sink)
    : requests_(kRequestsMax) {
    CHECK(ledger != nullptr);
    loop_ = std::make_unique<Loop>(std::move(ledger), clock, std::move(sink), requests_);
    thread_ = std::thread([this] { loop_->run(); });
}

LedgerThread::~LedgerThread() { stop(); }

bool LedgerThread::request(LedgerRequest request) { return requests_.try_push(std::move(request)); }

void LedgerThread::stop() {
    requests_.close();
    if (thread_.joinable()) thread_.join();
}

}  // namespace lini
