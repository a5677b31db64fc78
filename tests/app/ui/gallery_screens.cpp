#include "tests/app/ui/gallery_screens.h"

#include <array>
#include <string>

#include "app/ui/banner.h"
#include "app/ui/chart.h"
#include "app/ui/icons.h"
#include "app/ui/keypad.h"
#include "app/ui/layer.h"
#include "app/ui/list.h"
#include "app/ui/progress_bar.h"
#include "app/ui/shape.h"
#include "app/ui/stat.h"
#include "app/ui/tag.h"
#include "app/ui/text.h"

namespace lini::ui {
namespace {

constexpr Progress kOrder{7250, 7000, 8000};

void batch_header(const Ui& ui, const Rect& rect) {
    Rect inside = card(ui, rect);
    Rect head = inside.cut_top(ui.px(84), ui.px(14));
    const Tag state{State::neutral, "DIPROSES", icon::kPlayArrow};
    tag(ui, head.cut_right(tag_width(ui, state), ui.px(20)), state, Align::right);
    text(ui, head.cut_top(ui.px(30)), "Serum Niacinamide 30 ml · Glowria · PO-GLW-118",
         type::kHeading);
    text(ui, head, "GLW-2611-014", type::kTitle.whole());
    const std::array<std::string, 5> steps = {"Penimbangan", "Pencampuran", "Pengisian",
                                              "Penyegelan", "Pengemasan"};
    step_row(ui, inside, steps, 4);
}

void batch_counts(const Ui& ui, const Rect& rect) {
    Rect inside = card(ui, rect);
    Rect head = inside.cut_top(ui.px(92), ui.px(12));
    number(ui, head, "2.305", "dari 2.500 baik", type::kBigNumber, type::kLead, "sisa 195");
    progress_bar(ui, inside.cut_top(ui.px(28), ui.px(18)), {9220});
    const Rect tiles = inside.cut_top(ui.px(114), ui.px(22));
    const float gap = ui.px(ui.scale.narrow() ? 10 : 16);
    stat_tile(ui, tiles.column(0, 4, gap), "Reject", "43");
    stat_tile(ui, tiles.column(1, 4, gap), "Rework", "8");
    stat_tile(ui, tiles.column(2, 4, gap), "Persen baik", "98,2", "%");
    stat_tile(ui, tiles.column(3, 4, gap), "Output", "412", "/jam");
    rule(ui, {inside.x0, inside.y0 - 1, inside.x1, inside.y0});
    inside.cut_top(ui.px(14));
    const Rect order = inside.cut_top(ui.px(34), ui.px(18));
    text(ui, order.part(0, 0.5F), "Pesanan PO-GLW-118, semua terminal", type::kSmall);
    text(ui, order.part(0.5F, 1), "7.250 dari 10.000 · 72,5%",
         type::kSmall.medium().in(Token::ink).right());
    const Rect bar = inside.cut_top(ui.px(30), ui.px(8));
    progress_bar(ui, bar, kOrder);
    text(ui, {progress_x(bar, kOrder.band_from), inside.y0, inside.x1, inside.y0 + ui.px(28)},
         "termin 2: mulai 70%", type::kSmall);
}

void batch_records(const Ui& ui, const Rect& rect) {
    Rect inside = card(ui, rect);
    text(ui, inside.cut_top(ui.px(32)), "Catatan terakhir", type::kHeading);
    const std::array rows = {std::array{"14:02", "+ 250 baik"},
                             std::array{"13:41", "+ 3 reject · segel bocor"}};
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (inside.height() < ui.px(64)) return;
        const Rect place = inside.cut_top(ui.scale.touch(70) + ui.px(6));
        const Rect room = list_row(ui, place, {.rule = i + 1 < rows.size()});
        text(ui, room.part(0, 0.11F), rows[i][0], type::kBody.in(Token::ink2));
        text(ui, room.part(0.11F, 0.5F), rows[i][1], type::kBody);
        text(ui, room.part(0.52F, 0.8F), "Siti Rahayu", type::kBody.in(Token::ink2));
        if (i == 0) {
            const Rect key = room.part(0.8F, 1);
            const Rect place_of_key = key.centred(key.width(), ui.scale.touch(64));
            big_button(ui, place_of_key, {"batch.undo", "Batalkan"});
        }
    }
}

void batch_screen(const Ui& ui) {
    draw_frame(ui, 1, "Siti Rahayu · Operator");
    Rect content = regions(ui).content;
    Rect column = card(ui, cut_action_column(ui, content));
    big_button(ui, cut_primary(ui, column),
               {"batch.record", "Catat 250 baik", nullptr, ButtonKind::primary});
    column.cut_bottom(ui.px(12));
    keypad(ui, cut_keypad(ui, column), {"key.carton", "+1 karton"});
    const Rect modes = column.cut_top(ui.scale.touch(84));
    const float gap = ui.px(12);
    big_button(ui, modes.column(0, 3, gap), {"batch.good", "Baik", nullptr, ButtonKind::chosen});
    big_button(ui, modes.column(1, 3, gap), {"batch.reject", "Reject"});
    big_button(ui, modes.column(2, 3, gap), {"batch.rework", "Rework"});
    value_field(ui, column, "250", "unit");
    batch_header(ui, content.cut_top(ui.px(196), ui.px(26)));
    batch_counts(ui, content.cut_top(ui.px(466), ui.px(26)));
    if (content.height() > ui.px(140)) batch_records(ui, content);
}

void accepted_screen(const Ui& ui) {
    batch_screen(ui);
    const Layer over(ui, "banner", banner_place(ui), Token::good_bg);
    banner(ui, banner_place(ui),
           {State::good, nullptr, "250 baik tercatat", "GLW-2611-014 · 2.305 dari 2.500"});
}

void reject_screen(const Ui& ui) {
    draw_frame(ui, 1, "Siti Rahayu · Operator");
    Rect content = regions(ui).content;
    Rect column = card(ui, cut_action_column(ui, content));
    big_button(ui, cut_primary(ui, column),
               {"reject.record", "Catat 3 reject", nullptr, ButtonKind::primary});
    big_button(ui, cut_button(ui, column), {"reject.back", "Kembali"});
    text(ui, column.cut_top(ui.px(32), ui.px(8)), "Reject", type::kHeading);
    text(ui, column.cut_top(ui.px(100), ui.px(12)), "3", type::kBigNumber);
    text(ui, column.cut_top(ui.px(72)), "Menjadi 46 reject dari 2.351 unit (2,0%).",
         type::kBody.in(Token::ink2).wrapped().top());
    Rect inside = card(ui, content);
    text(ui, inside.cut_top(ui.px(32), ui.px(4)), "GLW-2611-014 · Pengemasan", type::kHeading);
    text(ui, inside.cut_top(ui.px(60), ui.px(20)), "Mengapa 3 unit reject?", type::kTitle);
    const Rect tiles = inside.cut_top(ui.px(612));
    constexpr std::array<const char*, 6> kWords = {"Segel bocor",        "Isi kurang",
                                                   "Label miring",       "Kemasan rusak",
                                                   "Warna tidak sesuai", "Alasan lain"};
    constexpr std::array<const char*, 6> kIcons = {icon::kWaterDamage, icon::kOpacity,
                                                   icon::kLabelOff,    icon::kBrokenImage,
                                                   icon::kPalette,     icon::kMoreHoriz};
    for (std::size_t i = 0; i < kWords.size(); ++i) {
        const Rect place = tiles.row(static_cast<int>(i) / 2, 3, ui.px(20))
                               .column(static_cast<int>(i) % 2, 2, ui.px(20));
        const std::string id = "reject.reason" + std::to_string(i);
        big_button(ui, place,
                   {id, kWords[i], kIcons[i], i == 0 ? ButtonKind::chosen : ButtonKind::secondary});
    }
}

void answers_screen(const Ui& ui) {
    draw_frame(ui, 1, "Siti Rahayu · Operator");
    const Rect content = regions(ui).content;
    const auto place = [&](int i) {
        return content.row(i / 2, 2, ui.px(24)).column(i % 2, 2, ui.px(24));
    };
    answer(ui, place(0),
           {State::good, nullptr, "250 baik tercatat", "GLW-2611-014 · 2.305 dari 2.500",
            "Keypad tetap terbuka"});
    answer(ui, place(1),
           {State::info, nullptr, "Sudah dihitung", "Karton 96 tercatat 14:01 oleh Dewi Lestari",
            "Tidak ada yang berubah"});
    answer(ui, place(2),
           {State::hold, nullptr, "Batch salah", "Label milik HRB-2611-007, bukan GLW-2611-014", "",
            Button{"answer.next", "Buka HRB-2611-007"}});
    answer(ui, place(3),
           {State::bad, nullptr, "Kode tidak dikenal",
            "«ABC-00931» bukan batch, ID card, atau label", "Scan label batch"});
}

void unknown_answer(const Ui& ui) {
    batch_screen(ui);
    const Regions r = regions(ui);
    const Layer over(ui, "answer", r.content_area, Token::ground);
    answer(
        ui, r.content,
        {State::bad, nullptr, "Kode tidak dikenal", "«ABC-00931» bukan batch, ID card, atau label",
         "Scan label batch, atau ketik nomornya.",
         Button{"answer.next", "Ketik nomor", icon::kDialpad}});
}

void tests_left(const Ui& ui, const Rect& rect) {
    Rect inside = card(ui, rect);
    text(ui, inside.cut_top(ui.px(32), ui.px(4)), "Sampel S-0412 · GLW-2611-014", type::kHeading);
    text(ui, inside.cut_top(ui.px(60), ui.px(12)), "Uji produk jadi", type::kTitle);
    constexpr std::array<std::array<const char*, 3>, 6> kRows = {
        {{"Organoleptik", "sesuai", "MS"},
         {"pH", "4,50–5,50", ""},
         {"Niacinamide", "95,0–105,0%", ""},
         {"Viskositas", "2.000–4.000 cPs", ""},
         {"ALT", "≤ 1.000 koloni/g", "Lab"},
         {"P. aeruginosa", "negatif", "Lab"}}};
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        const bool here = i == 1;
        const Rect row = inside.cut_top(ui.scale.touch(76));
        const Rect wide{row.x0 - ui.px(32), row.y0, row.x1 + ui.px(32), row.y1};
        const RowTouch t =
            list_row(ui, wide, "qc.test" + std::to_string(i), kRows[i][0], {.selected = here});
        const Rect room = t.room.inset(ui.px(14), 0);
        text(ui, room.part(0, 0.34F), kRows[i][0], here ? type::kStrong : type::kBody);
        text(ui, room.part(0.35F, 0.72F), kRows[i][1], type::kBody.in(Token::ink2));
        const State state = i == 0 ? State::good : State::neutral;
        const char* glyph = i == 0 ? icon::kCheck : icon::kHourglassEmpty;
        if (*kRows[i][2] != 0) {
            tag(ui, room.part(0.7F, 1), {state, kRows[i][2], glyph}, Align::right);
        }
    }
    text(ui, inside.cut_bottom(ui.px(32)), "Batas dari spesifikasi SP-GLW-03 versi 4",
         type::kSmall);
}

