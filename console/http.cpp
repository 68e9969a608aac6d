#include "console/http.hpp"

#include <arpa/inet.h>
#include <string_view>

#include "console/people/token.hpp"
#include "console/sentences.hpp"
#include "platform/keyed_word.hpp"
#include "protocol/codec.hpp"

namespace okno::console {

namespace {

// With the prefix a browser takes the cookie from this host alone, over TLS alone, for all paths (RFC
// 6265bis).
std::string cookie_name(Cookie cookie, bool secure) {
    return std::string(secure ? "__Host-" : "") +
           (cookie == Cookie::session ? "okno_session" : "okno_browser");
}

constexpr std::string_view json_type = "application/json";

std::string with_attributes(Cookie cookie, const std::string& value, bool secure, std::string_view more) {
    return cookie_name(cookie, secure) + "=" + value + "; Path=/; HttpOnly; SameSite=Strict" +
           (secure ? "; Secure" : "") + std::string(more);
}

}  // namespace

httplib::Headers headers_of_every_answer(bool secure) {
    httplib::Headers headers{
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
         "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"},
    };
    if (secure) headers.emplace("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    return headers;
}

void answer(httplib::Response& response, const nlohmann::json& json) {
    response.set_header("Cache-Control", "no-store");
    response.set_content(json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace),
                         std::string(json_type));
}

void answer_tagged(const httplib::Request& request, httplib::Response& response, const std::string& body,
                   const std::string& type) {
    static const std::string key = "okno entity tags 1";  // no secret: it only makes the tag
    const std::string tag = '"' + platform::keyed_word(key, body) + '"';
    response.set_header("Cache-Control", "private, no-cache");
    response.set_header("ETag", tag);
    if (request.get_header_value("If-None-Match").find(tag) != std::string::npos)
        response.status = 304;
    else
        response.set_content(body, type);
}

void refuse(httplib::Response& response, const protocol::Refusal& refusal) {
    answer(response, protocol::to_json(refusal));
    response.status = http_status(refusal);
}

std::string read_cookie(const httplib::Request& request, Cookie cookie, bool secure) {
    const std::string name = cookie_name(cookie, secure);
    const std::string header = request.get_header_value("Cookie");
    std::string_view rest = header;
    while (!rest.empty()) {
        const auto end = rest.find(';');
        std::string_view pair = rest.substr(0, end);
        rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + 1);
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        if (pair.starts_with(name) && pair.substr(name.size()).starts_with('='))
            return std::string(pair.substr(name.size() + 1));
    }
    return {};
}

void set_cookie(httplib::Response& response, Cookie cookie, const std::string& token, bool secure) {
    // A browser stays known when it is closed; the server says for how long.
    const std::string_view more = cookie == Cookie::browser ? "; Max-Age=86400" : "";
    response.set_header("Set-Cookie", with_attributes(cookie, token, secure, more));
}

void clear_cookie(httplib::Response& response, Cookie cookie, bool secure) {
    response.set_header("Set-Cookie", with_attributes(cookie, "", secure, "; Max-Age=0"));
}

bool is_loopback(const std::string& host) {
    in_addr four{};
    if (::inet_pton(AF_INET, host.c_str(), &four) == 1) return (ntohl(four.s_addr) >> 24) == 127;
    return host == "localhost" || host == "::1";
}

bool names_this_computer(const std::string& host_header) {
    if (host_header.starts_with('[')) {
        const auto end = host_header.find(']');
        const std::string rest = end == std::string::npos ? "?" : host_header.substr(end + 1);
        return (rest.empty() || rest.starts_with(':')) && is_loopback(host_header.substr(1, end - 1));
    }
    return is_loopback(host_header.substr(0, host_header.find(':')));
}

std::optional<protocol::Refusal> why_unbounded(const httplib::Request& request) {
    if (request.has_header("Range")) return complain(Complaint::malformed, "no ranges are served");
    // What is packed is counted unpacked by nobody before it fills the memory, a thousandfold.
    if (request.has_header("Content-Encoding"))
        return complain(Complaint::malformed, "no packed bodies are taken");
    const bool brings_nothing =
        request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
    if (request.has_header("Transfer-Encoding") || !(brings_nothing || request.has_header("Content-Length")))
        return complain(Complaint::too_large);
    return std::nullopt;
}

std::optional<protocol::Refusal> why_foreign(const httplib::Request& request) {
    const std::string site = request.get_header_value("Sec-Fetch-Site");
    if (!site.empty() && site != "same-origin") return complain(Complaint::foreign_page);
    const std::string origin = request.get_header_value("Origin");
    const std::string host = request.get_header_value("Host");
    if (!origin.empty() && origin != "http://" + host && origin != "https://" + host)
        return complain(Complaint::foreign_page);
    if (!request.has_header("X-Okno-Csrf")) return complain(Complaint::foreign_page);
    const std::string type = request.get_header_value("Content-Type");
    if (!std::string_view(type).starts_with(json_type))
        return complain(Complaint::malformed, "Content-Type must be application/json");
    return std::nullopt;
}

bool carries_csrf(const httplib::Request& request, const std::string& expected) {
    return same_secret(request.get_header_value("X-Okno-Csrf"), expected);
}

tl::expected<nlohmann::json, protocol::Refusal> read_json(const httplib::ContentReader& reader) {
    return read_json(reader, body_bytes_at_most);
}

tl::expected<nlohmann::json, protocol::Refusal> read_json(const httplib::ContentReader& reader,
                                                          std::size_t bytes_at_most) {
    // A length that is too large fails before the first piece; a body without a length is cut here.
    std::string body;
    const bool whole = reader([&](const char* data, std::size_t size) {
        if (body.size() + size > bytes_at_most) return false;
        body.append(data, size);
        return true;
    });
    if (!whole) return tl::make_unexpected(complain(Complaint::too_large));
    try {
        nlohmann::json json = protocol::parse(body);
        if (!json.is_object())
            return tl::make_unexpected(complain(Complaint::malformed, "an object is needed"));
        return json;
    } catch (const protocol::CodecError& error) {
        return tl::make_unexpected(complain(Complaint::malformed, error.what()));
    }
}

tl::expected<std::string, protocol::Refusal> text_field(const nlohmann::json& json, const std::string& name,
                                                        std::size_t bytes_at_most) {
    const auto found = json.find(name);
    if (found == json.end() || !found->is_string())
        return tl::make_unexpected(complain(Complaint::malformed, name + " must be a text"));
    auto text = found->get<std::string>();
    if (text.size() > bytes_at_most)
        return tl::make_unexpected(complain(Complaint::malformed, name + " is too long"));
    return text;
}

}  // namespace okno::console
