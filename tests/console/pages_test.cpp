#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "console/http.hpp"
#include "console/mailbox.hpp"
#include "console/pages/pages.hpp"
#include "console/web_server.hpp"

using namespace okno;
using namespace okno::console;
using namespace std::chrono_literals;

TEST_CASE("a reader gets the newest page, and then waits until it changes") {
    Pages pages;
    CHECK_FALSE(pages.newer_than(0, {}, 0ms));
    pages.publish({{PageKey{}, "one"}}, "none");
    pages.publish({{PageKey{}, "two"}}, "none");
    const auto page = pages.newer_than(0, {}, 0ms);
    REQUIRE(page);
    CHECK(page->json == "two");
    pages.publish({{PageKey{}, "two"}}, "none");
    CHECK_FALSE(pages.newer_than(page->version, {}, 0ms));
}

TEST_CASE("who looks at a window that is gone is told so") {
    Pages pages;
    const PageKey window{hall::WindowId{3}};
    pages.publish({{window, "three"}}, "none");
    const auto page = pages.newer_than(0, window, 0ms);
    REQUIRE(page);
    pages.publish({}, "none");
    const auto gone = pages.newer_than(page->version, window, 0ms);
    REQUIRE(gone);
    CHECK(gone->json == "none");
}

TEST_CASE("a waiting reader wakes when its page is published, and when everything ends") {
    Pages pages;
    std::optional<Page> first;
    std::optional<Page> second;
    std::thread reader([&] {
        first = pages.newer_than(0, {}, 10s);
        second = pages.newer_than(first ? first->version : 0, {}, 10s);
    });
    pages.publish({{PageKey{}, "page"}}, "none");
    pages.close();
    reader.join();
    CHECK((!first || first->json == "page"));
    CHECK_FALSE(second);
}

TEST_CASE("mail arrives in the order it was posted") {
    Mailbox mailbox;
    mailbox.post(Withdrawal{protocol::RequestId{{1}}});
    mailbox.post(Withdrawal{protocol::RequestId{{2}}});
    const auto mail = mailbox.take();
    REQUIRE(mail.size() == 2);
    CHECK(std::get<Withdrawal>(mail[0]).id == protocol::RequestId{{1}});
    CHECK(mailbox.take().empty());
}

TEST_CASE("a stream that is woken takes its turn at once, with nothing new") {
    Pages pages;
    pages.publish({{PageKey{Overview{}}, "{}"}}, "{}");
    const auto version = pages.newer_than(0, Overview{}, 0ms)->version;
    std::atomic<bool> woken{false};
    std::thread stream([&] {
        CHECK_FALSE(pages.newer_than(version, Overview{}, std::chrono::hours{1}));
        woken = true;
    });
    while (!woken) {  // whenever it begins to wait
        pages.wake();
        std::this_thread::yield();
    }
    stream.join();
}

TEST_CASE("a session has five streams at most, and all together two hundred and fifty-six") {
    StreamSlots slots;
    for (int i = 0; i < StreamSlots::per_session_at_most; ++i) CHECK(slots.take("anna"));
    CHECK_FALSE(slots.take("anna"));
    slots.give_back("anna");
    CHECK(slots.take("anna"));
    for (int i = StreamSlots::per_session_at_most; i < StreamSlots::at_most; ++i)
        CHECK(slots.take("guest" + std::to_string(i)));
    CHECK_FALSE(slots.take("late"));
}

TEST_CASE("an address to listen on has a host and a port") {
    CHECK(web_address_from("127.0.0.1:8080")->port == 8080);
    CHECK(web_address_from("[::1]:80")->host == "::1");
    for (const char* bad : {"", "8080", ":8080", "host:", "host:x", "host:70000", "host:-1"})
        CHECK_FALSE(web_address_from(bad));
}

TEST_CASE("only this computer counts as loopback") {
    for (const char* here : {"127.0.0.1", "127.1.2.3", "::1", "localhost"}) CHECK(is_loopback(here));
    for (const char* away : {"0.0.0.0", "192.168.1.5", "::", "example.org", "localhost.example.org", ""})
        CHECK_FALSE(is_loopback(away));
}