void qc_screen(const Ui& ui) {
    draw_frame(ui, 2, "Ratna Wulandari · QC");
    Rect content = regions(ui).content;
    Rect column = card(ui, cut_action_column(ui, content, 518));
    big_button(ui, cut_primary(ui, column),
               {"qc.save", "Simpan, lanjut", nullptr, ButtonKind::primary});
    big_button(ui, cut_button(ui, column, 84), {"qc.photo", "Lampirkan foto", icon::kAttachFile});
    keypad(ui, cut_keypad(ui, column), {"key.comma", ","});
    value_field(ui, column, "5,12", "");
    tests_left(ui, content.cut_left(content.width() * 0.54F, ui.px(24)));
    Rect inside = card(ui, content);
    Rect head = inside.cut_top(ui.px(60), ui.px(12));
    tag(ui, head, {State::good, "MEMENUHI SYARAT", icon::kCheck}, Align::right);
    text(ui, head.part(0, 0.3F), "pH", type::kTitle);
    number(ui, inside.cut_top(ui.px(140), ui.px(32)), "5,12", "pH · 25 °C", type::kHugeNumber);
    limit_gauge(ui, inside.cut_top(ui.px(110), ui.px(20)), {512, {450, 550}, "4,50", "5,50"});
    text(ui, inside.cut_top(ui.px(32), ui.px(40)), "20 batch terakhir", type::kHeading);
    constexpr std::array<std::int64_t, 20> kValues = {495, 501, 498, 509, 505, 491, 495,
                                                      509, 507, 503, 495, 486, 493, 499,
                                                      505, 510, 507, 513, 508, 517};
    line_chart(ui, inside.cut_top(ui.px(130)), kValues, {450, 550});
    Rect foot = inside.cut_bottom(ui.px(36));
    draw_icon(ui, foot.cut_left(ui.px(32), ui.px(20)), icon::kStraighten, 32, Token::ink2);
    text(ui, foot, "S210 · kalibrasi s.d. 30-11", type::kSmall);
}

