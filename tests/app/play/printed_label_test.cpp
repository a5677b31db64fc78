#include "app/play/printed_label.h"

#include <catch2/catch_test_macros.hpp>

namespace lini {

TEST_CASE("field data is read with its escapes resolved") {
    const auto fields = zpl_field_data("^XA^FO1,1^A0N,20^FH_^FDA_5EB^FS^FO2,2^FDC_5ED^FS^XZ");
    CHECK(fields == std::vector<std::string>{"A^B", "C_5ED"});
    CHECK(zpl_field_data("^FH_^FDcut_5").front() == "cut_5");
    CHECK(zpl_field_data("").empty());
}

TEST_CASE("a GS1 field holds only when its whole value is there") {
    constexpr std::string_view kZpl = "^FH_^FD(01)18991234567010(10)GLW-2611-014(21)L21000001^FS";
    CHECK(has_gs1_field(kZpl, "10", "GLW-2611-014"));
    CHECK(has_gs1_field(kZpl, "21", "L21000001"));
    CHECK_FALSE(has_gs1_field(kZpl, "10", "GLW-2611"));
    CHECK_FALSE(has_gs1_field(kZpl, "17", "281130"));
}

}  // namespace lini
