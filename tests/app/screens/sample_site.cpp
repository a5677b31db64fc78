#include "tests/app/screens/sample_site.h"

#include "app/domain/progress.h"

namespace lini {
namespace {

constexpr std::int64_t kMinuteUs = 60'000'000;
const std::string kZone = "Asia/Jakarta";

/// 21-11-2026 13:00 in Jakarta (UTC+7).
std::int64_t one_o_clock_us() {
    using namespace std::chrono;
    const sys_days day = year{2026} / November / 21;
    return duration_cast<microseconds>((day + hours{6}).time_since_epoch()).count();
}

Stamp stamp(int minutes) {
    return stamp_at(one_o_clock_us() + minutes * kMinuteUs, ClockState::synced, kZone,
                    {{1, 7 * 60}, {2, 15 * 60}, {3, 23 * 60}})
        .value();
}

Playbook playbook() {
    Playbook book;
    book.name = "maklon";
    book.title = {"Maklon", "Contract manufacturing"};
    book.steps = {{StepCode("weighing"), {"Penimbangan", "Weighing"}, "kg", false},
                  {StepCode("mixing"), {"Pencampuran", "Mixing"}, "kg", false},
                  {StepCode("filling"), {"Pengisian", "Filling"}, "unit", true},
                  {StepCode("sealing"), {"Penyegelan", "Sealing"}, "unit", false},
                  {StepCode("packing"), {"Pengemasan", "Packing"}, "unit", true}};
    book.counting_step = StepCode("packing");
    book.reject_reasons = {{"leak", {"Segel bocor", "Leaking seal"}, "water_damage"},
                           {"underfill", {"Isi kurang", "Underfilled"}, "opacity"},
                           {"label", {"Label miring", "Crooked label"}, "label_off"},
                           {"damaged", {"Kemasan rusak", "Damaged pack"}, "broken_image"},
                           {"colour", {"Warna tidak sesuai", "Wrong colour"}, "palette"},
                           {"other", {"Alasan lain", "Another reason"}, "more_horiz"}};
    return book;
}

std::vector<Term> terms(std::int64_t value) {
    return {{TermId("dp"), {"DP", "Down payment"}, 4000, {value * 4 / 10},
             {ConditionKind::order_signed}, 7},
            {TermId("termin:2"), {"Termin 2", "Term 2"}, 3000, {value * 3 / 10},
             {ConditionKind::threshold, ConditionKind::client_approval}, 14},
            {TermId("pelunasan"), {"Pelunasan", "Final payment"}, 3000, {value * 3 / 10},
             {ConditionKind::quantity_closed}, 14}};
}

OrderImported order(const char* client, const char* product, std::int64_t quantity,
                    std::int64_t unit_price) {
    OrderImported imported;
    imported.client = client;
    imported.client_po = "4500";
    imported.lines = {{ProductCode(product), quantity, {unit_price}}};
    imported.value = {quantity * unit_price};
    imported.terms = terms(imported.value.value);
    imported.playbook = playbook();
    return imported;
}

BatchPlanned plan(const BatchNo& batch, const char* product, std::int64_t planned) {
    using namespace std::chrono;
    return {batch, ProductCode(product), planned, year{2026} / November / 21,
            year{2028} / November / 30};
}

TestLimit test(const char* code, const char* id, const char* en, const char* unit, int decimals,
               std::optional<std::int64_t> lower, std::optional<std::int64_t> upper) {
    TestLimit limit{code, {id, en}, unit, decimals, {}, {}};
    if (lower) limit.lower = Decimal{*lower, decimals};
    if (upper) limit.upper = Decimal{*upper, decimals};
    return limit;
}

TestRecorded result(const BatchNo& batch, const TestLimit& limit, std::int64_t scaled) {
    const bool meets = (!limit.lower || scaled >= limit.lower->scaled) &&
                       (!limit.upper || scaled <= limit.upper->scaled);
    return {batch, limit.code, {scaled, limit.decimals}, limit.lower, limit.upper, limit.unit, 4,
            meets ? Verdict::meets : Verdict::fails, Entry::scanned};
}

}  // namespace

SampleSite::SampleSite() {
    ledger.terminal = TerminalId("L2");
    add_people();
    add_products();
    add_serum();
    add_capsules();
    add_small_orders();
    add_devices();
    summarize();
    log_in("siti");
}

void SampleSite::add_people() {
    const auto user = [&](const char* id, const char* name, Role role) {
        UserDefined defined;
        defined.user = UserId(id);
        defined.roles = {role};
        site.users[defined.user] = defined;
        names[defined.user] = name;
    };
    user("siti", "Siti Rahayu", Role::operator_);
    user("dewi", "Dewi Lestari", Role::operator_);
    user("ratna", "Ratna Wulandari", Role::qc_analyst);
    user("bambang", "Bambang Prasetyo", Role::supervisor);
    user("agus", "Agus Setiawan", Role::supervisor);
    user("hendra", "Hendra Gunawan", Role::qa);
    user("maya", "Maya Kusumawardhani", Role::finance);
}

void SampleSite::add_products() {
    ProductDefined serum_product;
    serum_product.code = ProductCode("SRM-30");
    serum_product.revision = 4;
    serum_product.name = "Serum Niacinamide 30 ml";
    serum_product.units_per_carton = 24;
    serum_product.spec_no = "SP-GLW-03";
    serum_product.tests = {
        test("ph", "pH", "pH", "pH", 2, 450, 550),
        test("niacinamide", "Niacinamide", "Niacinamide", "%", 1, 950, 1050),
        test("viscosity", "Viskositas", "Viscosity", "cPs", 0, 2000, 4000),
        test("tpc", "ALT", "Total plate count", "koloni/g", 0, std::nullopt, 1000),
        test("density", "Bobot jenis", "Density", "g/ml", 3, 1005, std::nullopt)};
    ProductDefined capsule = serum_product;
    capsule.code = ProductCode("KPS-60");
    capsule.name = "Kapsul Temulawak 60";
    capsule.spec_no = "SP-HRB-11";
    capsule.tests = {test("water", "Kadar air", "Water content", "%", 1, std::nullopt, 80),
                     test("weight", "Bobot isi", "Fill weight", "mg", 0, 475, 525)};
    ProductDefined lotion = serum_product;
    lotion.code = ProductCode("LTN-250");
    lotion.name = "Body Lotion Bengkoang & Susu Kambing Etawa 250 ml";
    for (const ProductDefined& product : {serum_product, capsule, lotion}) {
        site.products[product.code] = product;
    }
}

void SampleSite::add_serum() {
    const StepCode packing("packing");
    const StepCode filling("filling");
    const BatchNo first("GLW-2611-012");
    const BatchNo second("GLW-2611-013");
    add(serum, UserId("maya"), -600, order("Glowria", "SRM-30", 10'000, 45'000));
    for (const BatchNo& batch : {first, second, serum_batch}) {
        add(serum, UserId("maya"), -590, plan(batch, "SRM-30", 2'500));
        add(serum, UserId("dewi"), -580, BatchStarted{batch, CountMode::keypad});
        add(serum, UserId("dewi"), -500, OutputRecorded{batch, filling, 2'700, {}, {}, {}}, "L1");
    }
    add(serum, UserId("dewi"), -400, OutputRecorded{first, packing, 2'480, {}, {}, {}}, "L1");
    add(serum, UserId("dewi"), -399, RejectRecorded{first, packing, 31, "leak", {}, {}}, "L1");
    add(serum, UserId("dewi"), -300, OutputRecorded{second, packing, 1'200, {}, {}, {}}, "L1");
    add(serum, UserId("siti"), -290, OutputRecorded{second, packing, 1'265, {}, {}, {}});
    add(serum, UserId("siti"), -280, RejectRecorded{second, packing, 44, "label", {}, {}});
    add(serum, UserId("siti"), -250, BatchClosed{first, packing, 2'511, 0, {}});
    add(serum, UserId("siti"), -250, BatchClosed{second, packing, 2'509, 0, {}});
    add(serum, UserId("ratna"), -200,
        BatchStatusChanged{first, BatchStatus::released, UserId("ratna"), {}});
    add(serum, UserId("siti"), -60, OutputRecorded{serum_batch, packing, 1'893, {}, {}, {}});
    add(serum, UserId("siti"), -50, RejectRecorded{serum_batch, packing, 40, "leak", {}, {}});
    add(serum, UserId("siti"), -40, ReworkOpened{serum_batch, packing, 8, {}});
    add(serum, UserId("siti"), 20, OutputRecorded{serum_batch, packing, 162, {}, {}, {}});
    add(serum, UserId("siti"), 41, RejectRecorded{serum_batch, packing, 3, "leak", {}, {}});
    add(serum, UserId("siti"), 62, OutputRecorded{serum_batch, packing, 250, {}, {}, {}});
    const TestLimit& ph = site.products[ProductCode("SRM-30")].tests.front();
    add(serum, UserId("ratna"), -210, result(first, ph, 506));
    add(serum, UserId("ratna"), -205, result(second, ph, 518));
}

void SampleSite::add_capsules() {
    const StepCode filling("filling");
    const BatchNo failed("HRB-2611-006");
    add(capsules, UserId("maya"), -600, order("Herbana", "KPS-60", 20'000, 18'500));
    for (const BatchNo& batch : {failed, capsule_batch}) {
        add(capsules, UserId("maya"), -590, plan(batch, "KPS-60", 5'000));
        add(capsules, UserId("siti"), -580, BatchStarted{batch, CountMode::carton});
    }
    add(capsules, UserId("siti"), -90, OutputRecorded{capsule_batch, filling, 1'550, {}, {}, {}});
    add(capsules, UserId("dewi"), -95, OutputRecorded{failed, filling, 4'900, {}, {}, {}}, "L1");
    const TestLimit& water = site.products[ProductCode("KPS-60")].tests.front();
    add(capsules, UserId("ratna"), -80, result(failed, water, 94));
}

void SampleSite::add_small_orders() {
    const StepCode packing("packing");
    int age = 0;
    for (const char* number : {"PO-SKN-201", "PO-BDY-077", "PO-TMB-009"}) {
        const OrderNo order_no(number);
        const BatchNo batch(std::string(number + 3) + "-01");
        add(order_no, UserId("maya"), -900 + age, order("Seruni", "LTN-250", 5'000, 32'000));
        add(order_no, UserId("maya"), -890, plan(batch, "LTN-250", 5'000));
        add(order_no, UserId("dewi"), -880, BatchStarted{batch, CountMode::keypad}, "L1");
        add(order_no, UserId("dewi"), -700,
            OutputRecorded{batch, packing, 600 + age * 30, {}, {}, {}}, "L1");
        age += 33;
    }
}

void SampleSite::add_devices() {
    printers = {{"Zebra ZT411", "ZPL · USB 1-1", DeviceState::ready, {}}};
    printers.front().id = printers.front().name;
    DeviceView scanner{"Zebra DS2208", "HID POS · port 1-2", DeviceState::ready};
    scanner.id = scanner.name;
    scanner.kind = "hid_pos";
    scanner.identity = {"05e0:1300", "Zebra Technologies", "DS2208", "S21194523", "1-2"};
    scanner.last_scan = "]C1<GS>0108991234567013";
    scanner.event_key = "scanner_event.scan";
    scanner.event_at_utc_us = one_o_clock_us() + 53 * kMinuteUs;
    scanner.enrolled = true;
    scanners = {scanner};
    last_scan = LastScan{"]C1<GS>0108991234567013172811301"
                         "0GLW-2611-014<GS>21L2A00097",
                         "scan_kind.label"};
    const auto job = [&](std::int64_t id, std::int64_t carton, LabelJobState state,
                         const char* detail) {
        LabelJob added;
        added.job_id = id;
        added.order_no = serum;
        added.batch = serum_batch;
        added.serial = Serial("L2A000" + std::to_string(carton));
        added.carton_no = carton;
        added.state = state;
        added.detail = detail;
        label_jobs.push_back(added);
        add(serum, UserId("siti"), 30,
            LabelIssued{added.serial, serum_batch, "carton", carton, 24});
    };
    job(5, 97, LabelJobState::queued, "");
    job(4, 96, LabelJobState::uncertain, "restart");
    job(3, 95, LabelJobState::sent, "");
    job(2, 94, LabelJobState::confirmed, "");
    preview.width_dots = 400;
    preview.height_dots = 560;
    preview.serial = Serial("L2A00097");
    preview.gray.assign(400 * 560, 255);
    for (int y = 0; y < 560; ++y) {
        for (int x = 30; x < 370; ++x) {
            const bool bars = y > 120 && y < 240 && (x * 7919 / 13) % 7 < 3;
            const bool cells =
                y > 320 && y < 480 && x < 190 && ((x / 10) * 31 + (y / 10) * 17) % 5 < 2;
            const bool words = (y > 40 && y < 70 && x < 300) || (y > 330 && y < 350 && x > 210);
            if (bars || cells || words) preview.gray[static_cast<std::size_t>(y * 400 + x)] = 0;
        }
    }
}

OrderState& SampleSite::state(const OrderNo& order_no) {
    return const_cast<OrderState&>(*orders_.at(order_no));
}

void SampleSite::add(const OrderNo& order_no, const UserId& actor, int minutes, Body body,
                     const char* terminal) {
    Event event;
    event.id = {TerminalId(terminal), 1, ++seq_};
    event.lamport = seq_;
    event.order_no = order_no;
    event.stamp = stamp(minutes);
    event.actor = actor;
    event.body = std::move(body);
    OrderState next;
    const auto found = orders_.find(order_no);
    if (found != orders_.end()) next = *found->second;
    apply(next, event);
    orders_[order_no] = std::make_unique<const OrderState>(std::move(next));
}

void SampleSite::summarize() {
    summaries.clear();
    for (const auto& [order_no, order_state] : orders_) {
        OrderSummary summary;
        summary.order_no = order_no;
        summary.client = order_state->order->client;
        summary.product = site.products.at(order_state->order->lines.front().product).name;
        summary.ordered = ordered_quantity(*order_state);
        summary.good = deliverable_good(*order_state);
        summary.reject = total_reject(*order_state);
        summary.progress_basis_points = progress_basis_points(*order_state);
        summary.threshold_percent = order_state->order->threshold_percent;
        summary.milestone = milestone_status(*order_state);
        summary.threshold_reached_at_utc_us = order_state->threshold_reached_at_utc_us;
        summary.last_at_utc_us = order_state->last_at_utc_us;
        summaries.push_back(summary);
    }
    std::stable_sort(summaries.begin(), summaries.end(), [](const auto& a, const auto& b) {
        const auto waits = [](const OrderSummary& s) {
            return s.milestone != MilestoneStatus::not_reached;
        };
        return waits(a) && !waits(b);
    });
}

Person SampleSite::person(const char* user) const {
    const UserId id(user);
    return {id, names.at(id), site.users.at(id).roles};
}

void SampleSite::log_in(const char* user) { session = person(user); }

View SampleSite::view() const {
    const Stamp now = stamp(65);
    return View{.line_name = "Lini 2",
                .step = StepCode("packing"),
                .step_label = {"Pengemasan", "Packing"},
                .session = session,
                .names = names,
                .now = local_time(now.at_utc_us, kZone).value(),
                .zone = kZone,
                .stamp = now,
                .money_visible = money_visible,
                .site = site,
                .orders = orders_,
                .summaries = summaries,
                .label_jobs = label_jobs,
                .deliveries = deliveries,
                .ledger = ledger,
                .last_delivery_at_utc_us = one_o_clock_us() + 64 * kMinuteUs,
                .room = room,
                .open_order = open_order,
                .open_batch = open_batch,
                .open_entry = open_entry,
                .signing = signing,
                .answer = answer,
                .over_carton = over_carton,
                .reprint = reprint,
                .busy = busy,
                .scanners = scanners,
                .printers = printers,
                .last_scan = last_scan,
                .enrolment = enrolment,
                .question = question,
                .camera = camera,
                .preview = &preview,
                .runs = runs,
                .label_account = label_account,
                .kpis = &kpis,
                .kpi_rows = &kpi_rows};
}

}  // namespace lini
