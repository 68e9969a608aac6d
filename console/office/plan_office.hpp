// What an administrator does with the hall's plan: looks at it, checks a new text, adopts it now or on a day
// to come, takes a former version again. The file is written first and the dispatcher asked then; if it says
// no the file is put back. Nobody's change is overwritten unseen: whoever saves names the text he started
// from, and a file that was changed by hand becomes a version of its own. Thread-safe; a thread of its own
// adopts what waits.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "console/mailbox.hpp"
#include "console/office/plan_shelf.hpp"
#include "console/people/audit_trail.hpp"
#include "plan/close_reading.hpp"

namespace okno::console {

struct PlanWish {
    std::string text;
    std::string base;  // hash of the file it was written over
    std::string why;
    std::optional<hall::LocalDay> day{};  // empty: now
    bool although_waiting = false;        // another version waits, and whoever asks knows it
    std::optional<int> restores{};
};

struct PlanView {
    std::string text;
    std::string hash;
    bool in_force = false;  // the dispatcher has this plan
    bool blind = false;     // nobody knows: it cannot be reached
    std::vector<PlanVersion> versions;
    std::optional<WaitingPlan> waiting;
    std::optional<protocol::Refusal> problem;  // why what waits was not adopted when its day began
    std::optional<hall::LocalDay> today;       // in the hall's zone; empty: the file is no plan
};

class PlanOffice {
  public:
    using Done = tl::expected<void, protocol::Refusal>;

    // The references must outlive the office.
    PlanOffice(const std::filesystem::path& file, const std::filesystem::path& folder, Mailbox& mailbox,
               AuditTrail& trail);
    ~PlanOffice();
    PlanOffice(const PlanOffice&) = delete;
    PlanOffice& operator=(const PlanOffice&) = delete;

    void start();  // the thread that adopts what waits

    PlanView view(platform::WallTime now);
    plan::CloseReading read(const std::string& text) const;
    std::string present();  // the text of the file
    std::optional<std::string> version(int id);
    Done adopt(const PlanWish& wish, const std::string& who, platform::WallTime now);
    Done withdraw(const std::string& who);
    // Adopts what waits, if its day has begun. True: something waits yet.
    bool look(platform::WallTime now);

  private:
    // These: call with the mutex held.
    void notice_hand(const std::string& text, const std::string& hash, platform::WallTime now);
    std::optional<protocol::Refusal> why_changed(const std::string& base, platform::WallTime now);
    Done put_in_force(const PlanWish& wish, const hall::Plan& plan, const std::string& who,
                      platform::WallTime now);
    Done ask_dispatcher(const hall::Plan& plan, const std::string& who);
    std::optional<bool> is_in_force(const hall::Plan& plan);
    void watch(const std::stop_token& stop);

    PlanShelf shelf_;
    Mailbox& mailbox_;
    AuditTrail& trail_;
    std::mutex mutex_;
    std::condition_variable_any changed_;
    std::optional<protocol::Refusal> problem_;
    std::jthread watch_;
};

}  // namespace okno::console
