#include "app/terminal/scanner_desk.h"

#include <algorithm>
#include <utility>

#include "app/base/log.h"
#include "app/terminal/device_setup.h"
#include "app/terminal/test_symbol.h"

namespace lini {

ScannerDesk::ScannerDesk(Floor& floor, ScanDesk& scan_desk, Devices& devices, DeviceStore& store,
                         const SiteConfig& config, const std::filesystem::path& data_folder)
    : floor_(floor),
      scan_desk_(scan_desk),
      devices_(devices),
      store_(store),
      log_(data_folder),
      book_(config, store.bindings()) {}

void ScannerDesk::start() {
    for (const BookedScanner& one : book_.scanners()) ask(one.config);
    auto drawn = draw_test_symbol();
    if (drawn) symbol_ = std::move(*drawn);
    else log::error("test symbol: {}", drawn.error().code);
}

/// The devices thread empties its queue at every turn, and people are slower than that.
void ScannerDesk::ask(DeviceRequest request) {
    if (!devices_.request(std::move(request))) floor_.show_error({"devices_busy", "scanner"});
}

void ScannerDesk::hear(const ScannerEvent& event) {
    std::visit([this](const auto& one) { take(one); }, event);
}

bool ScannerDesk::take_scans() {
    bool any = false;
    while (auto event = devices_.next_scan()) {
        any = true;
        hear(*event);
    }
    // Who logs out or opens a batch leaves no keyboard held.
    const bool here = floor_.room == Room::devices && floor_.session_may(Right::manage_devices);
    if (enrolment_ && !here) end_enrolment();
    store_.turn();
    return any;
}

void ScannerDesk::take(const ScanPayload& payload) {
    Heard& heard = heard_[payload.device];
    heard.at_utc_us = payload.at_utc_us;
    const bool blocked = !book_.fault(payload.device).empty();
    if (judged(payload)) return;
    if (blocked) {
        log_.note_blocked(payload);
        heard.shown.clear();
        heard.event_key = "scanner_event.blocked";
        floor_.touched();
        return floor_.show_refusal(
            {"scanner_blocked", {{"scanner", payload.device}}, Remedy::ask_supervisor});
    }
    log_.note(payload);
    heard.shown = payload.aim_id + shown_code(payload.data);
    heard.event_key = payload.repeat ? "scanner_event.repeat" : "scanner_event.scan";
    scan_desk_.take(payload);
}

/// The test symbol is no code of the work: it says how the scanner reads.
bool ScannerDesk::judged(const ScanPayload& payload) {
    if (payload.manual) return false;
    const EnrolmentFault fault = judge_enrolment(payload);
    if (fault == EnrolmentFault::other_symbol) return false;
    log_.note(payload);
    Heard& heard = heard_[payload.device];
    heard.shown = payload.aim_id + shown_code(payload.data);
    const bool right = may_scan(fault);
    heard.event_key = right ? "scanner_event.right" : "scanner_event.wrong";
    const std::string before = book_.fault(payload.device);
    const std::string now = right ? std::string() : std::string(to_string(fault));
    floor_.touched();
    if (before != now) {
        book_.set_fault(payload.device, now);
        log::info("scanner {}: test symbol: {}", log::printable(payload.device), to_string(fault));
        store_.store();
    }
    tell_enrolment(payload.device, fault);
    return true;
}

void ScannerDesk::tell_enrolment(const std::string& device, EnrolmentFault fault) {
    if (!enrolment_) return;
    enrolment_->device = device;
    enrolment_->fault = std::string(to_string(fault));
    enrolment_->may_scan = may_scan(fault);
}

void ScannerDesk::take(const RefusedScan& refused) {
    log_.note(refused);
    Heard& heard = heard_[refused.device];
    heard.at_utc_us = refused.at_utc_us;
    heard.shown.clear();
    heard.event_key = "scanner_event." + std::string(to_string(refused.reason));
    scan_desk_.take(refused);
}

void ScannerDesk::take(const ScannerConditionEvent& told) {
    Heard& heard = heard_[told.scanner];
    heard.condition = told.condition;
    if (told.condition == PortCondition::ready) heard.identity = told.identity;
    heard.at_utc_us = floor_.stamp_now().at_utc_us;
    const bool ready = told.condition == PortCondition::ready;
    heard.event_key = ready ? trouble_key(told.condition) : scanner_trouble_key(told.condition);
    log::info("scanner {}: {}", log::printable(told.scanner), to_string(told.condition));
    find_replacement();
}

void ScannerDesk::take(const TrialScan& scan) {
    if (!enrolment_) return;
    const EnrolmentFault fault = judge_enrolment(scan.payload);
    if (fault == EnrolmentFault::other_symbol) {
        // It may be an ID card, or what a person types: nothing of it is kept.
        log_.note_blocked(scan.payload);
        return tell_enrolment(scan.from.identity.product, fault);
    }
    const std::string kept = may_scan(fault) ? std::string() : std::string(to_string(fault));
    const bool is_twin = split_twins(scan.from);
    const std::string name = book_.enrol(scan.from, kept, is_twin);
    log::info("scanner {} enrolled as {}: {}", log::printable(stable_name(scan.from.identity)),
              log::printable(name), to_string(fault));
    ScanPayload payload = scan.payload;
    payload.device = name;
    log_.note(payload);
    Heard& heard = heard_[name];
    heard.at_utc_us = payload.at_utc_us;
    heard.shown = payload.aim_id + shown_code(payload.data);
    heard.event_key = kept.empty() ? "scanner_event.right" : "scanner_event.wrong";
    ask(EndTrial{});
    enrolment_->listening = false;
    tell_enrolment(name, fault);
    if (const auto booked = book_.find(name)) ask(booked->config);
    store_.store();
}

void ScannerDesk::take(const TrialState& state) {
    if (!enrolment_) return;
    enrolment_->listened_to = state.listened_to;
    enrolment_->one_keyboard = state.one_keyboard;
    enrolment_->no_access = state.no_access;
}

void ScannerDesk::take(const CandidatesEvent& told) {
    candidates_ = told.candidates;
    find_replacement();
}

/// A scanner is missing and a device is there that nobody knows: once it is asked whether the one
/// replaces the other. First of its own kind.
void ScannerDesk::find_replacement() {
    replacement_.reset();
    for (const bool same_kind : {true, false}) {
        for (const BookedScanner& one : book_.scanners()) {
            const auto heard = heard_.find(one.config.name);
            // A camera is configured by hand, as is the one in its place.
            if (one.config.kind == ScannerKind::camera || heard == heard_.end() ||
                heard->second.condition != PortCondition::unplugged) {
                continue;
            }
            for (const ScannerCandidate& device : candidates_) {
                if ((device.kind == one.config.kind) != same_kind || replacement_) continue;
                if (!book_.declined(device)) replacement_ = Replacement{device, one.config.name};
            }
        }
    }
}

void ScannerDesk::begin_enrolment() {
    if (!may_manage_devices(floor_)) return;
    enrolment_ = EnrolmentView{};
    enrolment_->listening = true;
    enrolment_->symbol = symbol_.gray.empty() ? nullptr : &symbol_;
    ask(BeginTrial{});
}

void ScannerDesk::end_enrolment() {
    if (!enrolment_) return;
    enrolment_.reset();
    ask(EndTrial{});
}

void ScannerDesk::forget(const std::string& name) {
    if (!may_manage_devices(floor_) || !book_.forget(name)) return;
    log::info("scanner {} forgotten", log::printable(name));
    ask(RemoveScanner{name});
    heard_.erase(name);
    if (const auto site = book_.find(name)) ask(site->config);
    find_replacement();
    store_.store();
}

/// Two of one model and one serial number: only their ports tell them apart from now on.
bool ScannerDesk::split_twins(const ScannerCandidate& device) {
    const std::string name = book_.entered_as(device);
    const auto heard = heard_.find(name);
    if (name.empty() || heard == heard_.end()) return false;
    const bool there = heard->second.condition == PortCondition::ready;
    const UsbIdentity& held = heard->second.identity;
    if (!there || held.port_path == device.identity.port_path) return false;
    book_.bind(name, {book_.find(name)->config.kind, held});
    ask(book_.find(name)->config);
    return true;
}

/// Who is left with one device after that is told apart too: at the next start it might find the
/// other one first.
void ScannerDesk::tell_apart(const std::string& name, const ScannerCandidate& chosen) {
    std::vector<ScannerCandidate> taken;
    const auto give = [&](const std::string& scanner, const ScannerCandidate& device) {
        book_.bind(scanner, device);
        log::info("scanner {} is {}", log::printable(scanner),
                  log::printable(name_by_port(device.identity)));
        ask(book_.find(scanner)->config);
        taken.push_back(device);
        choices_.erase(scanner);
    };
    give(name, chosen);
    for (bool again = true; again;) {
        again = false;
        for (auto& [other, devices] : choices_) {
            std::erase_if(devices, [&](const ScannerCandidate& one) {
                return std::find(taken.begin(), taken.end(), one) != taken.end();
            });
            if (devices.size() != 1) continue;
            const ScannerCandidate left = devices.front();
            give(std::string(other), left);
            again = true;
            break;  // The map has changed.
        }
    }
}

void ScannerDesk::replace(const Replacement& asked) {
    book_.replace(asked.name, asked.device);
    log::info("scanner {} replaced by {}", log::printable(asked.name),
              log::printable(stable_name(asked.device.identity)));
    if (const auto booked = book_.find(asked.name)) ask(booked->config);
    std::erase(candidates_, asked.device);
    find_replacement();
    begin_enrolment();
    ask(EndTrial{});  // It is held already; what is wanted is its test symbol.
    enrolment_->listening = false;
}

void ScannerDesk::answer(const DeviceQuestion& asked, std::optional<std::size_t> choice) {
    const auto now = question();
    const bool same = now && *now == asked && (!choice || *choice < asked.devices.size());
    if (!same || !may_manage_devices(floor_)) return;
    if (asked.which) {
        if (!choice) return;
        const ScannerCandidate chosen = choices_.at(asked.name)[*choice];
        tell_apart(asked.name, chosen);
    } else if (choice) {
        const Replacement wanted = *replacement_;
        replace(wanted);
    } else {
        book_.decline(replacement_->device);
        find_replacement();
    }
    store_.store();
}

}  // namespace lini
