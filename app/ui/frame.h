// What is on every screen: the status bar on top and the rail of rooms at the left.
// UI thread, inside a layer.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "app/ui/ui.h"

namespace lini::ui {

/// One of the small facts of the status bar; not neutral: icon and word in its colour.
struct StatusItem {
    std::string_view id;  // Stable: "status.printer".
    const char* icon = nullptr;
    std::string words;
    State state = State::neutral;
};

struct StatusBar {
    std::string place;                  // "Lini 2 · Pengemasan"
    std::span<const StatusItem> items;  // Printer, scanner, outbox.
    std::string user;                   // "Siti Rahayu · Operator"; empty: nobody is logged in.
    std::string language;               // "ID": what is on now.
    std::string clock;                  // "14:05"
};

enum class StatusTap : std::uint8_t { none, user, language, theme };
/// User, language and theme can be touched ("status.user", "status.language", "status.theme").
StatusTap status_bar(const Ui& ui, const Rect& rect, const StatusBar& bar);

struct RailItem {
    std::string_view id;  // Stable: "rail.batch".
    std::string label;
    const char* icon = nullptr;
    int waiting = 0;  // Shown as a badge.
};

/// The rooms from the top; the index of the touched one, or -1.
int rail(const Ui& ui, const Rect& rect, std::span<const RailItem> items, int active);

}  // namespace lini::ui
