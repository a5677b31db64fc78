#include "app/terminal/device_setup.h"

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <catch2/catch_test_macros.hpp>

using namespace lini;

namespace {

const std::string kSource = LINI_SOURCE_DIR;
const std::string kRules = "assets/udev/70-lini.rules";

/// The sentence of a key in a catalogue's source; empty without one.
std::string sentence(const std::string& language, const std::string& key) {
    std::ifstream in(kSource + "/assets/locale/" + language + ".po");
    const std::string all{std::istreambuf_iterator<char>(in), {}};
    const std::string head = "msgid \"" + key + "\"\nmsgstr \"";
    const std::size_t at = all.find(head);
    if (at == std::string::npos) return {};
    const std::size_t from = at + head.size();
    return all.substr(from, all.find("\"\n", from) - from);
}

}  // namespace

TEST_CASE("every trouble of a device has its sentence, in both languages") {
    for (const PortCondition condition :
         {PortCondition::out_of_paper, PortCondition::ribbon_out, PortCondition::head_open,
          PortCondition::paused, PortCondition::fault, PortCondition::unplugged,
          PortCondition::no_access, PortCondition::busy}) {
        INFO(trouble_key(condition));
        CHECK_FALSE(sentence("id", trouble_key(condition)).empty());
        CHECK_FALSE(sentence("en", trouble_key(condition)).empty());
    }
}

TEST_CASE("whoever is refused a device is told which rules to install, and they exist") {
    const std::string key = trouble_key(PortCondition::no_access);
    CHECK(sentence("id", key).find(kRules) != std::string::npos);
    CHECK(sentence("en", key).find(kRules) != std::string::npos);
    CHECK(std::filesystem::exists(kSource + "/" + kRules));
}
