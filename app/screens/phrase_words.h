// Phrases of the domain in the user's language, for the screens and the command line. Pure; any
// thread.
#pragma once

#include <string>

#include "app/domain/calendar.h"
#include "app/domain/phrase.h"
#include "app/ui/locale.h"

namespace lini {

/// The playbook's own text in the locale's language; Indonesian where it has no English.
std::string wording(const ui::Locale& locale, const Wording& words);

/// "15-12-2026".
std::string date_words(const Date& date);

/// "69%", "Rp45.000.000", "5.000", "4 tahun".
std::string figure_words(const ui::Locale& locale, const Figure& figure);

std::string phrase_words(const ui::Locale& locale, const Phrase& phrase);

/// "DP lunas · Line clearance atau surat klien".
std::string phrases_words(const ui::Locale& locale, const Phrases& phrases);

}  // namespace lini
