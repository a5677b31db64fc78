#include "app/import/item_readers.h"

namespace lini {

ReadChange read_revision(const nlohmann::json& item, const std::string& pointer,
                         const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ReadChange read;
    RevisionAsked asked;
    read.order_no = OrderNo{reader.id_text("order_no")};
    asked.revision = reader.id_text("revision");
    const std::string state = reader.choice("state", {"asked", "done"});
    if (reader.has("recorded_by")) read.recorded_by = UserId{reader.id_text("recorded_by")};
    if (state == "done") {
        read.action = FinishRevision{asked.revision};
        reader.refuse_unknown_keys();
        return read;
    }
    asked.stage = reader.id_text("stage");
    asked.cause = reader.choice("cause", {"client", "maker"}) == "maker" ? RevisionCause::maker
                                                                        : RevisionCause::client;
    asked.description = reader.text("description", 200);
    asked.reference = reader.text("reference", 200);
    reader.refuse_unknown_keys();
    read.action = AskRevision{std::move(asked)};
    return read;
}

ReadChange read_case(const nlohmann::json& item, const std::string& pointer,
                     const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ReadChange read;
    read.order_no = OrderNo{reader.id_text("order_no")};
    const std::string case_no = reader.id_text("case");
    const std::string state = reader.choice("state", {"opened", "moved", "closed"});
    if (reader.has("recorded_by")) read.recorded_by = UserId{reader.id_text("recorded_by")};
    if (state == "moved") {
        read.action = MoveCase{case_no, reader.id_text("step"), reader.text("note")};
    } else if (state == "closed") {
        CaseClosed closed;
        closed.case_no = case_no;
        const std::string fault = reader.choice("fault", {"none", "maker", "client"});
        closed.fault = fault == "maker"    ? Fault::maker
                       : fault == "client" ? Fault::client
                                           : Fault::none;
        closed.note = reader.text("note");
        if (reader.has("replacement")) closed.replacement = BatchNo{reader.id_text("replacement")};
        read.action = CloseCase{std::move(closed)};
    } else {
        CaseOpened opened;
        opened.case_no = case_no;
        opened.kind = reader.id_text("kind");
        if (reader.has("batch_no")) opened.batch = BatchNo{reader.id_text("batch_no")};
        opened.description = reader.text("description");
        opened.reference = reader.text("reference");
        opened.attachments = read_attachments(reader);
        read.action = OpenCase{std::move(opened)};
    }
    reader.refuse_unknown_keys();
    return read;
}

std::vector<std::string> read_attachments(JsonReader& reader) {
    std::vector<std::string> digests;
    if (!reader.has("attachments")) return digests;
    for (const nlohmann::json& digest : reader.array("attachments", 1, 16)) {
        digests.push_back(digest.is_string() ? digest.get<std::string>() : "");
    }
    return digests;
}

ReadChange read_shipment(const nlohmann::json& item, const std::string& pointer,
                         const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ReadChange read;
    ShipmentRecorded shipment;
    read.order_no = OrderNo{reader.id_text("order_no")};
    shipment.shipment = reader.id_text("shipment");
    if (reader.has("sample")) shipment.sample = reader.id_text("sample");
    const nlohmann::json& batches = reader.array("batches", 1, 100);
    for (std::size_t i = 0; i < batches.size(); ++i) {
        const std::string at = reader.pointer_to("batches") + "/" + std::to_string(i);
        JsonReader row(batches[i], at, context.problems);
        shipment.batches.push_back(
            {BatchNo{row.id_text("batch_no")}, row.integer("quantity", {1, kQuantityMax})});
        row.refuse_unknown_keys();
    }
    if (reader.has("vehicle")) shipment.vehicle = reader.text("vehicle", 40);
    if (reader.has("driver")) shipment.driver = reader.text("driver", 120);
    if (reader.has("received_by")) shipment.received_by = reader.text("received_by", 120);
    if (reader.has("reference")) shipment.reference = reader.text("reference", 200);
    shipment.attachments = read_attachments(reader);
    read.recorded_by = UserId{reader.id_text("recorded_by")};
    reader.refuse_unknown_keys();
    read.action = RecordShipment{std::move(shipment), true};
    return read;
}

ReadChange read_hold(const nlohmann::json& item, const std::string& pointer,
                     const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    ReadChange read;
    read.order_no = OrderNo{reader.id_text("order_no")};
    const bool resume = reader.choice("state", {"paused", "resumed"}) == "resumed";
    const std::string reference = reader.text("reference", 200);
    if (reader.has("recorded_by")) read.recorded_by = UserId{reader.id_text("recorded_by")};
    if (resume) {
        read.action = ResumeOrder{reference};
    } else {
        read.action = PauseOrder{reader.text("reason", 200), reference};
    }
    reader.refuse_unknown_keys();
    return read;
}

DefineDuties read_duties(const nlohmann::json& item, const std::string& pointer,
                         const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    DutiesDefined list;
    list.revision = static_cast<int>(reader.integer("revision", {1, kRevisionMax}));
    const nlohmann::json& duties = reader.array("duties", 1, 200);
    for (std::size_t i = 0; i < duties.size(); ++i) {
        const std::string at = reader.pointer_to("duties") + "/" + std::to_string(i);
        JsonReader row(duties[i], at, context.problems);
        Duty duty;
        duty.category = row.id_text("category");
        duty.kind = row.choice("needs", {"registration", "halal"}) == "halal"
                        ? DutyKind::halal
                        : DutyKind::registration;
        duty.from = row.date("from");
        duty.source = row.text("source", 200);
        row.refuse_unknown_keys();
        list.duties.push_back(std::move(duty));
    }
    reader.refuse_unknown_keys();
    list.content_sha256_hex = content_hash(item, {}, context.sha256_hex);
    return {std::move(list)};
}

DefineHolidays read_holidays(const nlohmann::json& item, const std::string& pointer,
                             const ReadContext& context) {
    JsonReader reader(item, pointer, context.problems);
    HolidaysDefined year;
    year.year = static_cast<int>(reader.integer("year", {2000, 2200}));
    year.revision = static_cast<int>(reader.integer("revision", {1, kRevisionMax}));
    const nlohmann::json& days = reader.array("days", 1, 366);
    for (std::size_t i = 0; i < days.size(); ++i) {
        const std::string at = reader.pointer_to("days") + "/" + std::to_string(i);
        JsonReader day(days[i], at, context.problems);
        Holiday holiday{day.date("date"), day.text("name", 120)};
        day.refuse_unknown_keys();
        const bool fits = !holiday.day.ok() || static_cast<int>(holiday.day.year()) == year.year;
        if (!fits) day.wrong("date", "date_of_other_year", {{"value", iso_date(holiday.day)}});
        year.days.push_back(std::move(holiday));
    }
    reader.refuse_unknown_keys();
    year.content_sha256_hex = content_hash(item, {}, context.sha256_hex);
    return DefineHolidays{std::move(year)};
}

}  // namespace lini
