// A delivery note (surat jalan) is taken down at the terminal: what leaves, then with whom.
// UI thread only.
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/screens/order_panel.h"

namespace lini {

class ShipmentPanel final : public OrderPanel {
public:
    static bool offered(const View& view, const OrderState& order);

    bool draw(const ui::Ui& ui, ui::Rect content, const View& view, const OrderState& order,
              Intents& intents) override;

private:
    ShipmentRecorded note(const OrderState& order) const;
    std::optional<Refusal> refused(const View& view, const OrderState& order) const;
    bool draw_goods(const ui::Ui& ui, ui::Rect content, const View& view,
                    const OrderState& order);
    bool draw_people(const ui::Ui& ui, ui::Rect content, const View& view,
                     const OrderState& order, Intents& intents);
    void draw_kinds(const ui::Ui& ui, ui::Rect& room, const OrderState& order);
    void draw_batches(const ui::Ui& ui, ui::Rect room, const OrderState& order);

    std::size_t kind_ = 0;  // 0: the goods; then the kinds of samples.
    std::map<BatchNo, std::string> typed_;
    BatchNo batch_;
    int page_ = 0;
    bool with_people_ = false;
    std::array<std::string, 5> texts_;
    std::size_t text_ = 0;
    std::string sent_;  // The number that was handed in: once it stands, the panel is done.
};

}  // namespace lini
