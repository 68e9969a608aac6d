// The gate of the API: which key asks, whether it may, and how often. Reads the file of keys again when it
// has changed; a file that cannot be read leaves the keys last known in force. Thread-safe; the web server's
// threads share it.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "console/outside/api_keys.hpp"
#include "console/outside/rate_limit.hpp"
#include "protocol/messages.hpp"

namespace okno::console {

struct ApiRefusal {
    protocol::Refusal why;
    std::chrono::seconds retry_after{};  // 0: asking again will not help
};

class ApiGate {
  public:
    explicit ApiGate(ApiKeyFile file) : file_(std::move(file)) {}

    // `authorization`: the header, "Bearer okno_…". Empty: go ahead.
    std::optional<ApiRefusal> why_not(const std::string& authorization, Scope scope,
                                      platform::SteadyTime now);
    std::uint64_t wrong_keys() const { return wrong_keys_; }  // since the start of the program

  private:
    ApiRefusal refuse_key(platform::SteadyTime now);
    void look_at_file();

    ApiKeyFile file_;
    std::mutex mutex_;
    std::optional<std::string> stamp_;
    std::vector<ApiKey> keys_;
    RateLimit limit_;
    std::atomic<std::uint64_t> wrong_keys_{0};
    std::uint64_t told_ = 0;  // of them, in the log
    std::optional<platform::SteadyTime> told_at_;
};

}  // namespace okno::console
