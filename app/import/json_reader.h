// Takes one JSON object apart, member by member, and collects what is wrong instead of stopping,
// so a file is mended in one round. A getter that fails notes the problem and gives a harmless
// value back; whoever reads asks `problems` before it believes anything. One thread.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "app/domain/calendar.h"
#include "app/domain/ids.h"
#include "app/domain/playbook.h"
#include "app/import/problem_list.h"

namespace lini {

class JsonReader {
public:
    /// `node` and `problems` outlive the reader. A node that is no object is a problem.
    JsonReader(const nlohmann::json& node, std::string pointer, ProblemList& problems);

    bool has(const char* key) const;
    std::string pointer_to(const char* key) const;

    /// Compulsory members.
    std::string text(const char* key, std::size_t bytes_max = 200);
    std::string id_text(const char* key);
    std::int64_t integer(const char* key, IntegerBounds bounds);
    bool boolean(const char* key);
    Date date(const char* key);
    Wording wording(const char* key);
    /// One of `allowed`; its first after a problem.
    std::string choice(const char* key, const std::vector<std::string>& allowed);
    /// An array of `min` to `max` entries; an empty one after a problem.
    const nlohmann::json& array(const char* key, std::size_t min, std::size_t max);
    /// An object; an empty one after a problem.
    const nlohmann::json& object(const char* key);

    /// Notes a problem at a member, or at the object itself for a null key.
    void wrong(const char* key, std::string problem,
               std::vector<std::pair<std::string, RefusalArg>> args = {});

    /// Notes every member that no getter asked for: a misspelt key must not pass as a default.
    void refuse_unknown_keys();

private:
    const nlohmann::json* find(const char* key);

    const nlohmann::json& node_;
    const std::string pointer_;
    ProblemList& problems_;
    std::set<std::string> known_;
};

}  // namespace lini
