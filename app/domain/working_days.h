// Working days: Monday to Friday without the holidays of the site. Pure; any thread.
#pragma once

#include <set>

#include "app/domain/calendar.h"
#include "app/domain/site_state.h"

namespace lini {

using Holidays = std::set<Date>;

/// Of every year that the site defined.
Holidays holidays_of(const SiteState& site);

bool is_working_day(const Date& day, const Holidays& holidays);

/// The day `days` after `from`, which itself does not count: 1 working day after a Friday is the
/// next Monday that is no holiday. `days` is 0 to 3,650; 0 gives `from`, whatever day that is.
Date add_days(const Date& from, int days, bool working, const Holidays& holidays);

/// Days after `from` up to and with `to`; 0 when `to` is not later.
int days_after(const Date& from, const Date& to, bool working, const Holidays& holidays);

}  // namespace lini
