// The devices thread: owns libusb, every printer port and print worker, every scanner. Requests go
// in and events come out through bounded queues; it never calls its owner, except for the wake
// function.
//
// Requests: 1,024 places; request() is false when full and the request is still the caller's.
// Events: 1,024 places. When the owner does not drain them, printing stops and nothing is
// dropped: workers are not polled until every event has found its place.
// Scans: 1,024 places. When the owner does not drain them, scanners are not read and what they send
// stays with the kernel.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "app/base/bounded_queue.h"
#include "app/base/clock.h"
#include "app/base/result.h"
#include "drivers/printer/print_worker.h"
#include "drivers/scanners.h"
#include "drivers/transport/file_port.h"
#include "drivers/transport/stream_port.h"
#include "drivers/usb/identity.h"

namespace lini {

/// A FIFO or device file that takes the bytes of jobs.
struct StreamFile {
    std::string path;
};

/// A printer as configured. The same name again replaces the printer of that name.
struct PrinterConfig {
    std::string name;              // The owner's name for it.
    std::string language = "zpl";  // Name of a LabelLanguage; "auto" for one on USB.
    /// A USB device, the virtual printer's folder, a network printer, or a file that takes bytes.
    std::variant<UsbMatch, std::string, TcpAddress, StreamFile> where = {};
    bool ask_status = true;  // False for a printer that does not bear being asked.
};

/// The config value of a USB printer whose own words decide what it is spoken to in.
inline constexpr std::string_view kAutoLanguage = "auto";

struct RemovePrinter {
    std::string name;
};
struct PrintRequest {
    std::string printer;
    PrintJob job;
};
struct ProceedRequest {
    std::string printer;
    std::string job_id;
};
struct CancelRequest {
    std::string printer;
    std::string job_id;
};
/// For the virtual printer only.
struct FilePortRequest {
    std::string printer;
    FilePortState state;
};
/// Where scanners are played: one is plugged in, pulled out, or sends bytes.
struct PlugRequest {
    ScannerCandidate device;
};
struct UnplugRequest {
    std::string port;
};
struct SendRequest {
    std::string port;
    std::string bytes;
};
using DeviceRequest = std::variant<PrinterConfig, RemovePrinter, PrintRequest, ProceedRequest,
                                   CancelRequest, FilePortRequest, ScannerConfig, RemoveScanner,
                                   BeginTrial, EndTrial, PlugRequest, UnplugRequest,
                                   SendRequest>;

/// A job of a printer changed its state. Answer `sending` with a ProceedRequest once durable.
struct PrinterJobEvent {
    std::string printer;
    JobEvent job;
};
struct PrinterConditionEvent {
    std::string printer;
    PortCondition condition = PortCondition::unknown;
};
/// Which device a USB printer of the configuration is, told when it is opened; and the language
/// that it takes. One that is "auto" takes no jobs before. Another device in its place is told
/// again, after its jobs came back as `cancelled` where it speaks another language.
struct PrinterIdentified {
    std::string printer;
    UsbIdentity identity;
    std::string language;
};
/// A device of the USB printer class was plugged in, or is there at the start.
struct UsbPrinterAppeared {
    UsbIdentity identity;
};
struct UsbPrinterGone {
    std::string stable_name;
};
/// Several devices may be the printer, so none is opened until it is told by its port which one it
/// is. Told when it changes; empty: there is no choice any more.
struct PrinterChoice {
    std::string printer;
    std::vector<UsbIdentity> devices;
};
/// A request that could not be carried out: unknown printer, unknown language, bad folder.
struct RequestFailed {
    std::string printer;
    std::string job_id;  // Empty where no job was concerned.
    Error error;
    bool not_taken = false;  // The job of a PrintRequest: it is still the owner's.
};
using DeviceEvent = std::variant<PrinterJobEvent, PrinterConditionEvent, PrinterIdentified,
                                 UsbPrinterAppeared, UsbPrinterGone, PrinterChoice,
                                 RequestFailed>;

struct DevicesOptions {
    bool usb = true;  // False: no libusb at all (tests, scenarios, machines without USB rights).
    bool played = false;  // Scanners are those of PlugRequest, and no others.
    std::function<std::unique_ptr<VideoCalls>()> video = {};  // Null: the system's cameras.
};

class Devices {
public:
    static constexpr std::size_t kRequestsMax = 1024;
    static constexpr std::size_t kEventsMax = 1024;

    /// `clock` outlives this. `wake` runs on the devices thread after each event and must only
    /// wake the owner's loop (glfwPostEmptyEvent).
    Devices(const Clock& clock, DevicesOptions options, std::function<void()> wake);

    /// Stops if running.
    ~Devices();

    /// Starts the thread, once. Where libusb does not start, USB printers stay `unplugged`.
    void start();

    /// Ends the thread; a label on its way gets up to 2 s to arrive. Jobs in work then end as
    /// `uncertain` or `cancelled`; as many of their events as there is room for can still be
    /// read. Idempotent.
    void stop();

    /// Any thread. False when the queue is full or the thread stopped.
    [[nodiscard]] bool request(DeviceRequest request);

    /// Any thread.
    std::optional<DeviceEvent> next_event();

    /// Any thread. Scans have a queue of their own, so that no printer keeps one waiting.
    std::optional<ScannerEvent> next_scan();

    /// What the cameras see. Any thread.
    CameraPreview& preview() { return preview_; }

private:
    class Loop;

    BoundedQueue<DeviceRequest> requests_;
    BoundedQueue<DeviceEvent> events_;
    BoundedQueue<ScannerEvent> scans_;
    CameraPreview preview_;
    const std::unique_ptr<Loop> loop_;
    std::thread thread_;
};

}  // namespace lini
