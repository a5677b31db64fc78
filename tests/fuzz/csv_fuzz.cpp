// CSV files of an ERP: whatever the bytes are, they are refused with problems, each in the file, or
// they give a document.
#include <cstddef>
#include <cstdint>
#include <string>

#include "app/base/check.h"
#include "app/import/csv_document.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto text = lini::csv_as_utf8("orders.csv", bytes);
    if (!text) return 0;
    const auto csv = lini::read_csv_document("orders.csv", *text);
    if (!csv) {
        CHECK(!csv.error().empty());
        return 0;
    }
    for (const auto& [pointer, row] : csv->rows) {
        lini::Problem problem;
        problem.pointer = pointer + "/quantity";
        CHECK(csv->in_file(problem).line == row);
    }
    return 0;
}
