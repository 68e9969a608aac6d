#include "alarm/dc09.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

namespace okno::alarm::dc09 {

namespace {

using Parsed = tl::expected<Reply, ReplyError>;

constexpr char line_feed = '\n';
constexpr char carriage_return = '\r';
constexpr std::size_t header_size = 9;  // LF, the checksum, the length
constexpr std::size_t line_digits_at_most = 6;
constexpr std::size_t account_digits_at_most = 16;
struct Codes {
    std::string_view raised;
    std::string_view restored;
    std::string_view contact_id;
};

// SIA DC-03 and DC-05; in the order of the enumeration Signal.
constexpr std::array<Codes, 5> codes{{
    {"PA", "PH", "120"},
    {"HA", "HH", "122"},
    {"TA", "TR", "137"},
    {"RP", "RP", "602"},
    {"YC", "YK", "350"},
}};

std::string_view to_string(Token token) {
    constexpr std::array<std::string_view, 3> words{"SIA-DCS", "ADM-CID", "NULL"};
    return words.at(static_cast<std::size_t>(token));
}

std::string timestamp(Moment at) {
    const auto day = std::chrono::floor<std::chrono::days>(at);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss time{at - day};
    return fmt::format("_{:02}:{:02}:{:02},{:02}-{:02}-{:04}", time.hours().count(), time.minutes().count(),
                       time.seconds().count(), static_cast<unsigned>(date.month()),
                       static_cast<unsigned>(date.day()), static_cast<int>(date.year()));
}

// The pattern's letters stand for digits of a number, everything else for itself.
std::optional<int> number_at(std::string_view text, std::size_t at, std::size_t digits) {
    int number = 0;
    for (const char c : text.substr(at, digits)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

std::optional<Moment> moment_from(std::string_view text) {
    if (text.size() != std::string_view{"_HH:MM:SS,MM-DD-YYYY"}.size()) return std::nullopt;
    if (text[0] != '_' || text[3] != ':' || text[6] != ':' || text[9] != ',' || text[12] != '-' ||
        text[15] != '-')
        return std::nullopt;
    const auto hour = number_at(text, 1, 2);
    const auto minute = number_at(text, 4, 2);
    const auto second = number_at(text, 7, 2);
    const auto month = number_at(text, 10, 2);
    const auto day = number_at(text, 13, 2);
    const auto year = number_at(text, 16, 4);
    if (!hour || !minute || !second || !month || !day || !year) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year},
                                           std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
    return Moment{std::chrono::sys_days{date}} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
           std::chrono::seconds{*second};
}

std::optional<unsigned> hex_number(std::string_view digits) {
    unsigned number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number, 16);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

std::string framed(const std::string& body) {
    return fmt::format("{}{:04X}{:04X}{}{}", line_feed, crc16(body), body.size(), body, carriage_return);
}

// Takes the digits off the front of `text`.
std::string_view take_hex(std::string_view& text, std::size_t at_most) {
    std::size_t size = 0;
    while (size < text.size() && size < at_most && hex_number(text.substr(size, 1))) ++size;
    const std::string_view taken = text.substr(0, size);
    text.remove_prefix(size);
    return taken;
}

// Receivers differ in the order of R and L, and in what a NAK says at all.
bool take_line(std::string_view& text, Reply& reply) {
    while (!text.empty() && text.front() != '[') {
        const char mark = text.front();
        text.remove_prefix(1);
        if (mark == 'R' || mark == 'L') {
            take_hex(text, line_digits_at_most);
        } else if (mark == '#' || mark == 'A') {
            const auto account = take_hex(text, account_digits_at_most);
            if (mark == '#') reply.account = account;
        } else {
            return false;
        }
    }
    return !text.empty();
}

// After the opening bracket, in the clear.
Parsed with_content(Reply reply, std::string_view content) {
    const auto end = content.find(']');
    if (end == std::string_view::npos) return tl::make_unexpected(ReplyError::malformed);
    const std::string_view rest = content.substr(end + 1);
    if (!rest.empty()) {
        reply.at = moment_from(rest);
        if (!reply.at) return tl::make_unexpected(ReplyError::malformed);
    }
    return reply;
}

Parsed with_encrypted_content(Reply reply, std::string_view hex, const Key* key) {
    if (!key) return tl::make_unexpected(ReplyError::not_decipherable);
    const auto bytes = bytes_from_hex(hex);
    const auto text = bytes ? key->decrypt(*bytes) : std::nullopt;
    if (!text) return tl::make_unexpected(ReplyError::malformed);
    const auto pad_end = text->find('|');
    if (pad_end == std::string::npos) return tl::make_unexpected(ReplyError::not_decipherable);
    Parsed whole = with_content(std::move(reply), std::string_view{*text}.substr(pad_end + 1));
    if (!whole || !whole->at) return tl::make_unexpected(ReplyError::not_decipherable);
    return whole;
}

std::optional<Verdict> take_verdict(std::string_view& body) {
    for (const Verdict verdict : {Verdict::ack, Verdict::nak, Verdict::duh}) {
        const std::string quoted = std::string{to_string(verdict)} + '"';
        if (!body.starts_with(quoted)) continue;
        body.remove_prefix(quoted.size());
        return verdict;
    }
    return std::nullopt;
}

Parsed parse_body(std::string_view body, const Key* key) {
    if (!body.starts_with('"')) return tl::make_unexpected(ReplyError::malformed);
    body.remove_prefix(1);
    const bool encrypted = body.starts_with('*');
    if (encrypted) body.remove_prefix(1);
    const auto verdict = take_verdict(body);
    if (!verdict) return tl::make_unexpected(ReplyError::unknown_token);
    const auto sequence = body.size() < 4 ? std::nullopt : number_at(body, 0, 4);
    if (!sequence) return tl::make_unexpected(ReplyError::malformed);
    body.remove_prefix(4);
    Reply reply{*verdict, *sequence, {}, {}, encrypted};
    if (!take_line(body, reply)) return tl::make_unexpected(ReplyError::malformed);
    body.remove_prefix(1);
    if (encrypted) return with_encrypted_content(std::move(reply), body, key);
    if (key && *verdict != Verdict::nak) return tl::make_unexpected(ReplyError::not_encrypted);
    return with_content(std::move(reply), body);
}

}  // namespace

std::uint16_t crc16(std::string_view bytes) {
    constexpr unsigned reflected = 0xA001;
    unsigned crc = 0;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc & 1U) != 0 ? (crc >> 1U) ^ reflected : crc >> 1U;
    }
    return static_cast<std::uint16_t>(crc);
}

