// The codec of alarm/ for a test in another language: a line in, a line out; texts and bytes as hex, "-":
// none.
//
//     encode TOKEN SEQUENCE RECEIVER PREFIX ACCOUNT DATA SECONDS KEY PAD   -> the frame
//     parse FRAME KEY                                                      -> VERDICT SEQUENCE ACCOUNT
//     SECONDS
//                                                                             or "error WORDS"
#include <iostream>
#include <sstream>
#include <string>

#include "alarm/dc09.hpp"

using namespace okno::alarm;

namespace {

std::string text(const std::string& hex) {
    return hex == "-" ? std::string{} : bytes_from_hex(hex).value();
}

std::optional<Key> key(const std::string& hex) {
    return hex == "-" ? std::nullopt : Key::from_hex(hex);
}

dc09::Token token(const std::string& word) {
    return word == "SIA-DCS"   ? dc09::Token::sia_dcs
           : word == "ADM-CID" ? dc09::Token::adm_cid
                               : dc09::Token::null;
}

std::string encode(std::istream& in) {
    std::string word;
    dc09::Message message;
    std::string receiver;
    std::string data;
    std::string key_hex;
    std::string pad;
    std::int64_t seconds = 0;
    in >> word >> message.sequence >> receiver >> message.line.prefix >> message.line.account >> data >>
        seconds >> key_hex >> pad;
    message.token = token(word);
    message.line.receiver = receiver == "-" ? "" : receiver;
    message.data = text(data);
    message.at = dc09::Moment{std::chrono::seconds{seconds}};
    const auto with = key(key_hex);
    return to_hex(dc09::encode(message, with ? &*with : nullptr, text(pad)));
}

std::string parse(std::istream& in) {
    std::string frame;
    std::string key_hex;
    in >> frame >> key_hex;
    const auto with = key(key_hex);
    const auto reply = dc09::parse_reply(text(frame), with ? &*with : nullptr);
    if (!reply) return "error " + std::string{to_string(reply.error())};
    std::ostringstream out;
    out << to_string(reply->verdict) << ' ' << reply->sequence << ' '
        << (reply->account.empty() ? "-" : reply->account) << ' ';
    if (reply->at)
        out << reply->at->time_since_epoch().count();
    else
        out << '-';
    return out.str();
}

}  // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream in(line);
        std::string order;
        in >> order;
        std::cout << (order == "encode" ? encode(in) : parse(in)) << std::endl;
    }
}
