#include "console/web_server.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "console/http.hpp"
#include "console/people/rights.hpp"
#include "console/sentences.hpp"
#include "platform/clock.hpp"
#include "platform/log.hpp"
#include "protocol/codec.hpp"

namespace okno::console {

namespace {

constexpr std::size_t threads_beside_streams = 8;
constexpr std::chrono::seconds beat{5};
constexpr std::chrono::seconds answer_patience{4};
constexpr Rate commands_of_a_person{20, 60};  // no hand is faster; a call for help always passes

std::optional<int> number_from(std::string_view text) {
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return number;
}

std::optional<PageKey> page_named(std::string_view name) {
    if (name == "overview") return Overview{};
    if (name == "guard") return GuardPost{};
    if (name == "reception") return Reception{};
    return std::nullopt;
}

std::string wall_ms() {
    return std::to_string(platform::read_clock().wall.time_since_epoch().count());
}

}  // namespace

bool StreamSlots::take(const std::string& session) {
    const std::lock_guard lock(mutex_);
    int& mine = by_session_[session];
    if (all_ >= at_most || mine >= per_session_at_most) {
        if (mine == 0) by_session_.erase(session);
        return false;
    }
    ++mine;
    ++all_;
    return true;
}

void StreamSlots::give_back(const std::string& session) {
    const std::lock_guard lock(mutex_);
    --all_;
    if (--by_session_[session] == 0) by_session_.erase(session);
}

int StreamSlots::open() const {
    const std::lock_guard lock(mutex_);
    return all_;
}

WebServer::WebServer(const WebOptions& options, Doorkeeper& doorkeeper, Mailbox& mailbox, Pages& pages)
    : doorkeeper_(doorkeeper),
      mailbox_(mailbox),
      pages_(pages),
      listener_(options.listen, options.tls,
                options.plain_http ? PlainHttp::anywhere : PlainHttp::on_this_computer,
                StreamSlots::at_most + threads_beside_streams),
      gate_(doorkeeper, secure_),
      account_routes_(doorkeeper, gate_, mailbox),
      user_routes_(doorkeeper, gate_, pages),
      device_routes_(doorkeeper.trail(), gate_, mailbox),
      backup_routes_(doorkeeper.trail(), gate_, mailbox),
      log_routes_(gate_, mailbox),
      editing_(options.editing, doorkeeper.file().folder(), gate_, mailbox, doorkeeper.trail()) {
    if (!std::filesystem::exists(options.pages / "index.html"))
        throw std::runtime_error("there are no web pages in " + options.pages.string() +
                                 "; build them: npm ci && npm run build in console/web");
    if (!secure_ && !options.plain_http) refuse_other_names();
    set_routes();
    server_->set_mount_point("/assets", options.pages / "assets",
                             {{"Cache-Control", "public, max-age=31536000, immutable"}});
    server_->set_mount_point("/", options.pages, {{"Cache-Control", "no-cache"}});
}

WebServer::~WebServer() {
    stop();
}

void WebServer::start() {
    editing_.start();
    listener_.start();
}

void WebServer::stop() {
    pages_.close();
    listener_.stop();
}

// With TLS the certificate's name already keeps another site's name out; behind a proxy it is the proxy's.
void WebServer::refuse_other_names() {
    listener_.object_by([](const httplib::Request& request) -> std::optional<protocol::Refusal> {
        if (names_this_computer(request.get_header_value("Host"))) return std::nullopt;
        return complain(Complaint::foreign_name);
    });
}

void WebServer::set_routes() {
    using httplib::ContentReader;
    using httplib::Request;
    using httplib::Response;
    account_routes_.add_to(*server_);
    user_routes_.add_to(*server_);
    device_routes_.add_to(*server_);
    backup_routes_.add_to(*server_);
    log_routes_.add_to(*server_);
    editing_.add_to(listener_);
    server_->Post("/api/command", [this](const Request& request, Response& response,
                                         const ContentReader& body) { command(request, response, body); });
    server_->Get("/api/events",
                 [this](const Request& request, Response& response) { events(request, response); });
}

void WebServer::command(const httplib::Request& request, httplib::Response& response,
                        const httplib::ContentReader& body) {
    const auto guest = gate_.sender(request);
    if (!guest) return refuse(response, guest.error());
    const auto json = read_json(body);
    if (!json) return refuse(response, json.error());
    const auto kind = text_field(*json, "kind", 64);
    if (!kind) return refuse(response, kind.error());
    const auto hex = text_field(*json, "id", 32);
    if (!hex) return refuse(response, hex.error());
    const auto id = protocol::request_id_from_hex(*hex);
    if (!id) return refuse(response, complain(Complaint::malformed, "id must be 32 hexadecimal digits"));
    if (!protocol::is_command(*kind))
        return refuse(response, complain(Complaint::malformed, "kind is unknown"));
    Order order;
    try {
        order.wish = protocol::wish_from_json(*kind, json->value("body", nlohmann::json::object()));
    } catch (const protocol::CodecError& error) {
        return refuse(response, complain(Complaint::malformed, error.what()));
    }
    if (const auto no = why_not_do(guest->user, order.wish)) return refuse(response, *no);
    const bool help = std::holds_alternative<hall::RaisePanic>(order.wish);
    if (const auto wait = wait_of(guest->user.name); wait.count() > 0 && !help)
        return refuse(response, complain_too_often(wait));
    order.id = *id;
    order.person = hall::OperatorId{guest->user.name};
    const Answer answered = ask(std::move(order));
    if (!answered) return refuse(response, answered.error());
    nlohmann::json events = nlohmann::json::array();
    for (const protocol::Entry& entry : *answered) events.push_back(protocol::to_json(entry));
    answer(response, {{"events", events}});
}

std::chrono::seconds WebServer::wait_of(const std::string& person) {
    const std::lock_guard lock(commands_mutex_);
    return commands_.take(person, commands_of_a_person, platform::read_clock().steady);
}

Answer WebServer::ask(Order order) {
    auto coming = order.answer.get_future();
    const protocol::RequestId id = order.id;
    mailbox_.post(std::move(order));
    if (coming.wait_for(answer_patience) == std::future_status::ready) return coming.get();
    mailbox_.post(Withdrawal{id});
    return tl::make_unexpected(complain(Complaint::no_answer));
}

void WebServer::events(const httplib::Request& request, httplib::Response& response) {
    const auto guest = gate_.guest(request);
    if (!guest) return refuse(response, guest.error());
    PageKey key = first_page(guest->user);
    if (request.has_param("window")) {
        const auto window = number_from(request.get_param_value("window"));
        if (!window) return refuse(response, complain(Complaint::malformed, "window must be a number"));
        key = hall::WindowId{*window};
    } else if (request.has_param("page")) {
        const auto page = page_named(request.get_param_value("page"));
        if (!page)
            return refuse(response,
                          complain(Complaint::malformed, "page must be overview, guard or reception"));
        key = *page;
    }
    if (!may_see(guest->user, key)) return refuse(response, complain(Complaint::not_allowed));
    const std::string session = gate_.session(request);
    if (!slots_.take(session)) return refuse(response, complain(Complaint::too_many_pages));
    response.set_header("Cache-Control", "no-store");
    response.set_chunked_content_provider(
        "text/event-stream",
        [this, session, key, version = std::uint64_t{0}](std::size_t, httplib::DataSink& sink) mutable {
            // Out of reach of the server's exception handler: a failure here would end the program.
            try {
                return send_news(sink, session, key, version);
            } catch (const std::exception& error) {
                spdlog::error("A stream of pages has failed and is closed. reason=\"{}\"", error.what());
                sink.done();
                return true;
            }
        },
        [this, session](bool) { slots_.give_back(session); });
}

// One turn of a stream: the newest page as soon as there is one, else a beat, which is how the page knows
// that the line still works. False ends the stream.
bool WebServer::send_news(httplib::DataSink& sink, const std::string& session, const PageKey& key,
                          std::uint64_t& version) {
    const auto page = pages_.newer_than(version, key, beat);
    if (pages_.closed() || !doorkeeper_.who(session, platform::read_clock().steady, false)) {
        sink.done();
        return true;
    }
    std::string text;
    if (page) {
        text = "event: page\ndata: {\"now\":" + wall_ms() + ",\"page\":" + page->json + "}\n\n";
        version = page->version;
    } else {
        text = ": still here\nevent: beat\ndata: {\"now\":" + wall_ms() + "}\n\n";
    }
    return sink.write(text.data(), text.size());
}

}  // namespace okno::console