std::string data_of(Token token, const Event& event) {
    const Codes& known = codes.at(static_cast<std::size_t>(event.signal));
    const bool restored = event.turn == Turn::restored;
    // One hall is one area; 0: the whole site.
    const int area = event.zone == 0 || event.signal == Signal::path ? 0 : 1;
    switch (token) {
        case Token::sia_dcs:
            return fmt::format("Nri{}/{}{:03}", area, restored ? known.restored : known.raised, event.zone);
        case Token::adm_cid:
            return fmt::format("{}{} 0{} {:03}", restored ? 3 : 1, known.contact_id, area, event.zone);
        case Token::null:
            break;
    }
    return {};
}

std::string encode(const Message& message, const Key* key, std::string_view pad) {
    std::string body =
        fmt::format("\"{}{}\"{:04}", key ? "*" : "", to_string(message.token), message.sequence);
    if (!message.line.receiver.empty()) body += 'R' + message.line.receiver;
    body += 'L' + message.line.prefix + '#' + message.line.account + '[';
    std::string content;
    if (!message.data.empty()) content = '#' + message.line.account + '|' + message.data;
    content += ']' + timestamp(message.at);
    if (!key) return framed(body + content);
    const std::size_t missing = cipher_block - (content.size() + 1) % cipher_block;
    return framed(body + to_hex(key->encrypt(std::string{pad.substr(0, missing)} + '|' + content)));
}

std::string_view to_string(Verdict verdict) {
    constexpr std::array<std::string_view, 3> words{"ACK", "NAK", "DUH"};
    return words.at(static_cast<std::size_t>(verdict));
}

std::string_view to_string(ReplyError error) {
    constexpr std::array<std::string_view, 7> words{
        "it is no whole frame",
        "its length is wrong",
        "its checksum is wrong",
        "it is no answer that is known here",
        "it is not written as DC-09 says",
        "it is in the clear though the receiver has a key",
        "it cannot be deciphered with the receiver's key",
    };
    return words.at(static_cast<std::size_t>(error));
}

Parsed parse_reply(std::string_view frame, const Key* key) {
    if (frame.size() <= header_size || frame.front() != line_feed || frame.back() != carriage_return)
        return tl::make_unexpected(ReplyError::no_frame);
    const std::string_view body = frame.substr(header_size, frame.size() - header_size - 1);
    const auto length = hex_number(frame.substr(5, 4));
    if (!length || *length != body.size()) return tl::make_unexpected(ReplyError::wrong_length);
    const auto crc = hex_number(frame.substr(1, 4));
    if (!crc || *crc != crc16(body)) return tl::make_unexpected(ReplyError::wrong_crc);
    return parse_body(body, key);
}

std::vector<std::string> FrameCutter::cut(std::string_view bytes) {
    std::vector<std::string> frames;
    for (const char c : bytes) {
        if (c == line_feed)
            frame_ = c;
        else if (!frame_.empty())
            frame_ += c;
        if (frame_.size() > frame_at_most) frame_.clear();
        if (c != carriage_return || frame_.empty()) continue;
        frames.push_back(std::move(frame_));
        frame_.clear();
    }
    return frames;
}

}  // namespace okno::alarm::dc09
