#include "console/outside/metrics.hpp"

#include <prometheus/text_serializer.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

#include "console/http.hpp"
#include "console/outside/api_routes.hpp"
#include "platform/clock.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

constexpr std::chrono::seconds patience{2};
constexpr int told_a_minute = 20;
constexpr const char* exposition = "text/plain; version=0.0.4; charset=utf-8";

MetricFamily family_of(const Gauge& gauge) {
    MetricFamily family{gauge.name, gauge.help, MetricType::Gauge, {}};
    for (const Reading& reading : gauge.readings) {
        ClientMetric metric;
        for (const auto& [name, value] : reading.labels) metric.label.push_back({name, value});
        metric.gauge.value = reading.value;
        family.metric.push_back(std::move(metric));
    }
    return family;
}

double resident_bytes() {
    std::ifstream statm("/proc/self/statm");
    double whole = 0;
    double resident = 0;
    statm >> whole >> resident;
    return resident * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

double open_files() {
    const std::filesystem::directory_iterator folder("/proc/self/fd");
    return static_cast<double>(std::distance(begin(folder), end(folder)));
}

// A reverse proxy on this computer asks for somebody else, and says so.
bool is_from_here(const httplib::Request& request) {
    return is_loopback(request.remote_addr) && !request.has_header("X-Forwarded-For") &&
           !request.has_header("Forwarded");
}

}  // namespace

std::string route_of(const httplib::Request& request, int status) {
    const auto& found = request.matches;  // of the handler's pattern; none for a file, or refused before
    if (found.empty()) return status < 400 ? "file" : "unknown";
    if (found.size() == 1) return request.path;
    return request.path.substr(0, static_cast<std::size_t>(found.position(1))) + "{id}" +
           std::string(found[1].second, request.path.end());
}

Metrics::Metrics(ApiGate& gate, Mailbox& mailbox)
    : gate_(gate),
      mailbox_(mailbox),
      requests_(prometheus::BuildCounter()
                    .Name("okno_http_requests_total")
                    .Help("Answers given, by route and status.")
                    .Register(registry_)) {}

void Metrics::count_requests(httplib::Server& server) {
    server.set_logger([this](const httplib::Request& request, const httplib::Response& response) {
        const std::string route = route_of(request, response.status);
        requests_.Add({{"route", route}, {"status", std::to_string(response.status)}}).Increment();
        if (response.status == 403) tell_refusal(route);
    });
}

// What somebody may not do says nothing about them but that they tried; who tries all day fills a counter,
// not the log.
void Metrics::tell_refusal(const std::string& route) {
    const std::lock_guard lock(mutex_);
    const auto now = platform::read_clock().steady;
    if (now >= minute_ + std::chrono::minutes{1}) {
        minute_ = now;
        told_ = 0;
    }
    if (++told_ > told_a_minute) return;
    spdlog::warn("A request was refused: whoever sent it may not do that. route={}{}", route,
                 told_ == told_a_minute ? ", and no more lines of this for a minute" : "");
}

void Metrics::add_to(httplib::Server& server, std::function<int()> streams) {
    server.Get("/metrics", [this, streams = std::move(streams)](const httplib::Request& request,
                                                                httplib::Response& response) {
        if (!is_from_here(request)) {
            const auto no = gate_.why_not(request.get_header_value("Authorization"), Scope::metrics,
                                          platform::read_clock().steady);
            if (no) return refuse(response, *no);
        }
        response.set_header("Cache-Control", "no-store");
        response.set_content(text(streams()), exposition);
    });
}

std::string Metrics::text(int streams) {
    std::vector<Gauge> gauges = mailbox_.ask(GaugesQuestion{}, patience).value_or(std::vector<Gauge>{});
    gauges.push_back({"okno_streams_open",
                      "Pages of the staff that are kept up to date just now.",
                      {{{}, static_cast<double>(streams)}}});
    gauges.push_back({"okno_api_wrong_keys",
                      "Requests to the API without a key that is known, since the start of the console.",
                      {{{}, static_cast<double>(gate_.wrong_keys())}}});
    gauges.push_back(
        {"process_resident_memory_bytes", "Resident memory of the console.", {{{}, resident_bytes()}}});
    gauges.push_back({"process_open_fds", "Open file descriptors of the console.", {{{}, open_files()}}});
    std::vector<MetricFamily> families = registry_.Collect();
    for (const Gauge& gauge : gauges)
        if (!gauge.readings.empty()) families.push_back(family_of(gauge));
    return prometheus::TextSerializer().Serialize(families);
}

}  // namespace okno::console
