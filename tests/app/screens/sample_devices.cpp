// Pictures of the device screen: what is there, enrolment, a replacement, doubts.
#include "tests/app/screens/sample_site.h"

namespace lini {
namespace {

void go(SampleSite& s, Room room, const char* user) {
    s.room = room;
    s.log_in(user);
}

void add_enrolment(std::vector<Scene>& list) {
    const auto enrolling = [](EnrolmentView shown) {
        return [=](SampleSite& s) {
            go(s, Room::devices, "bambang");
            s.enrolment = shown;
            s.enrolment->symbol = &s.preview;
        };
    };
    EnrolmentView shown;
    shown.listening = shown.one_keyboard = true;
    shown.listened_to = 2;
    list.push_back({"devices-enrol", enrolling(shown), {}});
    shown = {};
    shown.device = "Scanner HID";
    shown.fault = "swaps_layout";
    list.push_back({"devices-enrol-wrong", enrolling(shown), {}});
    shown.fault = "no_aim_id";
    shown.may_scan = true;
    list.push_back({"devices-enrol-right", enrolling(shown), {}});
}

}  // namespace

void add_device_scenes(std::vector<Scene>& list) {
    list.push_back({"devices", [](SampleSite& s) { go(s, Room::devices, "siti"); }, {}});
    list.push_back({"devices-trouble", [](SampleSite& s) {
                        go(s, Room::devices, "siti");
                        s.printers.push_back({"TSC TE210", "TSPL · USB 1-3", DeviceState::trouble,
                                              "device.out_of_paper"});
                        s.scanners.clear();
                        s.label_jobs.clear();
                        s.last_scan.reset();
                    }, {}});
    list.push_back({"devices-scanners", [](SampleSite& s) {
                        go(s, Room::devices, "siti");
                        DeviceView bad{"Scanner HID", "Keyboard · port 1-4", DeviceState::trouble,
                                       "enrolment.loses_gs"};
                        bad.id = bad.name;
                        bad.fault = "loses_gs";
                        bad.event_key = "scanner_event.wrong";
                        bad.kind = "keyboard";
                        bad.event_at_utc_us = s.view().stamp.at_utc_us - 60'000'000;
                        s.scanners.push_back(bad);
                        DeviceView gone{"QuickScan", "Serial · port 1-3", DeviceState::absent,
                                        "scanner_trouble.unplugged"};
                        gone.id = gone.name;
                        s.scanners.push_back(gone);
                        s.question =
                            DeviceQuestion{false, false, "QuickScan", {"Datalogic · port 1-6"}};
                    }, {}});
    list.push_back({"devices-scanner", [](SampleSite& s) { go(s, Room::devices, "bambang"); },
                    {"device.Zebra DS2208"}});
    list.push_back({"devices-replace", [](SampleSite& s) {
                        go(s, Room::devices, "bambang");
                        s.question =
                            DeviceQuestion{false, false, "QuickScan", {"Datalogic · port 1-6"}};
                    }, {"devices.question"}});
    list.push_back({"devices-which", [](SampleSite& s) {
                        go(s, Room::devices, "bambang");
                        s.question = DeviceQuestion{true, true, "Printer karton",
                                                    {"ZDesigner GK420d · port 1-2",
                                                     "ZDesigner GK420d · port 1-3.1"}};
                    }, {"devices.question"}});
    list.push_back({"devices-printer", [](SampleSite& s) {
                        go(s, Room::devices, "bambang");
                        DeviceView& printer = s.printers.front();
                        printer.enrolled = true;
                        printer.identity = {"0a5f:0164", "Zebra", "ZT411", "99J204501234", "1-1"};
                        printer.event_key = "device.ready";
                        printer.event_at_utc_us = s.view().stamp.at_utc_us - 900'000'000;
                    }, {"device.Zebra ZT411"}});
    add_enrolment(list);
    list.push_back({"devices-doubt", [](SampleSite& s) { go(s, Room::devices, "siti"); },
                    {"job.4", "void.not_printed"}});
    list.push_back({"devices-waits", [](SampleSite& s) { go(s, Room::devices, "siti"); },
                    {"job.5", "void.not_printed"}});
    list.push_back({"devices-reprint", [](SampleSite& s) {
                        go(s, Room::devices, "siti");
                        s.reprint = Reprint{};
                    }, {}});
}

}  // namespace lini
