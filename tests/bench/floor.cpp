#include "tests/bench/floor.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <vector>

#include "platform/sockets.hpp"
#include "platform/zap.hpp"

namespace okno::bench {

namespace {

constexpr std::size_t requests_per_commit = 512;  // the dispatcher's own bound

[[noreturn]] void serve(const std::string& endpoint, const platform::KeyPair& keys, const std::string& file) {
    zmq::context_t context;
    platform::Doorman doorman(context);
    zmq::socket_t router = platform::bind_router(context, endpoint, keys, "floor");
    SQLite::Database database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    database.exec("PRAGMA journal_mode = WAL");
    database.exec("PRAGMA synchronous = FULL");
    database.exec("CREATE TABLE request (number INTEGER PRIMARY KEY, id BLOB, body TEXT)");
    SQLite::Statement insert(database, "INSERT INTO request (id, body) VALUES (?, ?)");
    for (;;) {
        std::vector<zmq::pollitem_t> items{{router.handle(), 0, ZMQ_POLLIN, 0},
                                           {doorman.socket().handle(), 0, ZMQ_POLLIN, 0}};
        platform::wait(items, std::chrono::milliseconds{1000});
        doorman.answer([](const auto& knock) { return std::optional(knock.public_key); });
        std::vector<platform::Frames> answers;
        SQLite::Transaction transaction(database);
        while (answers.size() < requests_per_commit) {
            auto frames = platform::receive(router);
            if (!frames) break;
            insert.bindNoCopy(1, frames->at(2).data(), static_cast<int>(frames->at(2).size()));
            insert.bindNoCopy(2, frames->at(4));
            insert.exec();
            insert.reset();
            answers.push_back({frames->at(0), frames->at(1), frames->at(2), "accepted", "{}"});
        }
        if (!answers.empty()) transaction.commit();
        for (const platform::Frames& answer : answers) platform::send(router, answer);
    }
}

}  // namespace

Floor::Floor(std::string endpoint) {
    const platform::KeyPair server = platform::make_key_pair();
    identity_ = {platform::make_key_pair(), server.public_key};
    pid_ = ::fork();
    if (pid_ == 0) {
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        serve(endpoint, server, folder_ / "floor.db");
    }
}

Floor::~Floor() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

}  // namespace okno::bench
