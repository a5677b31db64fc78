#include "tests/app/ui/gallery_screens.h"

#include <array>

#include "app/ui/big_button.h"
#include "app/ui/frame.h"
#include "app/ui/icons.h"
#include "app/ui/progress_bar.h"
#include "app/ui/shape.h"
#include "app/ui/tag.h"
#include "app/ui/text.h"

namespace lini::ui {

void draw_frame(const Ui& ui, int active, const char* user) {
    const Regions r = regions(ui);
    const std::array items = {
        StatusItem{"status.printer", icon::kPrint, "ZT411 siap"},
        StatusItem{"status.scanner", icon::kQrCodeScanner, "DS2208"},
        StatusItem{"status.outbox", icon::kCloudDone, "Tersinkron 14:04"},
    };
    status_bar(ui, r.bar, {"Lini 2 · Pengemasan", items, user, "ID", "14:05"});
    const std::array rooms = {
        RailItem{"rail.scan", "Scan", icon::kQrCodeScanner},
        RailItem{"rail.batch", "Batch", icon::kInventory2},
        RailItem{"rail.qc", "QC", icon::kScience},
        RailItem{"rail.termin", "Termin", icon::kFlag, 1},
        RailItem{"rail.monitor", "Monitor", icon::kInsights},
        RailItem{"rail.devices", "Perangkat", icon::kPrint},
    };
    rail(ui, r.rail, rooms, active);
}

namespace {

void attention(const Ui& ui, Rect& column, State state, const char* what, const char* which,
               const char* next) {
    Rect inside = tile(ui, column.cut_top(ui.px(147), ui.px(18)), ink_of(state));
    text(ui, inside.row(0, 3), what, type::kSmall);
    text(ui, inside.row(1, 3), which, type::kItem.whole());
    text(ui, inside.row(2, 3), next, type::kSmall);
}

void running(const Ui& ui, const Rect& rect, const char* batch, const char* product,
             std::int64_t part, const char* step, const char* amount) {
    Rect inside = tile(ui, rect);
    Rect head = inside.cut_top(ui.px(56), ui.px(8));
    const Tag state{State::neutral, "DIPROSES"};
    tag(ui, head.cut_right(tag_width(ui, state), ui.px(16)), state, Align::right);
    text(ui, head, batch, type::kSubtitle.whole());
    text(ui, inside.cut_top(ui.px(36), ui.px(20)), product, type::kBody.in(Token::ink2));
    progress_bar(ui, inside.cut_top(ui.px(28), ui.px(16)), {part});
    const Rect foot = inside.cut_top(ui.px(32));
    text(ui, foot.part(0, 0.4F), step, type::kSmall);
    text(ui, foot.part(0.4F, 1), amount, type::kSmall.right());
}

}  // namespace

void scan_screen(const Ui& ui) {
    draw_frame(ui, 0, "Siti Rahayu · Operator");
    Rect content = regions(ui).content;
    Rect column = card(ui, cut_action_column(ui, content, 618));
    text(ui, column.cut_top(ui.px(32), ui.px(18)), "Perlu perhatian", type::kHeading);
    attention(ui, column, State::hold, "Milestone 70% tercapai", "PO-GLW-118 · 72,5%",
              "Menunggu tanda tangan supervisor · 12 mnt");
    attention(ui, column, State::bad, "Kadar air di luar spesifikasi", "HRB-2611-006 · 9,4%",
              "Deviasi DV-031 terbuka · QC");
    attention(ui, column, State::hold, "Label belum pasti tercetak", "Karton 96 · GLW-2611-014",
              "Scan label, atau tandai “tidak ada”");
    big_button(ui, cut_button(ui, column, 84),
               {"scan.handover", "Serah terima shift", icon::kSyncAlt});
    Rect call = content.cut_top(ui.px(428), ui.px(26));
    fill(ui, call, Token::raised, kCardRadius);
    Rect inside = call.inset(ui.px(ui.scale.narrow() ? 32 : 80), ui.px(60));
    draw_icon(ui, inside.cut_left(ui.px(160), ui.px(70)), icon::kQrCodeScanner, 190, Token::action);
    text(ui, inside.cut_top(ui.px(80), ui.px(8)), "Scan label batch", type::kTitle.sized(64));
    text(ui, inside.cut_top(ui.px(88), ui.px(32)),
         "Arahkan scanner ke label pada drum, karton, atau palet.", type::kLead.wrapped());
    const Rect keys = inside.cut_top(ui.scale.touch(84));
    big_button(ui, keys.part(0, 0.36F), {"scan.type", "Ketik nomor", icon::kDialpad});
    big_button(ui, keys.part(0.39F, 0.69F), {"scan.camera", "Kamera", icon::kPhotoCamera});
    Rect lines = card(ui, content);
    text(ui, lines.cut_top(ui.px(32), ui.px(18)), "Berjalan di lini ini", type::kHeading);
    const Rect tiles = lines.cut_top(ui.px(234));
    running(ui, tiles.column(0, 2, ui.px(20)), "GLW-2611-014", "Serum Niacinamide 30 ml · Glowria",
            9220, "Pengemasan", "2.305 dari 2.500");
    running(ui, tiles.column(1, 2, ui.px(20)), "HRB-2611-007", "Kapsul Temulawak 60 · Herbana",
            3100, "Pengisian", "1.550 dari 5.000");
}

}  // namespace lini::ui
