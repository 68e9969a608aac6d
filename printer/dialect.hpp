// What a family of printers is told, and how its answers are read: the one place where ESC/POS and Star
// differ. A dialect only makes bytes and has no state; an ear is one printer's, for as long as the connection
// lasts. Which dialect a model speaks is in its profile. Pure. One thread.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "printer/profile.hpp"
#include "printer/raster.hpp"
#include "printer/status.hpp"
#include "printer/text_lines.hpp"

namespace okno::printer {

// What the bytes heard so far mean.
struct AskOn {  // the question needs more requests: send these bytes
    std::string bytes;
    bool operator==(const AskOn&) const = default;
};
struct Told {  // the printer is so
    PrinterStatus status;
    bool asked = false;  // the end of the question under way; else the printer said it by itself
    bool operator==(const Told&) const = default;
};
struct EndMark {  // all of the job, the cut too, has been done
    bool operator==(const EndMark&) const = default;
};
struct Nonsense {  // a byte that can be no answer
    bool operator==(const Nonsense&) const = default;
};
using Heard = std::variant<AskOn, Told, EndMark, Nonsense>;

// Reads what a printer says. Every byte may be hostile: nothing asserts on them, memory is bounded.
class Ear {
  public:
    virtual ~Ear() = default;

    virtual std::string ask() = 0;    // begins a question, anew if one is under way: send these bytes
    virtual void job_goes_out() = 0;  // an EndMark from now on is this job's
    virtual std::vector<Heard> hear(std::uint8_t byte) = 0;
};

class Dialect {
  public:
    virtual ~Dialect() = default;

    // One slip from its initialisation to the end mark. No bytes in it but these are commands: see the
    // dialects.
    virtual std::string job(const Raster& raster, const Profile& profile) const = 0;
    // The same in the printer's own characters; the profile must have a text mode.
    virtual std::string text_job(const std::vector<TextItem>& items, const Profile& profile,
                                 CodePage page) const = 0;
    virtual int times_at_most() const = 0;  // a character can be so many times as large
    // Said first on every connection: ends what a sender that died left half said, and sets the printer up.
    virtual std::string greeting(const Profile& profile) const = 0;
    // Drop what is buffered and not printed, so that a failed slip does not come out later; "" when the
    // dialect sees to that in the job itself.
    virtual std::string forget() const = 0;
    virtual std::string let_go_of_slip()
        const = 0;  // that nobody took out of the presenter; "": there is none
    virtual std::unique_ptr<Ear> ear(const Profile& profile) const = 0;
};

const Dialect& dialect_of(const Profile& profile);

}  // namespace okno::printer
