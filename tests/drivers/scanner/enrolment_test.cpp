#include "drivers/scanner/enrolment.h"

#include <algorithm>

#include <catch2/catch_test_macros.hpp>

using namespace lini;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) {
        text.replace(at, from.size(), to);
        at += to.size();
    }
    return text;
}

EnrolmentFault judged(const std::string& data, const std::string& aim_id = "]d1") {
    ScanPayload payload;
    payload.data = data;
    payload.aim_id = aim_id;
    return judge_enrolment(payload);
}

const std::string kRight(enrolment_text());

}  // namespace

TEST_CASE("a scanner that sends what it reads may be used, with or without an identifier") {
    CHECK(judged(kRight) == EnrolmentFault::none);
    CHECK(judged(kRight, "") == EnrolmentFault::no_aim_id);
    CHECK(may_scan(EnrolmentFault::none));
    CHECK(may_scan(EnrolmentFault::no_aim_id));
}

TEST_CASE("what comes back wrong is named, and the scanner is not used") {
    std::string upper = kRight;
    std::transform(upper.begin(), upper.end(), upper.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    });
    std::string german = replaced(replaced(replaced(kRight, "Z", "#"), "yZ", "zY"), "#", "Y");
    german = replaced(replaced(german, "@", "'"), "\"", "@");
    const std::string gs = "\x1d";
    CHECK(judged(replaced(kRight, gs, "")) == EnrolmentFault::loses_gs);
    CHECK(judged(replaced(kRight, gs, "]")) == EnrolmentFault::replaces_gs);
    CHECK(judged(replaced(kRight, gs, " ")) == EnrolmentFault::replaces_gs);
    CHECK(judged(upper) == EnrolmentFault::changes_case);
    CHECK(judged(replaced(upper, gs, "")) == EnrolmentFault::changes_case);
    CHECK(judged(german) == EnrolmentFault::swaps_layout);
    CHECK(judged(kRight.substr(0, 12)) == EnrolmentFault::cuts_off);
    CHECK(judged("~" + kRight) == EnrolmentFault::adds_text);
    CHECK(judged(kRight + "\t") == EnrolmentFault::adds_text);
    CHECK(judged("08991234567013") == EnrolmentFault::other_symbol);
    CHECK(judged("") == EnrolmentFault::other_symbol);
    for (const auto fault :
         {EnrolmentFault::loses_gs, EnrolmentFault::replaces_gs, EnrolmentFault::changes_case,
          EnrolmentFault::swaps_layout, EnrolmentFault::cuts_off, EnrolmentFault::adds_text,
          EnrolmentFault::other_symbol}) {
        CHECK_FALSE(may_scan(fault));
    }
}
