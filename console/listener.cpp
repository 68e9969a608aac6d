#include "console/listener.hpp"

#include <cerrno>
#include <charconv>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include "console/http.hpp"
#include "console/sentences.hpp"
#include "platform/log.hpp"

namespace okno::console {

namespace {

constexpr int waiting_at_most = 512;  // connections
constexpr std::chrono::seconds read_patience{3};
constexpr std::chrono::seconds write_patience{3};  // who takes nothing for so long is dropped

std::string shown(const std::string& host) {
    return host.find(':') == std::string::npos ? host : "[" + host + "]";
}

std::unique_ptr<httplib::Server> make_plain_server(const std::string& host, PlainHttp plain) {
    if (is_loopback(host)) return std::make_unique<httplib::Server>();
    if (plain == PlainHttp::on_this_computer)
        throw std::runtime_error(
            "plain HTTP is served on this computer only: listen on 127.0.0.1, give --tls-certificate and "
            "--tls-key to listen on " +
            host + ", or --plain-http behind a TLS proxy in a closed network");
    spdlog::warn(
        "The pages are served without TLS on {}: passwords can be read by anybody in this network. "
        "Let a TLS proxy stand before it, and keep everybody else away.",
        shown(host));
    return std::make_unique<httplib::Server>();
}

// TLS 1.2 and 1.3 with forward secrecy and authenticated encryption alone, in this order of ours (BSI
// TR-02102-2, Mozilla's "intermediate"); every browser since 2014 has one of them.
void allow_strong_ciphers_only(SSL_CTX& context) {
    SSL_CTX_set_min_proto_version(&context, TLS1_2_VERSION);
    if (SSL_CTX_set_cipher_list(&context, "ECDHE+AESGCM:ECDHE+CHACHA20") != 1)
        throw std::runtime_error("OpenSSL knows none of the ciphers that the console allows");
    SSL_CTX_set_options(&context, SSL_OP_CIPHER_SERVER_PREFERENCE | SSL_OP_NO_RENEGOTIATION);
}

// A group may read it, as Debian's ssl-cert does.
void refuse_open_key(const std::filesystem::path& key) {
    std::error_code error;
    const auto rights = std::filesystem::status(key, error).permissions();
    if (error || (rights & std::filesystem::perms::others_all) == std::filesystem::perms::none) return;
    throw std::runtime_error("everybody on this computer can read the TLS key " + key.string() +
                             "; take that right away: chmod o= " + key.string() +
                             ", and have a new key made if strangers work here");
}

std::unique_ptr<httplib::Server> make_server(const WebAddress& address, const std::optional<TlsFiles>& tls,
                                             PlainHttp plain) {
    if (!tls) return make_plain_server(address.host, plain);
    refuse_open_key(tls->key);
    auto server = std::make_unique<httplib::SSLServer>(tls->certificate.c_str(), tls->key.c_str());
    if (!server->is_valid())
        throw std::runtime_error("the TLS certificate or key cannot be used: check " +
                                 tls->certificate.string() + " and " + tls->key.string());
    allow_strong_ciphers_only(*server->ssl_context());
    return server;
}

}  // namespace

std::optional<WebAddress> web_address_from(const std::string& text) {
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0) return std::nullopt;
    int port = 0;
    const char* end_of_text = text.data() + text.size();
    const auto [end, error] = std::from_chars(text.data() + colon + 1, end_of_text, port);
    if (error != std::errc{} || end != end_of_text || port < 0 || port > 65535) return std::nullopt;
    std::string host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    return WebAddress{host, port};
}

Listener::Listener(const WebAddress& address, const std::optional<TlsFiles>& tls, PlainHttp plain,
                   std::size_t threads)
    : secure_(tls.has_value()), server_(make_server(address, tls, plain)) {
    set_limits(threads);
    set_handlers();
    bind(address);
}

Listener::~Listener() {
    stop();
}

