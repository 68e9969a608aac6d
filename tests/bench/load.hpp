// A load of N clients, each with one request under way: it sends, waits for the answer, sends the next. One
// process, N CURVE connections.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "platform/keys.hpp"

namespace okno::bench {

struct Measured {
    double per_second = 0;
    double p50_ms = 0;
    double p99_ms = 0;
    std::size_t requests = 0;
    std::size_t refused = 0;
};

struct Load {
    std::string endpoint;
    platform::Identity identity;
    int clients = 1;
    std::chrono::milliseconds warm_up{500};
    std::chrono::milliseconds lasts{3000};
    std::string kind;
    std::string body;  // JSON
};

Measured measure(const Load& load);

// One client, one request after the other. `kinds` and `bodies` alternate; only the requests of the first
// kind are measured.
struct Step {
    std::string kind;
    std::string body;
};
Measured measure_first(const std::string& endpoint, const platform::Identity& identity,
                       const std::vector<Step>& steps, std::size_t rounds);
// The body of the answer to one request; std::runtime_error when it is refused.
std::string answer_to(const std::string& endpoint, const platform::Identity& identity, const Step& step);

}  // namespace okno::bench
