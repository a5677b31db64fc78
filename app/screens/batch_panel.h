// Something a person does with the open batch that the keypad alone cannot: it takes the place of
// the counting screen until it is done. UI thread only.
#pragma once

#include "app/screens/intent.h"
#include "app/screens/preview.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

class BatchPanel {
public:
    virtual ~BatchPanel() = default;

    /// False when it is done and the counting screen comes back.
    [[nodiscard]] virtual bool draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
                                    const OpenBatchFacts& facts, Intents& intents) = 0;
};

}  // namespace lini