void milestone_state(const Ui& ui, const Rect& tiles, int i, Token colour, const char* what,
                     const char* when) {
    Rect inside = tile(ui, tiles.column(i, 5, ui.px(13)), colour, EdgeSide::top);
    text(ui, inside.cut_top(ui.px(32)), what, type::kSmall);
    text(ui, inside, when, type::kBody.wrapped().top());
}

void evidence(const Ui& ui, const Rect& rect) {
    Rect inside = card(ui, rect);
    text(ui, inside.cut_top(ui.px(32), ui.px(8)), "Bukti, dibekukan saat ditandatangani",
         type::kHeading);
    const Rect head = list_head(ui, inside.cut_top(ui.px(48)));
    text(ui, head.part(0, 0.27F), "Batch", type::kSmall);
    text(ui, head.part(0.27F, 0.5F), "Terminal", type::kSmall);
    text(ui, head.part(0.5F, 0.6F), "Baik", type::kSmall.right());
    text(ui, head.part(0.6F, 0.72F), "Reject", type::kSmall.right());
    text(ui, head.part(0.74F, 1), "Status", type::kSmall);
    constexpr std::array<std::array<const char*, 5>, 3> kRows = {
        {{"GLW-2611-012", "Lini 1", "2.480", "31", "DILULUSKAN"},
         {"GLW-2611-013", "Lini 1, Lini 2", "2.465", "44", "KARANTINA"},
         {"GLW-2611-014", "Lini 2", "2.305", "43", "DIPROSES"}}};
    constexpr std::array kStates = {State::good, State::hold, State::neutral};
    for (std::size_t i = 0; i < kRows.size() && inside.height() > ui.px(79); ++i) {
        const Rect room = list_row(ui, inside.cut_top(ui.px(79)));
        text(ui, room.part(0, 0.27F), kRows[i][0], type::kBody.whole());
        text(ui, room.part(0.27F, 0.5F), kRows[i][1], type::kBody.in(Token::ink2));
        text(ui, room.part(0.5F, 0.6F), kRows[i][2], type::kBody.right());
        text(ui, room.part(0.6F, 0.72F), kRows[i][3], type::kBody.right());
        tag(ui, room.part(0.74F, 1), {kStates[i], kRows[i][4]});
    }
}

