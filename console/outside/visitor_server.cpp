#include "console/outside/visitor_server.hpp"

#include <arpa/inet.h>

#include <array>

#include "console/http.hpp"
#include "console/outside/visit.hpp"
#include "console/sentences.hpp"
#include "platform/clock.hpp"

namespace okno::console {

namespace {

constexpr std::size_t threads = 8;
constexpr const char* html = "text/html; charset=utf-8";
constexpr const char* for_an_hour = "public, max-age=3600";

Spoken spoken_by(const httplib::Request& request) {
    return spoken_to(request.get_param_value("lang"), request.get_header_value("Accept-Language"));
}

void refuse_page(const httplib::Request& request, httplib::Response& response,
                 const protocol::Refusal& refusal) {
    response.status = http_status(refusal);
    response.set_header("Cache-Control", "no-store");
    response.set_content(visitor_complaint(refusal, spoken_by(request)), html);
}

std::optional<int> score_of(const httplib::Request& request) {
    const std::string score = request.get_param_value("score");
    if (score.size() != 1 || score[0] < '1' || score[0] > '5') return std::nullopt;
    return score[0] - '0';
}

// A form of another site's page says where it comes from.
bool is_foreign(const httplib::Request& request) {
    const std::string site = request.get_header_value("Sec-Fetch-Site");
    return !site.empty() && site != "same-origin";
}

}  // namespace

std::string visitor_address(const httplib::Request& request) {
    std::string address = request.remote_addr;
    if (is_loopback(address)) {
        const std::string told = request.get_header_value("X-Forwarded-For");
        const std::string last = told.substr(told.find_last_of(", ") + 1);  // npos + 1: all of it
        if (!last.empty()) address = last;
    }
    std::array<unsigned char, 16> six{};
    if (::inet_pton(AF_INET6, address.c_str(), six.data()) != 1) return address;
    return std::string(six.begin(), six.begin() + 8);
}

VisitorServer::VisitorServer(const WebAddress& address, const std::optional<TlsFiles>& tls,
                             TicketDesk& tickets)
    : tickets_(tickets), listener_(address, tls, PlainHttp::on_this_computer, threads) {
    set_routes();
}

void VisitorServer::set_routes() {
    using httplib::Request;
    using httplib::Response;
    auto& server = listener_.http();
    server.Get("/t/([^/]+)", [this](const Request& request, Response& response) {
        show(request, response, &visitor_page);
    });
    server.Get("/t/([^/]+)/now", [this](const Request& request, Response& response) {
        show(request, response, &visitor_part);
    });
    server.Get("/t/([^/]+)/thanks", [this](const Request& request, Response& response) {
        show(request, response, &visitor_thanks);
    });
    server.Post("/t/([^/]+)/rating",
                [this](const Request& request, Response& response) { rate(request, response); });
    const auto fixed = [&](const char* path, const char* text, const char* type) {
        server.Get(path, [text, type](const Request& request, Response& response) {
            answer_tagged(request, response, text, type);
            response.headers.erase("Cache-Control");
            response.set_header("Cache-Control", for_an_hour);
        });
    };
    fixed("/visit.js", visit_js, "text/javascript; charset=utf-8");
    fixed("/visit.css", visit_css, "text/css; charset=utf-8");
    fixed("/robots.txt", "User-agent: *\nDisallow: /\n", "text/plain");
    server.Get("/favicon.ico", [](const Request&, Response& response) { response.status = 204; });
}

bool VisitorServer::too_often(const httplib::Request& request, httplib::Response& response, RateLimit& limit,
                              Rate rate) {
    const std::lock_guard lock(mutex_);
    const auto wait = limit.take(visitor_address(request), rate, platform::read_clock().steady);
    if (wait.count() == 0) return false;
    refuse_page(request, response, complain_too_often(wait));
    response.set_header("Retry-After", std::to_string(wait.count()));
    return true;
}

void VisitorServer::show(const httplib::Request& request, httplib::Response& response, Show how) {
    if (too_often(request, response, asked_, asking)) return;
    const std::string word = request.matches[1];
    const auto ticket = tickets_.find(word);
    if (ticket)
        answer_tagged(request, response, how(*ticket, spoken_by(request), word), html);
    else if (ticket.error().code != "unknown_ticket" || !too_often(request, response, guessed_, guessing))
        refuse_page(request, response, ticket.error());
}

void VisitorServer::rate(const httplib::Request& request, httplib::Response& response) {
    if (too_often(request, response, asked_, asking)) return;
    const auto score = score_of(request);
    if (is_foreign(request)) return refuse_page(request, response, complain(Complaint::foreign_page));
    if (!score) return refuse_page(request, response, complain(Complaint::malformed));
    const std::string word = request.matches[1];
    const auto no = tickets_.rate(word, *score);
    // Pressed twice: the first has been heard.
    if (no && no->code != "not_rateable") return refuse_page(request, response, *no);
    const std::string lang = spoken_by(request) == Spoken::russian ? "ru" : "en";
    response.set_redirect("/t/" + word + "/thanks?lang=" + lang, 303);
}

}  // namespace okno::console
