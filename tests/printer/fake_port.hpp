// A port with a memory: it keeps every job it was given and ends it when and how the test says.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "printer/port.hpp"

namespace okno::printer {

class FakePort : public Port {
  public:
    std::string name() const override { return "fake"; }
    bool free() const override { return !under_way_; }
    void print(Job job, SteadyTime) override {
        jobs.push_back(std::move(job));
        under_way_ = true;
    }
    std::vector<Watched> watched() const override { return {}; }
    SteadyTime next_work() const override { return SteadyTime::max(); }
    std::vector<PortNews> work(SteadyTime) override { return std::exchange(news_, {}); }

    void end(Outcome outcome) {
        under_way_ = false;
        news_.emplace_back(JobEnded{outcome, "the test says so"});
    }

    std::vector<Job> jobs;

  private:
    bool under_way_ = false;
    std::vector<PortNews> news_;
};

}  // namespace okno::printer
