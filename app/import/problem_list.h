// Where the problems of one file gather while it is read. One thread.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "app/import/problem.h"

namespace lini {

struct IntegerBounds {
    std::int64_t min;
    std::int64_t max;
};

class ProblemList {
public:
    explicit ProblemList(std::string file) : file_(std::move(file)) {}

    /// Dropped when kProblemsMax are there already. The file's name is filled in.
    void add(Problem problem) {
        if (problems_.size() >= kProblemsMax) return;
        problem.file = file_;
        problems_.push_back(std::move(problem));
    }
    void add(const std::string& pointer, std::string key,
             std::vector<std::pair<std::string, RefusalArg>> args = {}) {
        add(Problem{{}, pointer, 0, 0, std::move(key), std::move(args)});
    }

    bool empty() const { return problems_.empty(); }
    Problems take() { return std::move(problems_); }

private:
    std::string file_;
    Problems problems_;
};

}  // namespace lini
