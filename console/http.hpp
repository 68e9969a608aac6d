// The small print of HTTP the console speaks: JSON answers, the cookies, the headers every answer
// carries, and the checks that a request comes from our own page. Pure functions on requests and responses.
#pragma once

#include <httplib.h>

#include <cstddef>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "protocol/messages.hpp"

namespace okno::console {

inline constexpr std::size_t body_bytes_at_most = 16 * 1024;

httplib::Headers headers_of_every_answer(bool secure);

void answer(httplib::Response& response, const nlohmann::json& json);
// With an entity tag: who knows the body already gets 304 without it.
void answer_tagged(const httplib::Request& request, httplib::Response& response, const std::string& body,
                   const std::string& type);
void refuse(httplib::Response& response, const protocol::Refusal& refusal);

enum class Cookie { session, browser };
std::string read_cookie(const httplib::Request& request, Cookie cookie, bool secure);  // "": there is none
void set_cookie(httplib::Response& response, Cookie cookie, const std::string& token, bool secure);
void clear_cookie(httplib::Response& response, Cookie cookie, bool secure);

bool is_loopback(const std::string& host);
// Whether a Host header names this computer, with or without a port. Another site's name that was made to
// point here (DNS rebinding) does not.
bool names_this_computer(const std::string& host_header);

// Empty: fine. cpp-httplib 0.11.4 reads a body of unknown length to its end, however far, unless a route of
// ours does, and gives a file as often as ranges ask for it.
std::optional<protocol::Refusal> why_unbounded(const httplib::Request& request);

// Empty: fine. A POST must be JSON, carry our header, and not come from another site's page.
std::optional<protocol::Refusal> why_foreign(const httplib::Request& request);
bool carries_csrf(const httplib::Request& request, const std::string& expected);

// The body, or why not: too large, not JSON, not an object.
tl::expected<nlohmann::json, protocol::Refusal> read_json(const httplib::ContentReader& reader);
tl::expected<nlohmann::json, protocol::Refusal> read_json(const httplib::ContentReader& reader,
                                                          std::size_t bytes_at_most);
// A text field of at most `bytes_at_most`, or which field is wrong.
tl::expected<std::string, protocol::Refusal> text_field(const nlohmann::json& json, const std::string& name,
                                                        std::size_t bytes_at_most);

}  // namespace okno::console