void milestone_screen(const Ui& ui) {
    draw_frame(ui, 3, "Bambang Prasetyo · Supervisor");
    Rect content = regions(ui).content;
    Rect column = card(ui, cut_action_column(ui, content, 618));
    big_button(ui, cut_primary(ui, column),
               {"termin.sign", "Tanda tangani", icon::kDraw, ButtonKind::primary});
    text(ui, column.cut_top(ui.px(32), ui.px(14)), "Yang akan ditagih", type::kHeading);
    Rect sum = tile(ui, column.cut_top(ui.px(158), ui.px(12)));
    text(ui, sum.row(0, 3), "Termin 2 · 30% dari Rp450.000.000", type::kSmall);
    text(ui, sum.row(1, 3), "Rp135.000.000", type::kTitle.whole());
    text(ui, sum.row(2, 3), "PPN terpisah · jatuh tempo 14 hari", type::kSmall);
    Rect who = tile(ui, column.cut_top(ui.px(108), ui.px(12)));
    draw_icon(ui, who.cut_left(ui.px(56), ui.px(20)), icon::kBadge, 56, Token::good);
    text(ui, who.row(0, 2), "ID card di-scan", type::kSmall);
    text(ui, who.row(1, 2), "Bambang Prasetyo · Supervisor", type::kItem);
    pin_dots(ui, column.cut_top(ui.px(70), ui.px(14)), 4);
    keypad(ui, cut_keypad(ui, column), {"key.cancel", "Batal"});
    Rect inside = card(ui, content.cut_top(ui.px(398), ui.px(26)));
    Rect head = inside.cut_top(ui.px(92), ui.px(30));
    text(ui, head.cut_right(ui.px(240)), "72,5%", type::kNumber.sized(72).right().whole());
    text(ui, head.cut_top(ui.px(32)), "PO-GLW-118 · Glowria · Serum Niacinamide 30 ml",
         type::kHeading);
    text(ui, head, "Milestone 70% tercapai", type::kTitle.whole());
    progress_bar(ui, inside.cut_top(ui.px(44), ui.px(32)), kOrder);
    const Rect tiles = inside.cut_top(ui.px(148));
    milestone_state(ui, tiles, 0, Token::good, "Tercapai", "21-11 13:53");
    milestone_state(ui, tiles, 1, Token::hold, "Tanda tangan", "menunggu Anda");
    milestone_state(ui, tiles, 2, Token::line, "Siap ditagih", "–");
    milestone_state(ui, tiles, 3, Token::line, "Terkirim", "–");
    milestone_state(ui, tiles, 4, Token::line, "Faktur", "–");
    evidence(ui, content);
}

