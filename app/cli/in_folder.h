// A folder that an ERP writes its exports into: whole files are imported as `lini import` does it,
// and go to done/, or to refused/ beside a text that says why. Files that are still growing, and
// names that begin with a dot or end in .tmp or .part, are left alone.
// A file that was imported and not yet moved when the program died is imported again, which
// changes nothing. It has a thread of its own; all else belongs to its owner's.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "app/base/ticker.h"
#include "app/cli/door.h"
#include "app/import/site_config.h"
#include "app/ui/locale.h"

namespace lini {

class InFolder {
public:
    static constexpr std::chrono::milliseconds kPause{2'000};
    static constexpr std::size_t kFilesAtOnceMax = 64;

    /// How many files lie in refused/, told when that changes. On the folder's thread.
    using OnRefused = std::function<void(int files)>;

    /// `serve` and `locale` outlive it. `as` answers for what names nobody itself.
    InFolder(std::filesystem::path folder, UserId as, ServeVerb serve, const ui::Locale& locale,
             OnRefused on_refused = {});
    InFolder(const InFolder&) = delete;
    InFolder& operator=(const InFolder&) = delete;

    /// The one that the site names, looking by itself from now on; null where it names none.
    static std::unique_ptr<InFolder> watch(const std::filesystem::path& data,
                                           const SiteConfig& config, ServeVerb serve,
                                           const ui::Locale& locale, OnRefused on_refused);

    /// One look: takes what has not changed since the last one. Gives the number of files taken.
    int look();

private:
    struct Seen {
        std::uintmax_t bytes = 0;
        std::filesystem::file_time_type at;
        friend bool operator==(const Seen&, const Seen&) = default;
    };

    bool take(const std::filesystem::path& file);
    void count_refused();
    void move_to(const char* where, const std::filesystem::path& file, const std::string& why);

    const std::filesystem::path folder_;
    const UserId as_;
    const ServeVerb serve_;
    const ui::Locale& locale_;
    const OnRefused on_refused_;
    int refused_ = 0;
    std::map<std::string, Seen> seen_;
    std::string told_;  // What was last wrong with the folder or the ledger: told once.
    std::optional<Ticker> ticker_;  // Last: it uses the others.
};

}  // namespace lini