void Listener::bind(const WebAddress& address) {
    const auto& [host, port] = address;
    const int bound = port == 0                           ? server_->bind_to_any_port(host)
                      : server_->bind_to_port(host, port) ? port
                                                          : -1;
    if (bound < 0)
        throw std::runtime_error("cannot listen on " + shown(host) + ":" + std::to_string(port) +
                                 "; another program may be using it");
    // cpp-httplib lets five connections wait to be accepted; a sixth would come again after a whole second.
    if (::listen(socket_, waiting_at_most) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot listen on " + shown(host));
    url_ = (secure_ ? "https://" : "http://") + shown(host) + ":" + std::to_string(bound) + "/";
}

void Listener::start() {
    std::promise<void> ended;
    const auto end = ended.get_future();
    thread_ = std::thread([this, ended = std::move(ended)]() mutable {
        server_->listen_after_bind();
        ended.set_value();
    });
    // A `stop` before it runs would go unheard, and the join would wait for ever.
    while (!server_->is_running() &&
           end.wait_for(std::chrono::milliseconds{1}) != std::future_status::ready) {
    }
}

void Listener::stop() {
    if (!thread_.joinable()) return;
    server_->stop();
    thread_.join();
}

void Listener::set_limits(std::size_t threads) {
    // Without SO_REUSEPORT, which would let a second console take half of the connections unnoticed.
    server_->set_socket_options([this](socket_t socket) {
        socket_ = socket;
        const int yes = 1;
        ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    });
    server_->new_task_queue = [threads] { return new httplib::ThreadPool(threads); };  // the server owns it
    server_->set_tcp_nodelay(true);
    server_->set_keep_alive_max_count(1);  // a thread never waits for a browser's next wish
    server_->set_read_timeout(read_patience);
    server_->set_write_timeout(write_patience);
    server_->set_payload_max_length(body_bytes_at_most);
    server_->set_default_headers(headers_of_every_answer(secure_));
    server_->set_file_extension_and_mimetype_mapping("html", "text/html; charset=utf-8");
    server_->set_file_extension_and_mimetype_mapping("js", "text/javascript; charset=utf-8");
    server_->set_file_extension_and_mimetype_mapping("css", "text/css; charset=utf-8");
}

void Listener::allow_body(const std::string& path, std::size_t bytes) {
    large_bodies_[path] = bytes;
    std::size_t most = body_bytes_at_most;
    for (const auto& [_, room] : large_bodies_) most = std::max(most, room);
    server_->set_payload_max_length(most);
}

void Listener::set_handlers() {
    server_->set_pre_routing_handler([this](const httplib::Request& request, httplib::Response& response) {
        auto no = why_unbounded(request);
        const auto large = large_bodies_.find(request.path);
        // Any other method's body would be read before anybody asks who sends it.
        const bool has_room = request.method == "POST" && large != large_bodies_.end();
        const std::size_t room = has_room ? large->second : body_bytes_at_most;
        if (!no && request.get_header_value<std::uint64_t>("Content-Length") > room)
            no = complain(Complaint::too_large);
        if (!no) no = objection_(request);
        if (!no) return httplib::Server::HandlerResponse::Unhandled;
        refuse(response, *no);
        return httplib::Server::HandlerResponse::Handled;
    });
    server_->set_exception_handler(
        [](const httplib::Request&, httplib::Response& response, std::exception_ptr ep) {
            try {
                std::rethrow_exception(ep);
            } catch (const std::exception& error) {
                spdlog::error("A request could not be answered: {}", error.what());
            }
            refuse(response, complain(Complaint::own_failure));
        });
    server_->set_error_handler([](const httplib::Request&, httplib::Response& response) {
        if (!response.body.empty()) return;
        const int status = response.status;
        refuse(response, complain(status == 404   ? Complaint::not_found
                                  : status == 413 ? Complaint::too_large
                                                  : Complaint::malformed));
        response.status = status;
    });
}

}  // namespace okno::console
