#include "app/terminal/bill_desk.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "app/base/log.h"
#include "app/identity/digest.h"
#include "db/sync/folder.h"
#include "db/sync/webhook.h"

namespace lini {
namespace {

double random_fraction() {
    std::uint32_t bits = 0;
    system_random(reinterpret_cast<unsigned char*>(&bits), sizeof bits);
    return bits / 4294967296.0;
}

Result<std::unique_ptr<Destination>> open_destination(const SiteDestination& site,
                                                      const Clock& clock,
                                                      const std::filesystem::path& data) {
    if (site.kind == DestinationKind::webhook) {
        WebhookConfig config;
        config.url = site.url;
        config.secret_file = (data / site.secret_file).string();
        if (!site.ca_file.empty()) config.ca_file = (data / site.ca_file).string();
        auto webhook = Webhook::create(std::move(config), clock);
        if (!webhook) return pass_on(webhook);
        return std::unique_ptr<Destination>(std::move(*webhook));
    }
    auto folder = Folder::create({(data / site.folder).string(), false});
    if (!folder) return pass_on(folder);
    return std::unique_ptr<Destination>(std::move(*folder));
}

}  // namespace

BillDesk::BillDesk(Floor& floor, const SiteConfig& config, const Clock& clock,
                   const std::string& data_folder, Floor::Post post)
    : floor_(floor), post_(std::move(post)) {
    std::vector<std::unique_ptr<Destination>> destinations;
    for (const SiteDestination& site : config.destinations) {
        auto opened = open_destination(site, clock, data_folder);
        if (opened) {
            destinations.push_back(std::move(*opened));
        } else {
            log::error("destination {}: {}: {}", destination_name(site.kind), opened.error().code,
                       log::printable(opened.error().detail));
        }
    }
    pump_ = std::make_unique<Pump>(std::move(destinations), clock, random_fraction,
                                   [this](const Delivery& delivery) {
                                       post_([this, delivery] { results_.push_back(delivery); });
                                       return true;
                                   });
}

void BillDesk::take(const std::vector<DueDelivery>& due) {
    for (const DueDelivery& each : due) {
        // Without room the outbox keeps it and offers it again.
        if (pump_->submit({each.delivery, each.body})) under_way_[each.delivery.id] = true;
    }
}

bool BillDesk::settle() {
    bool any = false;
    while (!results_.empty() && store(results_.front())) {
        const Delivery& stored = results_.front();
        const bool settled = stored.state == DeliveryState::accepted ||
                             stored.state == DeliveryState::refused;
        under_way_[stored.id] = stored.state == DeliveryState::sending;
        if (settled) under_way_.erase(stored.id);
        results_.pop_front();
        any = true;
    }
    return any;
}

bool BillDesk::store(const Delivery& delivery) {
    const bool final_answer = delivery.state == DeliveryState::accepted ||
                              delivery.state == DeliveryState::refused;
    if (!final_answer) {
        if (!delivery.last_error.empty())
            log::warn("charge {} to {}: {}, attempt {}", delivery.key, delivery.destination,
                      delivery.last_error, delivery.attempts);
        return floor_.update_delivery(delivery);
    }
    // The answer becomes a fact before the outbox forgets the delivery: cut off between the two,
    // the charge is delivered again and the receiver knows its key.
    AnswerCharge answer;
    answer.charge = delivery.charge;
    answer.destination = delivery.destination;
    answer.accepted = delivery.state == DeliveryState::accepted;
    answer.document_no = delivery.document_no;
    answer.reason = delivery.last_error;
    log::info("charge {} to {}: {} {}", delivery.key, delivery.destination,
              delivery_state_name(delivery.state), log::printable(delivery.document_no));
    Command command = floor_.command(kSystemActor, delivery.order_no, std::move(answer));
    return floor_.commit(std::move(command), [this, delivery](const Result<CommitAnswer>& stored) {
        if (!stored) return floor_.show_error(stored.error());
        if (delivery.state == DeliveryState::accepted) {
            floor_.last_delivery_at_utc_us = floor_.stamp_now().at_utc_us;
        }
        static_cast<void>(floor_.update_delivery(delivery));
    });
}

void BillDesk::clock_turned() {
    for (auto& [id, under_way] : under_way_) under_way = true;
    pump_->hurry();
}

bool BillDesk::under_way() const {
    return !results_.empty() || std::any_of(under_way_.begin(), under_way_.end(),
                                            [](const auto& entry) { return entry.second; });
}

}  // namespace lini
