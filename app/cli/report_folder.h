// The clients' reports by schedule: for each client, once a day, a week or a month, a PDF and a CSV
// in a folder of the site. The files themselves say what is done: one that is missing for the
// period that runs is written, also when the machine was off on its first day.
// It has a thread of its own; all else belongs to its owner's.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/base/clock.h"
#include "app/base/ticker.h"
#include "app/cli/door.h"
#include "app/domain/calendar.h"
#include "app/import/site_config.h"
#include "app/ui/locale.h"

namespace lini {

/// The first day of the period that `today` lies in; weeks begin on Monday.
Date period_begin(const Date& today, ReportEvery every);

/// A client's name as the beginning of a file's: letters and digits of ASCII, the rest as hyphens,
/// and eight hex digits of its hash, since two names may look alike so.
std::string report_file_stem(const std::string& client);

class ReportFolder {
public:
    static constexpr std::chrono::milliseconds kPause{60'000};

    /// `clock`, `serve` and `locale` outlive it.
    ReportFolder(std::filesystem::path folder, ReportEvery every, std::string zone,
                 const Clock& clock, ServeVerb serve, const ui::Locale& locale);
    ReportFolder(const ReportFolder&) = delete;
    ReportFolder& operator=(const ReportFolder&) = delete;

    /// The one that the site names, writing by itself from now on; null where it names none.
    static std::unique_ptr<ReportFolder> keep(const std::filesystem::path& data,
                                              const SiteConfig& config, const Clock& clock,
                                              ServeVerb serve, const ui::Locale& locale);

    /// Writes what is missing of the period. Gives the number of files written.
    int look();

private:
    bool write(const std::string& client, const Date& begin, int& written);
    void tell(const std::string& what);

    const std::filesystem::path folder_;
    const ReportEvery every_;
    const std::string zone_;
    const Clock& clock_;
    const ServeVerb serve_;
    const ui::Locale& locale_;
    Date done_{};       // The period that all is written for.
    std::string told_;  // What was last wrong: told once.
    std::optional<Ticker> ticker_;  // Last: it uses the others.
};

}  // namespace lini
