// The data that the label tests print: one carton of the demo's serum, and the same as it comes
// out of an order's state.
#pragma once

#include <filesystem>

#include "app/labels/template.h"

namespace lini::samples {

inline std::filesystem::path label_file(const std::string& name) {
    return std::filesystem::path(LINI_SOURCE_DIR) / "assets/labels" / (name + ".toml");
}

inline LabelData carton() {
    using std::chrono::day;
    using std::chrono::month;
    using std::chrono::year;
    LabelData data;
    data.product = "Serum Niacinamide";
    data.client = "Glowria";
    data.order_no = "PO-GLW-2611";
    data.registration_no = "NA 18240112345";
    data.batch = "GLW-2611-014";
    data.gtin = "08991234567013";
    data.carton_gtin = "18991234567010";
    data.manufactured = Date{year{2026}, month{11}, day{21}};
    data.expires = Date{year{2028}, month{11}, day{30}};
    data.serial = "L2A00097";
    data.carton_no = 97;
    data.content_units = 24;
    data.planned = 10'000;
    data.status = "DILULUSKAN";
    data.status_on = data.manufactured;
    data.status_by = "hendra";
    data.sscc = "389912340000000016";
    data.held_gtin = data.carton_gtin;
    data.held_count = 36;
    data.purpose = "Sampel QC";
    data.taken_on = data.manufactured;
    data.taken_by = "ratna";
    data.amount = "2,500 kg";
    data.material = "Niacinamide";
    data.material_lot = "NIA-2610-7";
    data.keep_until = data.expires;
    data.printer = "Zebra ZT411";
    data.test_symbol = "LINI-TEST 09";
    data.person = "Siti Rahayu";
    data.role = "Operator";
    data.card_code = "LINI-ID:0123456789abcdef0123456789abcdef";
    return data;
}

inline ProductDefined product() {
    const LabelData data = carton();
    ProductDefined product;
    product.code = ProductCode("GLW-SER-30");
    product.name = data.product;
    product.gtin = data.gtin;
    product.carton_gtin = data.carton_gtin;
    product.registration_no = data.registration_no;
    product.units_per_carton = 24;
    return product;
}

inline OrderState order() {
    const LabelData data = carton();
    OrderState order;
    order.order_no = OrderNo(data.order_no);
    order.order.emplace().client = data.client;
    BatchPlanned plan{BatchNo(data.batch), product().code, data.planned, *data.manufactured,
                      *data.expires};
    order.batches[plan.batch].plan = plan;
    LabelIssued label{Serial(data.serial), plan.batch, "carton", data.carton_no,
                      data.content_units};
    order.labels[label.serial].label = label;
    return order;
}

inline LabelJob job() {
    const LabelData data = carton();
    LabelJob job;
    job.order_no = OrderNo(data.order_no);
    job.batch = BatchNo(data.batch);
    job.serial = Serial(data.serial);
    job.template_name = "carton";
    job.carton_no = data.carton_no;
    return job;
}

}  // namespace lini::samples
