// Papers that somebody asked for at the terminal: each a PDF in a folder of the site, which whoever
// prints or sends it takes it from. Any thread, one at a time.
#pragma once

#include <filesystem>
#include <string>

#include "app/base/result.h"
#include "app/cli/door.h"
#include "app/import/site_config.h"
#include "app/screens/intent.h"
#include "app/ui/locale.h"

namespace lini {

class PaperFolder {
public:
    /// "papers" in the data folder.
    static constexpr const char* kName = "papers";

    /// `locale` outlives it.
    PaperFolder(std::filesystem::path data, SiteCompany company, ServeVerb serve,
                const ui::Locale& locale);

    /// Gives the file's name within the data folder; one that is there is written anew. Errors of
    /// the verbs "document" and "report", "company_missing", "pdf_failed", "file_unwritable".
    Result<std::string> save(const SavePaper& wanted) const;

private:
    Result<std::string> bytes_of(const SavePaper& wanted) const;

    std::filesystem::path data_;
    SiteCompany company_;
    ServeVerb serve_;
    const ui::Locale* locale_;
};

}  // namespace lini
