// Labels that several tests print. Pure.
#pragma once

#include "drivers/printer/label.h"

namespace lini::test {

/// A carton of an Indonesian serum on 120 x 80 mm, with every kind of item.
inline Label carton_label(const std::string& serial = "T1-000123") {
    const std::vector<Gs1Element> gs1 = {
        {"01", "18991234567898"}, {"17", "280131"}, {"10", "B2611-04"}, {"21", serial}};
    Label label{120, 80};
    label.items = {
        LabelBox{1, 1, 118, 78, 0.4},
        LabelText{.x_mm = 4,
                  .y_mm = 4,
                  .height_mm = 5,
                  .bold = true,
                  .text = "Serum Pencerah \"Ayu\" 30 mL"},
        LabelText{.x_mm = 4, .y_mm = 11, .text = "Isi 24 pcs"},
        LabelText{.x_mm = 60,
                  .y_mm = 11,
                  .max_width_mm = 56,
                  .align = TextAlign::right,
                  .text = "PT Sari Ayu Lestari"},
        LabelLine{2, 16, 116, 0.5},
        LabelBarcode{.symbology = Symbology::gs1_128,
                     .x_mm = 6,
                     .y_mm = 20,
                     .height_mm = 16,
                     .human_readable = true,
                     .gs1 = gs1},
        LabelBarcode{.symbology = Symbology::gs1_datamatrix,
                     .x_mm = 6,
                     .y_mm = 48,
                     .module_mm = 0.625,
                     .gs1 = gs1},
        LabelBarcode{.symbology = Symbology::qr,
                     .x_mm = 80,
                     .y_mm = 46,
                     .module_mm = 0.625,
                     .data = "LINI:CARTON:" + serial},
    };
    return label;
}

}  // namespace lini::test
