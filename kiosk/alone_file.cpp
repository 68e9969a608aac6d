#include "kiosk/alone_file.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <fstream>
#include <iterator>
#include <stdexcept>

#include "platform/atomic_file.hpp"
#include "platform/log.hpp"
#include "protocol/codec.hpp"

namespace okno::kiosk {

namespace {

constexpr mode_t own_rights = 0600;

AloneBook new_book() {
    AloneBook book;
    // The random half of a request id is as good as any.
    book.nonce = protocol::to_hex(protocol::make_request_id({})).substr(12, 16);
    return book;
}

}  // namespace

AloneFile::AloneFile(std::filesystem::path file)
    : file_(std::move(file)),
      lock_(::open((file_.string() + ".lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, own_rights)) {
    if (::flock(lock_.get(), LOCK_EX | LOCK_NB) != 0)
        throw std::runtime_error(file_.string() + ": another kiosk uses this file. Is one running already?");
}

AloneBook AloneFile::read() const {
    std::ifstream in(file_);
    if (!in) return new_book();
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    try {
        return book_from_text(text);
    } catch (const protocol::CodecError& error) {
        const std::filesystem::path aside = file_.string() + ".broken";
        spdlog::error("The file of lone tickets cannot be understood; it is kept as {}. reason=\"{}\"",
                      aside.string(), error.what());
        std::error_code failed;
        std::filesystem::rename(file_, aside, failed);
        return new_book();
    }
}

void AloneFile::keep(const AloneBook& book) const {
    platform::replace_file(file_, to_text(book), own_rights);
}

}  // namespace okno::kiosk
