#include "app/screens/fault_screen.h"

#include <algorithm>

#include "app/ui/banner.h"
#include "app/ui/big_button.h"
#include "app/ui/icons.h"
#include "app/ui/layer.h"

namespace lini {

bool draw_fault(const ui::Ui& ui, const std::string& code, FaultRetry retry) {
    const ui::Layer layer(ui, "fault");
    ui::Answer answer;
    answer.state = ui::State::bad;
    answer.icon = ui::icon::kError;
    answer.title = ui.tr("fault.title");
    const std::string at_start = "fault.start." + code;
    const bool no_button = retry == FaultRetry::none && ui.locale.has(at_start);
    answer.detail = ui.tr(no_button ? at_start : "error." + code);
    answer.hint = ui.tr("fault.hint");
    const ui::Rect screen{0, 0, ui.scale.width_px, ui.scale.height_px};
    ui::answer(ui, screen, answer);
    if (retry == FaultRetry::none) return false;
    const bool running = retry == FaultRetry::running;
    ui::Rect foot = screen.inset(ui.px(60), ui.px(60));
    const ui::Rect row = foot.cut_bottom(ui.scale.touch(118));
    const ui::Button button{"fault.retry", ui.tr(running ? "fault.retrying" : "fault.retry"),
                            running ? nullptr : ui::icon::kReplay, ui::ButtonKind::primary,
                            !running};
    return ui::big_button(ui, row.centred(std::min(row.width(), ui.px(640)), row.height()), button);
}

}  // namespace lini
