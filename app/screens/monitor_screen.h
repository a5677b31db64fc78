// The supervisor's board: what is known of all orders, exceptions first. UI thread only.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "app/domain/troubles.h"
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

    /// What an order's state, the site and the minute make of it; folded again when one moves on.
    struct Known {
        std::int64_t version = -1;
        std::int64_t site_version = -1;
        std::int64_t minute = -1;
        std::vector<Trouble> troubles;
    };
    /// Keyed by order; those that are on the board no more are dropped.
    std::map<OrderNo, Known> known_;
    void look_again(const View& view);

    int page_ = 0;
};

}  // namespace lini