void board_screen(const Ui& ui) {
    draw_frame(ui, 4, "Bambang Prasetyo · Supervisor");
    Rect content = regions(ui).content;
    const Rect top = content.cut_top(ui.px(160), ui.px(26));
    figure(ui, card(ui, top.column(0, 4, ui.px(26))), "Waktu produksi rata-rata", "71", "hari");
    figure(ui, card(ui, top.column(1, 4, ui.px(26))), "Tingkat kegagalan", "1,6", "% · ≤ 1",
           State::hold);
    figure(ui, card(ui, top.column(2, 4, ui.px(26))), "Ketepatan pengiriman", "96", "% · > 95",
           State::good);
    figure(ui, card(ui, top.column(3, 4, ui.px(26))), "Terminal aktif", "7", "dari 8");
    fill(ui, content, Token::raised, kCardRadius);
    content = content.inset(0, ui.px(20));
    constexpr std::array<std::array<const char*, 4>, 4> kRows = {
        {{"PO-GLW-118", "Serum Niacinamide", "412/jam", "Tanda tangan"},
         {"PO-HRB-044", "Kapsul Temulawak", "0/jam", "Deviasi DV-031"},
         {"PO-SKN-201", "Sunscreen SPF 50", "380/jam", "DP lunas"},
         {"PO-BDY-077", "Body Lotion 250 ml, pesanan khusus", "520/jam", "Termin 2 lunas"}}};
    constexpr std::array kStates = {State::hold, State::bad, State::neutral, State::good};
    constexpr std::array<std::int64_t, 4> kDone = {7250, 3100, 5800, 9400};
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        const State shown = i < 2 ? kStates[i] : State::neutral;
        const RowTouch row =
            list_row(ui, content.cut_top(ui.px(80)), "board.order" + std::to_string(i), kRows[i][0],
                     {.state = shown});
        const Rect room = row.room.inset(ui.px(14), 0);
        text(ui, room.part(0, 0.12F), kRows[i][0], type::kStrong.whole());
        text(ui, room.part(0.13F, 0.32F), kRows[i][1], type::kBody.in(Token::ink2));
        const Rect bar = room.part(0.34F, 0.66F);
        progress_bar(ui, bar.centred(bar.width(), ui.px(26)), {kDone[i], 7000, 8000});
        text(ui, room.part(0.67F, 0.76F), kRows[i][2], type::kBody.right());
        tag(ui, room.part(0.78F, 1), {kStates[i], kRows[i][3]});
    }
    int page = 1;
    pager(ui, content.cut_bottom(ui.scale.touch(84)).inset(ui.px(24), 0), "board", page, 3);
}

void dialog_screen(const Ui& ui) {
    batch_screen(ui);
    const Dialog dialog(ui, "confirm", 900, 420);
    Rect room = dialog.room();
    text(ui, room.cut_top(ui.px(60), ui.px(12)), "Melebihi pesanan", type::kTitle);
    text(ui, room.cut_top(ui.px(110)),
         "Jumlah menjadi 10.250 dari 10.000 yang dipesan. Supervisor perlu menandatangani.",
         type::kBody.in(Token::ink2).wrapped().top());
    const Rect keys = room.cut_bottom(ui.scale.touch(104));
    big_button(ui, keys.column(0, 2, ui.px(20)), {"confirm.back", "Kembali"});
    big_button(ui, keys.column(1, 2, ui.px(20)),
               {"confirm.sign", "Minta tanda tangan", nullptr, ButtonKind::primary, false});
}

constexpr std::array kScreens = {
    GalleryScreen{"scan", scan_screen},
    GalleryScreen{"batch", batch_screen},
    GalleryScreen{"accepted", accepted_screen},
    GalleryScreen{"reject", reject_screen},
    GalleryScreen{"ack", answers_screen},
    GalleryScreen{"unknown", unknown_answer},
    GalleryScreen{"qc", qc_screen},
    GalleryScreen{"milestone", milestone_screen},
    GalleryScreen{"board", board_screen},
    GalleryScreen{"dialog", dialog_screen},
};

}  // namespace

std::span<const GalleryScreen> gallery_screens() { return kScreens; }

}  // namespace lini::ui
