// Test results of one batch against the product's limits, with the verdict while it is typed.
// UI thread only.
#pragma once

#include <memory>
#include <string>

#include "app/screens/batch_panel.h"
#include "app/screens/screen.h"

namespace lini {

class QcScreen final : public Screen {
public:
    void draw(const ui::Ui& ui, const ui::Rect& content, const View& view,
              Intents& intents) override;
    void forget() override;

private:
    void settle(const View& view, const OpenBatchFacts& facts);
    void draw_list_head(const ui::Ui& ui, ui::Rect& room, const View& view,
                        const OpenBatchFacts& facts);
    void draw_list(const ui::Ui& ui, ui::Rect room, const View& view, const OpenBatchFacts& facts);
    void draw_test_row(const ui::Ui& ui, const ui::Rect& rect, const OpenBatchFacts& facts,
                       std::size_t index);
    void draw_value(const ui::Ui& ui, ui::Rect room, const View& view,
                    const OpenBatchFacts& facts) const;
    void draw_action(const ui::Ui& ui, ui::Rect column, const View& view,
                     const OpenBatchFacts& facts, Intents& intents);
    void draw_recorded(const ui::Ui& ui, ui::Rect column, const View& view,
                       const OpenBatchFacts& facts, const TestResult& result);
    Action wanted(const View& view, const OpenBatchFacts& facts) const;
    void offer_status(const ui::Ui& ui, ui::Rect& column, const View& view,
                      const OpenBatchFacts& facts);
    void draw_without_tests(const ui::Ui& ui, ui::Rect content, const View& view,
                            const OpenBatchFacts& facts);

    BatchNo batch_;
    std::size_t test_ = 0;
    std::size_t results_ = 0;  // Valid results when last looked at; one more: go on to the next.
    int page_ = 0;
    std::string typed_;
    std::unique_ptr<BatchPanel> panel_;
};

}  // namespace lini
