// The supervisor's board: what is known of all orders, exceptions first. UI thread only.
#pragma once

#include "app/screens/screen.h"

namespace lini {

class MonitorScreen final : public Screen {
public:
    /// `selection` outlives this screen.
    void draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              Intents& intents) override;
    void forget() override {}

private:
    void draw_board(const ui::Ui& ui, ui::Rect room, const View& view, Intents& intents);
    bool draw_order(const ui::Ui& ui, const ui::Rect& rect, const View& view,
                    const OrderSummary& summary, const std::string& trouble);

    int page_ = 0;
};

}  // namespace lini
