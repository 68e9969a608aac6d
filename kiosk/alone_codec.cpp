// The book of a kiosk that is alone, as it stands in its file: JSON in the words of protocol/SPEC.md.
#include "kiosk/alone_book.hpp"
#include "protocol/codec.hpp"
#include "protocol/json_fields.hpp"

namespace okno::kiosk {

namespace {

using protocol::Fields;
using protocol::Json;

protocol::RequestId id_at(const Fields& fields, const char* name) {
    const auto id = protocol::request_id_from_hex(fields.text(name));
    if (!id) fields.fail(name, "the 32 hexadecimal digits of a request");
    return *id;
}

Json encode(const LoneTicket& ticket) {
    Json json{{"id", protocol::to_hex(ticket.touch.id)},
              {"wish", protocol::to_json(hall::Wish{ticket.touch.wish})},
              {"touched", protocol::to_json(ticket.touch.touched)},
              {"number", protocol::to_json(ticket.number)},
              {"machine", ticket.machine},
              {"epoch", protocol::to_json(ticket.epoch)}};
    if (ticket.again) json["again"] = protocol::to_hex(*ticket.again);
    if (ticket.instead_of != hall::TicketId{}) json["instead_of"] = ticket.instead_of.value;
    return json;
}

LoneTicket decode_ticket(const Fields& fields) {
    LoneTicket ticket;
    ticket.touch.id = id_at(fields, "id");
    ticket.touch.wish =
        std::get<hall::TakeTicket>(protocol::wish_from_json("take_ticket", fields.at("wish")));
    ticket.touch.touched = protocol::time_at(fields, "touched");
    ticket.number = protocol::number_at(fields, "number");
    ticket.machine = fields.text("machine");
    ticket.epoch = protocol::time_at(fields, "epoch");
    if (fields.has("again")) ticket.again = id_at(fields, "again");
    if (fields.has("instead_of")) ticket.instead_of = protocol::ticket_at(fields, "instead_of");
    return ticket;
}

}  // namespace

std::string to_text(const AloneBook& book) {
    Json used = Json::object();
    for (const auto& [letter, count] : book.used) used[letter] = count;
    const auto ticket = [](const LoneTicket& one) { return encode(one); };
    Json json{{"nonce", book.nonce},
              {"day", protocol::to_json(book.day)},
              {"used", std::move(used)},
              {"waiting", protocol::list_of(book.waiting, ticket)},
              {"refused", protocol::list_of(book.refused, ticket)}};
    if (!book.held.empty()) {
        json["held"] = Json::array();
        for (const hall::TicketNumber& number : book.held)
            json["held"].push_back({{"number", protocol::to_json(number)}});
    }
    if (book.lease) json["lease"] = protocol::to_json(book.lease->block, book.lease->lease);
    return json.dump() + '\n';
}

AloneBook book_from_text(const std::string& text) {
    const Json json = protocol::parse(text);
    const Fields fields(json, "book");
    AloneBook book;
    book.nonce = fields.text("nonce");
    book.day = protocol::day_at(fields, "day");
    const Fields used = fields.object("used");
    for (const std::string& letter : used.names())
        book.used[letter] = static_cast<int>(used.integer(letter.c_str(), 0, hall::numbers_per_block));
    book.waiting = protocol::read_list<LoneTicket>(fields, "waiting", decode_ticket);
    book.refused = protocol::read_list<LoneTicket>(fields, "refused", decode_ticket);
    if (fields.has("held"))
        for (const hall::TicketNumber& number : protocol::read_list<hall::TicketNumber>(
                 fields, "held", [](const Fields& one) { return protocol::number_at(one, "number"); }))
            book.held.insert(number);
    if (fields.has("lease")) {
        const auto [block, lease] = protocol::lease_from(fields.object("lease"));
        book.lease = HeldLease{block, lease};
    }
    return book;
}

}  // namespace okno::kiosk
