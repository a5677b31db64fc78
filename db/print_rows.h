// Rows of print_queue as values, for the files of PrintQueue only. The ledger's thread.
#pragma once

#include <vector>

#include "app/domain/views.h"
#include "db/store.h"

namespace lini {

// The order that read_job_rows() takes them in.
#define LINI_JOB_COLUMNS                                                                  \
    "job_id, order_no, batch_no, serial, template_name, carton_no, copy, state, detail, " \
    "changed_at_utc_us"

std::vector<LabelJob> read_job_rows(Query& row);

}  // namespace lini
