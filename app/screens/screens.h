// All screens of the terminal and what surrounds them: status bar, rail, answers. The list of rooms
// is in screens.cpp. UI thread only.
#pragma once

#include <array>
#include <memory>

#include "app/screens/screen.h"

namespace lini {

class Screens {
public:
    Screens();
    ~Screens();

    /// One whole frame, between ImGui's NewFrame and Render; opens its own layers.
    void draw(const ui::Ui& ui, const View& view, Intents& intents);

private:
    /// Who works on what: what was typed for it is not the next one's.
    struct Place {
        UserId user;
        OrderNo order;
        BatchNo batch;
        friend bool operator==(const Place&, const Place&) = default;
    };

    Selection selection_;
    std::array<std::unique_ptr<Screen>, 8> rooms_;  // By Room.
    Place place_;
    bool leaving_ = false;  // The question is open.
};

}  // namespace lini
