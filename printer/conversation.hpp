// What is said to a printer and what its answers mean, for every port that carries bytes both ways and in
// every dialect. Pure: bytes and time in, bytes and news out. One job goes
//
//   checking    ask for the status; anything wrong: failed, and not a byte of the job was sent
//   sent        the job, its end mark behind it; meanwhile the status is asked for again and again
//   marked      the end mark came back: all before it, the cut too, is done; an older question is open
//   confirming  the status asked for after the mark: well → printed, not well → unknown
//
// A fault before the mark: failed, and the printer is told to forget what it buffered. No answer, or the
// connection lost, once bytes were sent: unknown. After both the port hangs up, so that no late answer is
// mistaken for another job's. What the printer says by itself is believed like an answer, so that a fault is
// known at once; it is asked all the same, because not every printer does. A slip that nobody takes out of a
// presenter is let go of after the profile's time, and before the next. Refuses: a second job while one is
// under way.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "printer/dialect.hpp"
#include "printer/port.hpp"
#include "printer/profile.hpp"

namespace okno::printer {

class Conversation {
  public:
    // How long a job waits for a printer that is out of reach or silent, before and after it was sent.
    static constexpr std::chrono::milliseconds checking_patience{3000};
    static constexpr std::chrono::milliseconds sent_patience{15'000};
    static constexpr std::chrono::milliseconds answer_patience{2000};
    // A connection lost and found again sooner is not worth telling.
    static constexpr std::chrono::milliseconds out_of_reach_after{1000};
    static constexpr std::chrono::milliseconds idle_question_interval{1000};
    // Bytes that can be no answer, between two good ones: a few are noise on the wire, more are no printer.
    static constexpr int nonsense_at_most = 32;
    static constexpr std::chrono::milliseconds job_question_interval{300};

    // `profile` must outlive the conversation.
    Conversation(const Profile& profile, SteadyTime now);

    bool free() const { return !job_; }
    void print(Job job, SteadyTime now);

    void connected(SteadyTime now);
    void disconnected(SteadyTime now, const std::string& why);
    void hear(std::string_view answers, SteadyTime now);
    void tick(SteadyTime now);
    SteadyTime next_tick() const;

    std::string take_output();
    bool take_hang_up();  // true once: write what can be written and close
    std::vector<PortNews> take_news();

  private:
    enum class Stage { checking, sent, marked, confirming };
    struct Running {
        Job job;
        Stage stage{};
        SteadyTime deadline;
    };

    void begin_question(SteadyTime now);
    void understand(const AskOn& more, SteadyTime now);
    void understand(const Told& told, SteadyTime now);
    void understand(const EndMark& mark, SteadyTime now);
    void understand(const Nonsense& nonsense, SteadyTime now);
    void answered(const PrinterStatus& status, SteadyTime now);
    void send_job(SteadyTime now);
    void end(Outcome outcome, std::string why);
    void abandon(Outcome outcome, std::string why);
    void tell_status(std::optional<PrinterStatus> status);
    void mind_the_mouth(bool slip_in_it, SteadyTime now);

    const Profile& profile_;
    const Dialect& dialect_;
    std::unique_ptr<Ear> ear_;
    bool reached() const { return connected_ && heard_; }

    bool connected_ = false;
    bool heard_ = false;  // it has answered since it was connected; who takes bytes and says nothing is lost
    SteadyTime connected_at_;
    SteadyTime lost_since_;
    SteadyTime next_question_;
    std::optional<SteadyTime> asked_at_;  // the last request of the question under way
    int nonsense_ = 0;
    std::optional<SteadyTime> slip_waits_since_;  // in the presenter's mouth
    std::optional<Running> job_;
    std::optional<std::optional<PrinterStatus>> told_;  // empty: nothing was told yet
    std::string output_;
    bool hang_up_ = false;
    std::vector<PortNews> news_;
};

}  // namespace okno::printer
