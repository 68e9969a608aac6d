#include "console/past/report_routes.hpp"

#include <string_view>
#include <utility>

#include "console/http.hpp"
#include "console/past/report_json.hpp"
#include "console/sentences.hpp"
#include "platform/clock.hpp"
#include "platform/log.hpp"
#include "statistics/csv.hpp"
#include "statistics/failure.hpp"
#include "statistics/report_sheets.hpp"
#include "statistics/xlsx.hpp"

namespace okno::console {

namespace {

constexpr const char* xlsx_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
constexpr const char* csv_type = "text/csv; charset=utf-8";

statistics::ReportLanguage language_in(const httplib::Request& request) {
    return request.get_param_value("language") == "en" ? statistics::ReportLanguage::en
                                                       : statistics::ReportLanguage::ru;
}

tl::expected<statistics::Period, protocol::Refusal> period_in(const httplib::Request& request) {
    const auto period = statistics::period_from(request.get_param_value("period"));
    if (!period) return tl::make_unexpected(complain(Complaint::bad_period));
    return *period;
}

bool is_csv(const httplib::Request& request) {
    return request.get_param_value("format") == "csv";
}

}  // namespace

void ReportRoutes::add_to(httplib::Server& server) {
    route(server, "/api/reports", &ReportRoutes::tell_report);
    route(server, "/api/reports/file", &ReportRoutes::give_report);
    route(server, "/api/reports/forwarded", &ReportRoutes::tell_forwarded);
    route(server, "/api/reports/forwarded/file", &ReportRoutes::give_forwarded);
    route(server, "/api/reports/folder", &ReportRoutes::tell_folder);
    route(server, "/api/reports/folder/file", &ReportRoutes::give_from_folder);
}

void ReportRoutes::route(httplib::Server& server, const char* path, Act act) {
    server.Get(path, [this, act](const Request& request, Response& response) {
        const auto guest = gate_.guest_of(StillPage::reports, request);
        if (!guest) return refuse(response, guest.error());
        try {
            (this->*act)(request, response, guest->user);
        } catch (const std::runtime_error& error) {
            spdlog::error("A report could not be made. reason=\"{}\"", statistics::reason_of(error));
            refuse(response, complain(Complaint::report_failed));
        }
    });
}

void ReportRoutes::give(Response& response, std::string bytes, const std::string& name, const User& user) {
    trail_.record({Deed::report_downloaded, user.name, name});
    response.set_header("Content-Disposition", "attachment; filename=\"" + name + '"');
    response.set_header("Cache-Control", "no-store");
    response.set_content(std::move(bytes), name.ends_with(".csv") ? csv_type : xlsx_type);
}

tl::expected<statistics::Workbook, protocol::Refusal> ReportRoutes::workbook(const Request& request,
                                                                             const User& user) {
    const auto period = period_in(request);
    if (!period) return tl::make_unexpected(period.error());
    const auto report = desk_.report(*period, user.name, platform::read_clock().wall);
    if (!report) return tl::make_unexpected(report.error());
    return workbook_of(*report, language_in(request));
}

void ReportRoutes::tell_report(const Request& request, Response& response, const User& user) {
    const auto book = workbook(request, user);
    if (!book) return refuse(response, book.error());
    trail_.record({Deed::report_made, user.name, book->file_name});
    answer(response, to_json(*book));
}

void ReportRoutes::give_report(const Request& request, Response& response, const User& user) {
    const auto book = workbook(request, user);
    if (!book) return refuse(response, book.error());
    if (is_csv(request)) return give(response, csv_of(*book), "okno-" + book->file_name + ".csv", user);
    give(response, xlsx_of(*book), "okno-" + book->file_name + ".xlsx", user);
}

void ReportRoutes::tell_forwarded(const Request& request, Response& response, const User&) {
    const auto due = desk_.due();
    if (!due) return refuse(response, due.error());
    const auto book = forwarded_workbook(due->applications, due->plan, language_in(request));
    answer(response, {{"today", statistics::short_day(due->today, statistics::ReportLanguage::en)},
                      {"workbook", to_json(book)}});
}

void ReportRoutes::give_forwarded(const Request& request, Response& response, const User& user) {
    auto due = desk_.due();
    if (!due) return refuse(response, due.error());
    std::string name = "okno-forwarded";
    if (request.has_param("period")) {
        const auto period = period_in(request);
        if (!period) return refuse(response, period.error());
        due->applications = desk_.look(
            [&](statistics::Statistics& statistics) { return statistics.forwarded(period->days); });
        name.append("-").append(to_text(*period));
    }
    const auto book = forwarded_workbook(due->applications, due->plan, language_in(request));
    if (is_csv(request))
        return give(response, csv_of(book.sheets.front(), book.language), name + ".csv", user);
    give(response, xlsx_of(book), name + ".xlsx", user);
}

void ReportRoutes::tell_folder(const Request&, Response& response, const User&) {
    nlohmann::json files;
    if (folder_) {
        files = nlohmann::json::array();
        for (const ReportFolder::File& file : folder_->files())
            files.push_back({{"name", file.name}, {"bytes", file.bytes}});
    }
    answer(response, {{"files", std::move(files)}});
}

void ReportRoutes::give_from_folder(const Request& request, Response& response, const User& user) {
    const std::string name = request.get_param_value("name");
    auto bytes = folder_ ? folder_->read(name) : std::nullopt;
    if (!bytes) return refuse(response, complain(Complaint::no_such_report));
    give(response, *std::move(bytes), name, user);
}

}  // namespace okno::console
