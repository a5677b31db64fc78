// The client's final approval of the QC sample of mass production: which batch, and the letter,
// e-mail or message that says so. UI thread only.
#pragma once

#include <string>

#include "app/screens/intent.h"
#include "app/screens/view.h"
#include "app/ui/ui.h"

namespace lini {

class ApprovalPanel {
public:
    /// True where the session's user may record one and a term of the order still waits for it.
    static bool offered(const View& view, const OrderState& order, const Term& term);

    /// False when it is done and the milestone comes back.
    [[nodiscard]] bool draw(const ui::Ui& ui, ui::Rect content, const View& view,
                            const OrderState& order, Intents& intents);

private:
    void draw_batches(const ui::Ui& ui, ui::Rect room, const OrderState& order);
    void draw_known(const ui::Ui& ui, ui::Rect& column, const OrderState& order) const;

    BatchNo batch_;
    std::string reference_;
    int page_ = 0;
};

}  // namespace lini
