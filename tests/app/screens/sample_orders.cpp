// The order's room with a whole contract, and the maker's figures.
#include "tests/app/screens/sample_site.h"

namespace lini {
namespace {

using namespace std::chrono;

Condition passed(const char* checkpoint) { return {ConditionKind::passed, checkpoint}; }

/// Terms, gates, plan and warranty of a contract that is on its way.
void give_contract(SampleSite& s) {
    OrderImported& order = *s.state(s.serum).order;
    Playbook& book = order.playbook;
    book.title = {"Jasa maklon", "Contract manufacturing"};
    book.checkpoints = {
        {"first_article", {"First article disetujui klien", "First article approved by client"},
         CheckpointScope::order, {Role::qa}, {}, true, false},
        {"handover", {"Serah terima barang (BAST)", "Final delivery (BAST)"},
         CheckpointScope::order, {Role::warehouse}, {}, true, false, true}};
    book.gates = {
        {"full_production", {"Produksi penuh", "Full production"},
         {{GatedActKind::record_step, "packing"}}, {{passed("first_article")}}, true},
        {"shipping", {"Barang keluar gudang", "Goods leave the warehouse"},
         {{GatedActKind::record_checkpoint, "handover"}},
         {{ConditionKind::batches_released},
          {{ConditionKind::settled, "pelunasan"}, passed("first_article")}},
         false}};
    book.deadlines = {{"preparation", {"Bahan & persiapan", "Material and preparation"},
                       ConditionKind::order_signed, passed("first_article"), 15, true, false},
                      {"delivery", {"Serah terima", "Delivery"}, ConditionKind::order_signed,
                       passed("handover"), 75, false, false}};
    book.damages = Damages{"delivery", 50, 7, 500};
    book.warranties = {{"structure", {"Garansi struktur", "Warranty of the structure"},
                        passed("handover"), 60}};
    book.fields = {{"ddp", {"Dokumen Desain Produk (DDP)", "Product design document"},
                    FieldKind::text, {}, true},
                   {"moq", {"MOQ", "Least quantity (MOQ)"}, FieldKind::integer, {}, true}};
    book.batch_no_pattern = "{order}-{yy}{mm}-{nn}";
    order.fields = {{"ddp", "DDP-GLW-01 v3"}, {"moq", "5000"}};
    for (auto& [code, product] : s.site.products) product.shelf_life_months = 24;
}

void open(SampleSite& s, const char* user) {
    give_contract(s);
    s.log_in(user);
    s.room = Room::order;
    s.open_order = s.serum;
    s.money_visible = true;
}

void give_figures(SampleSite& s) {
    s.log_in("bambang");
    s.room = Room::kpi;
    s.kpis = {{"lead_time", {"Rata-rata waktu produksi", "Average lead time"},
               KpiMeasure::lead_time, "delivery", Comparison::at_most, 75, 90},
              {"defect_rate", {"Tingkat kegagalan produk", "Defect rate"},
               KpiMeasure::defect_rate, "", Comparison::at_most, 100, 200},
              {"on_time", {"Ketepatan pengiriman", "On-time delivery"}, KpiMeasure::on_time,
               "delivery", Comparison::above, 9'500, 8'500}};
    int day = 1;
    for (const char* client : {"Glowria", "Herbana", "Glowria"}) {
        const OrderNo order("PO-2026-0" + std::to_string(day));
        const Date done = 2026y / (8 + day) / 5;
        s.kpi_rows.push_back({order, client, {"lead_time", done, 60 + 9 * day, 1}});
        s.kpi_rows.push_back({order, client, {"defect_rate", done, 20 * day, 5'000}});
        s.kpi_rows.push_back({order, client, {"on_time", done, day == 2 ? 0 : 1, 1}});
        ++day;
    }
}

}  // namespace

void add_order_scenes(std::vector<Scene>& list) {
    list.push_back({"order-plan", [](SampleSite& s) { open(s, "bambang"); }, {}});
    list.push_back({"order-gates", [](SampleSite& s) { open(s, "bambang"); }, {"order.gates"}});
    list.push_back({"order-gate", [](SampleSite& s) { open(s, "bambang"); },
                    {"order.gates", "gate.full_production"}});
    list.push_back(
        {"order-contract", [](SampleSite& s) { open(s, "bambang"); }, {"order.contract"}});
    list.push_back({"order-new-batch", [](SampleSite& s) { open(s, "bambang"); },
                    {"order.new_batch", "key.5", "key.0"}});
    list.push_back({"order-late",
                    [](SampleSite& s) {
                        open(s, "bambang");
                        s.state(s.serum).order->deadline_days = {{"delivery", 1}};
                        s.room = Room::monitor;
                    },
                    {}});
    list.push_back({"kpi", give_figures, {}});
    list.push_back({"kpi-behind", give_figures, {"kpi.lead_time"}});
    list.push_back({"kpi-none",
                    [](SampleSite& s) {
                        s.log_in("bambang");
                        s.room = Room::kpi;
                    },
                    {}});
}

}  // namespace lini
