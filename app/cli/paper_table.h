// A paper of an order as a table in the user's language, under the company's head.
// Pure; any thread.
#pragma once

#include <nlohmann/json.hpp>

#include "app/base/result.h"
#include "app/documents/table_document.h"
#include "app/import/site_config.h"
#include "app/ui/locale.h"

namespace lini {

/// `paper` is that of the reply to the verb "document". Error "company_missing": an invoice that
/// does not say where to pay, or a paper without a head, is worse than none.
Result<TableDocument> paper_table(const ui::Locale& locale, const nlohmann::json& paper,
                                  const SiteCompany& company);

}  // namespace lini
