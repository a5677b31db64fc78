// The maker's figures over finished orders, by period and client: plots with target and industry,
// and the orders behind each. UI thread only.
#pragma once

#include <string>
#include <vector>

#include "app/domain/kpi.h"
#include "app/screens/screen.h"

namespace lini {

class KpiScreen final : public Screen {
public:
    void draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              Intents& intents) override;
    void forget() override { opened_.clear(); }

private:
    enum class Span { month, quarter, year, all };

    KpiPeriod period(const View& view) const;
    void draw_choices(const ui::Ui& ui, ui::Rect column, const View& view, Intents& intents);
    void draw_figure(const ui::Ui& ui, const ui::Rect& rect, const View& view, const Kpi& kpi);
    void draw_plot(const ui::Ui& ui, const ui::Rect& rect, const View& view, const Kpi& kpi);
    void draw_behind(const ui::Ui& ui, ui::Rect room, const View& view, const Kpi& kpi,
                     Intents& intents);

    Span span_ = Span::year;
    std::string client_;  // Empty: all of them.
    std::string opened_;  // Code of the figure whose orders are listed.
    int page_ = 0;
};

}  // namespace lini
