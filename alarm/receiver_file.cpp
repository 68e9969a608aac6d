#include "alarm/receiver_file.hpp"

#include <arpa/inet.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "plan/logged.hpp"
#include "plan/nearest_word.hpp"
#include "plan/strict_table.hpp"

namespace okno::alarm {

namespace {

using plan::Complaints;
using plan::Critic;
using plan::logged;
using plan::StrictTable;
using plan::Word;

constexpr int hours_at_most = 168;  // a week
constexpr int retry_at_least_ms = 200;
constexpr int retry_at_most_ms = 10'000;
constexpr mode_t rights_of_others = 0007;

class ReceiverReader {
  public:
    ReceiverReader(Critic& critic, std::filesystem::path folder)
        : critic_(critic), folder_(std::move(folder)) {}

    GuardCompany read(const toml::table& document);

  private:
    void read_receiver(StrictTable& table);
    void read_name(StrictTable& table, Receiver& receiver);
    void read_line(StrictTable& table, dc09::Line& line);
    std::optional<std::string> hex(const std::optional<Word>& word, std::size_t least, std::size_t most);
    std::optional<std::size_t> choice(const std::optional<Word>& word, const std::vector<std::string>& words);
    std::optional<Key> key(const Word& word);

    Critic& critic_;
    std::filesystem::path folder_;
    GuardCompany company_;
};

bool is_address(const std::string& host) {
    in6_addr ignored{};
    return ::inet_pton(AF_INET, host.c_str(), &ignored) == 1 ||
           ::inet_pton(AF_INET6, host.c_str(), &ignored) == 1;
}

GuardCompany ReceiverReader::read(const toml::table& document) {
    StrictTable root(document, logged("the file"), critic_);
    const auto press =
        choice(root.optional_word("press", logged("what a press is told as")), {"panic", "hold-up"});
    company_.press = press == 1U ? Signal::hold_up : Signal::panic;
    if (const auto hours = root.whole_number("test_every_hours", 1, hours_at_most, false))
        company_.test_every = std::chrono::hours{*hours};
    for (StrictTable& table : root.tables("receiver", logged("the receiver"))) read_receiver(table);
    root.refuse_other_keys();
    return std::move(company_);
}

void ReceiverReader::read_receiver(StrictTable& table) {
    Receiver receiver;
    read_name(table, receiver);
    if (const auto host = table.word("host", logged("an address, as \"192.0.2.7\""))) {
        receiver.host = host->text;
        if (!is_address(host->text))
            critic_.complain(
                host->where, logged(host->shown() + ": this is no address"),
                logged("an IPv4 or IPv6 address; a name would need a name server in an emergency"));
    }
    receiver.port = static_cast<std::uint16_t>(table.whole_number("port", 1, 65535, true).value_or(0));
    const auto transport = choice(table.word("transport", logged("tcp or udp")), {"tcp", "udp"});
    receiver.transport = static_cast<Transport>(transport.value_or(0));
    const auto token = choice(table.word("token", logged("sia-dcs or adm-cid")), {"sia-dcs", "adm-cid"});
    receiver.token = static_cast<dc09::Token>(token.value_or(0));
    read_line(table, receiver.line);
    if (const auto file = table.optional_word("key_file", logged("a file"))) receiver.key = key(*file);
    if (const auto retry = table.whole_number("retry_ms", retry_at_least_ms, retry_at_most_ms, false))
        receiver.retry = std::chrono::milliseconds{*retry};
    table.refuse_other_keys();
    company_.receivers.push_back(std::move(receiver));
}

void ReceiverReader::read_name(StrictTable& table, Receiver& receiver) {
    const auto name = table.word("name", logged("a name for the log"));
    if (!name) return;
    receiver.name = name->text;
    if (name->text.empty())
        critic_.complain(name->where, logged("name = \"\": this is empty"), logged("a name for the log"));
    for (const Receiver& other : company_.receivers)
        if (other.name == receiver.name)
            critic_.complain(name->where, logged(name->shown() + ": another receiver has this name"),
                             logged("a name of its own"));
}

void ReceiverReader::read_line(StrictTable& table, dc09::Line& line) {
    line.account = hex(table.word("account", logged("3 to 16 digits")), 3, 16).value_or("");
    line.prefix = hex(table.word("prefix", logged("1 to 6 digits")), 1, 6).value_or("");
    line.receiver = hex(table.optional_word("receiver", logged("1 to 6 digits")), 1, 6).value_or("");
}

std::optional<std::string> ReceiverReader::hex(const std::optional<Word>& word, std::size_t least,
                                               std::size_t most) {
    if (!word) return std::nullopt;
    const bool digits = word->text.find_first_not_of("0123456789ABCDEF") == std::string::npos;
    if (!digits || word->text.size() < least || word->text.size() > most)
        critic_.complain(word->where, logged(word->shown() + ": this cannot be sent"),
                         logged(std::to_string(least) + " to " + std::to_string(most) +
                                " digits, each one of 0-9 and A-F"));
    return word->text;
}

std::optional<std::size_t> ReceiverReader::choice(const std::optional<Word>& word,
                                                  const std::vector<std::string>& words) {
    if (!word) return std::nullopt;
    const auto at = std::find(words.begin(), words.end(), word->text);
    if (at != words.end()) return static_cast<std::size_t>(at - words.begin());
    critic_.complain(word->where, logged(word->shown() + ": this is not known"),
                     logged("one of " + plan::list_of(words)), plan::nearest_word(word->text, words));
    return std::nullopt;
}

std::optional<Key> ReceiverReader::key(const Word& word) {
    const std::filesystem::path file = folder_ / word.text;
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) {
        critic_.complain(word.where, logged(word.shown() + ": there is no such file"),
                         logged("a file with a key"));
        return std::nullopt;
    }
    if ((status.st_mode & rights_of_others) != 0) {
        critic_.complain(word.where, logged(word.shown() + ": everybody may use this file"),
                         logged("a file that is closed to others: chmod 600"));
        return std::nullopt;
    }
    std::ifstream in(file);
    std::string digits;
    std::string more;
    in >> digits >> more;
    const auto key = more.empty() ? Key::from_hex(digits) : std::nullopt;
    if (!key)
        critic_.complain(word.where,
                         logged(word.shown() + ": there is no key in this file, or it cannot be read"),
                         logged("32, 48 or 64 hexadecimal digits (AES-128, -192 or -256)"));
    return key;
}

tl::unexpected<Complaints> refuse_file(const std::string& file, std::string found) {
    return tl::make_unexpected(
        Complaints{{file, 0, 0, logged(std::move(found)), logged("receivers in TOML"), {}}});
}

}  // namespace

tl::expected<GuardCompany, Complaints> read_receivers(const std::filesystem::path& file) {
    if (std::filesystem::is_directory(file)) return refuse_file(file.string(), "this is a folder");
    std::ifstream in(file);
    if (!in) return refuse_file(file.string(), std::string{"cannot be read ("} + std::strerror(errno) + ')');
    std::ostringstream text;
    text << in.rdbuf();
    return read_receivers_text(text.str(), file);
}

tl::expected<GuardCompany, Complaints> read_receivers_text(std::string_view text,
                                                           const std::filesystem::path& file) {
    Critic critic{file.string()};
    try {
        const toml::table document = toml::parse(text, std::string_view{file.native()});
        GuardCompany company = ReceiverReader{critic, file.parent_path()}.read(document);
        if (critic.content()) return company;
    } catch (const toml::parse_error& error) {
        critic.complain_of(error);
    }
    return tl::make_unexpected(critic.take());
}

}  // namespace okno::alarm
