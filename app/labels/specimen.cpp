#include "app/labels/read_back.h"

namespace lini {

LabelData specimen_data() {
    using std::chrono::day;
    using std::chrono::month;
    using std::chrono::year;
    const Date made{year{2028}, month{12}, day{28}};
    LabelData data;
    data.product = "Serum Niacinamide 10% + Zinc Brightening Dark Spot 30 ml";
    data.client = "PT Wijaya Kosmetika Nusantara Sejahtera";
    data.order_no = "PO-WKNS-2028-00118";
    data.registration_no = "NA18281234567";
    data.batch = "WKNS-2812-14";
    data.gtin = "08991234567013";
    data.carton_gtin = "18991234567010";
    data.manufactured = made;
    data.expires = Date{year{2031}, month{12}, day{31}};
    data.serial = "L2-12-9999997";
    data.carton_no = 9'888;
    data.content_units = 1'488;
    data.planned = 888'888;
    data.copy = 88;
    data.status = "DILULUSKAN";
    data.status_on = made;
    data.status_by = "wahyuningtyas.m";
    data.sscc = "389912340000000016";
    data.held_gtin = data.carton_gtin;
    data.held_count = 88'888'888;
    data.purpose = "Sampel pertinggal";
    data.taken_on = made;
    data.taken_by = data.status_by;
    data.amount = "1.888,888 kg";
    data.material = "Sodium Hyaluronate Crosspolymer Grade Kosmetik";
    data.material_lot = "SHC-2028-118-WM";
    data.keep_until = data.expires;
    data.printer = "Zebra ZT411 Pengemasan";
    data.test_symbol = "LINI-TEST\x1dQwErTyZ 0123456789 @\"_-\x1d" "end";
    data.person = "Maria Wahyuningtyas Kusumawardhani";
    data.role = "Penanggung Jawab Mutu";
    data.card_code = "LINI-ID:0123456789abcdef0123456789abcdef";
    return data;
}

}  // namespace lini
