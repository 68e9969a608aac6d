// The routes of the page "Reports", for managers and auditors. Periods are those of statistics/period.hpp;
// nobody names a path: a file of the folder is one of those it was listed with. Reports name the staff: who
// has made or downloaded which is in the audit trail before it is given.
//
//   GET /api/reports?period=2026-03&language=ru -> a workbook (report_json.hpp)
//   GET /api/reports/file?period=…&language=…&format=xlsx|csv -> the file
//   GET /api/reports/forwarded?language=… -> {today: "2026-03-02", workbook}: whose answer is not overdue
//   GET /api/reports/forwarded/file?language=…&format=…[&period=…] -> the file; with a period: accepted in it
//   GET /api/reports/folder -> {files: [{name, bytes}] | null}: null when reports are not put into a folder
//   GET /api/reports/folder/file?name=… -> the file
#pragma once

#include <httplib.h>

#include <optional>

#include "console/past/report_desk.hpp"
#include "console/past/report_folder.hpp"
#include "console/people/audit_trail.hpp"
#include "console/people/gate.hpp"
#include "statistics/report_words.hpp"
#include "statistics/workbook.hpp"

namespace okno::console {

class ReportRoutes {
  public:
    // All must outlive the routes.
    ReportRoutes(ReportDesk& desk, std::optional<ReportFolder> folder, AuditTrail& trail, const Gate& gate)
        : desk_(desk), folder_(std::move(folder)), trail_(trail), gate_(gate) {}

    void add_to(httplib::Server& server);

  private:
    using Request = httplib::Request;
    using Response = httplib::Response;
    using Act = void (ReportRoutes::*)(const Request&, Response&, const User&);

    void route(httplib::Server& server, const char* path, Act act);
    void tell_report(const Request& request, Response& response, const User& user);
    void give_report(const Request& request, Response& response, const User& user);
    void tell_forwarded(const Request& request, Response& response, const User& user);
    void give_forwarded(const Request& request, Response& response, const User& user);
    void tell_folder(const Request& request, Response& response, const User& user);
    void give_from_folder(const Request& request, Response& response, const User& user);
    // As a download; the name is made of our own letters only.
    void give(Response& response, std::string bytes, const std::string& name, const User& user);
    tl::expected<statistics::Workbook, protocol::Refusal> workbook(const Request& request, const User& user);

    ReportDesk& desk_;
    std::optional<ReportFolder> folder_;
    AuditTrail& trail_;
    const Gate& gate_;
};

}  // namespace okno::console
