// The charge that the delivery tests send, a folder of their own, and a secret in a file.
#pragma once

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "db/sync/charge_payload.h"
#include "db/sync/schedule.h"

namespace lini::samples {

inline const std::string kSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

inline OrderState charged_order() {
    OrderState order;
    order.order_no = OrderNo("PO-GLW-2611");
    OrderImported imported;
    imported.client = "PT Glowria \"Kosmetik\" Indonesia";
    imported.client_po = "4500012345";
    Term term;
    term.id = TermId("termin:2");
    term.due_days = 14;
    imported.terms.push_back(term);
    order.order = imported;
    const EventId signature{TerminalId("L2"), 1, 40};
    MilestoneSigned signed_{term.id, UserId("budi"), {}};
    signed_.evidence.batches.push_back(
        {BatchNo("GLW-2611-014"), BatchStatus::quarantine, 7'250, 35});
    signed_.evidence.good = 7'250;
    signed_.evidence.ordered = 10'000;
    signed_.evidence.threshold_percent = 70;
    signed_.evidence.heads.push_back({TerminalId("L2"), 1, 39, std::string(64, 'a')});
    order.signatures[term.id] = {signature, signed_, 1'795'000'000'000'000, {}};
    ChargeState charge;
    charge.claim = {ChargeId("termin:2"), term.id, Rupiah{45'000'000}, signature,
                    "PO-GLW-2611/termin:2"};
    charge.id = {TerminalId("L2"), 1, 41};
    charge.at_utc_us = 1'795'000'060'123'456;
    order.charges[charge.claim.charge] = charge;
    return order;
}

inline ChargePayload payload() { return *charge_payload(charged_order(), ChargeId("termin:2")); }

inline PumpDelivery due(const std::string& destination, std::int64_t id = 1,
                        std::string key = "PO-GLW-2611/termin:2") {
    const ChargePayload sent = payload();
    PumpDelivery due{{}, to_cloud_event(sent)};
    due.delivery.id = id;
    due.delivery.order_no = sent.order_no;
    due.delivery.charge = sent.charge;
    due.delivery.destination = destination;
    due.delivery.key = std::move(key);
    return due;
}

/// Gone with everything in it when it goes.
class ScratchFolder {
public:
    ScratchFolder() {
        std::string name = (std::filesystem::temp_directory_path() / "lini-XXXXXX").string();
        if (::mkdtemp(name.data()) != nullptr) path_ = name;
    }
    ~ScratchFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    std::string file(const std::string& name) const { return path_ + "/" + name; }
    const std::string& path() const { return path_; }

    std::string write(const std::string& name, const std::string& text, mode_t mode = 0600) const {
        std::ofstream(file(name), std::ios::binary) << text;
        ::chmod(file(name).c_str(), mode);
        return file(name);
    }
    std::string read(const std::string& name) const {
        std::ifstream stream(file(name), std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }

private:
    std::string path_;
};

}  // namespace lini::samples
