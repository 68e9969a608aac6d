// The routes of the page "content for displays": for administrators alone. They know HTTP and rights; what an
// act means is said by the ContentOffice.
//
//   GET  /api/content -> {editable: false} | {editable: true, cards, removed, loose, languages, today,
//        boards: [{name, skips: [..]}]}
//   GET  /api/content/picture?name=0010-card-1a2b3c4d.png -> the picture
//   POST /api/content {act: "add", card, picture?: base64} | {act: "change", file, hash, card} | {act:
//   "lift", file}
//        | {act: "remove", file, hash} | {act: "restore", file} -> as GET
#pragma once

#include <httplib.h>

#include <nlohmann/json.hpp>

#include "console/listener.hpp"
#include "console/mailbox.hpp"
#include "console/office/content_office.hpp"
#include "console/people/gate.hpp"

namespace okno::console {

class ContentRoutes {
  public:
    static constexpr std::size_t body_bytes = 9 * 1024 * 1024;  // a picture in base64

    // All must outlive the routes. `office`: null when the console was started without a folder.
    ContentRoutes(const Gate& gate, ContentOffice* office, Mailbox& mailbox)
        : gate_(gate), office_(office), mailbox_(mailbox) {}

    void add_to(Listener& listener);

  private:
    using Request = httplib::Request;
    using Response = httplib::Response;
    using Json = nlohmann::json;

    bool may(const Gate::Found& guest, Response& response) const;
    void tell(Response& response) const;
    void show(const Request& request, Response& response) const;
    ContentOffice::Done carry_out(const Json& json, const std::string& who) const;

    const Gate& gate_;
    ContentOffice* office_;
    Mailbox& mailbox_;
};

}  // namespace okno::console
