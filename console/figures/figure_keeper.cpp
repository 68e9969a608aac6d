#include "console/figures/figure_keeper.hpp"

#include <chrono>
#include <utility>

#include "platform/log.hpp"

namespace okno::console {

namespace {

// What happens within such a time is written in one transaction.
constexpr std::chrono::milliseconds gathered_for{50};
constexpr std::chrono::seconds again_after{2};
constexpr std::chrono::seconds looks_at_recount{5};  // which may have ended meanwhile

const char* advice(statistics::Failure failure) {
    switch (failure) {
        case statistics::Failure::locked:
            return "another program holds it; please stop that program";
        case statistics::Failure::disk_full:
            return "the disk is full; please make room";
        case statistics::Failure::damaged:
            return "it is damaged; it is set aside and made anew from the journal";
        case statistics::Failure::other:
            return "please look at the disk and at the rights of the file";
    }
    return "";
}

}  // namespace

FigureKeeper::FigureKeeper(std::filesystem::path database, std::function<void()> tell, JournalReading journal)
    : database_(std::move(database)),
      tell_(std::move(tell)),
      journal_(std::move(journal)),
      thread_([this] { work(); }) {}

FigureKeeper::~FigureKeeper() {
    {
        const std::lock_guard lock(mutex_);
        ended_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

std::optional<protocol::Sequence> FigureKeeper::next() const {
    const std::lock_guard lock(mutex_);
    return next_;
}

void FigureKeeper::hear(const protocol::Entry& entry) {
    {
        const std::lock_guard lock(mutex_);
        if (next_ != entry.number) return;
        told_.entries.push_back(entry);
        ++*next_;
    }
    changed_.notify_all();
}

// Its ticket's entry wakes the thread.
void FigureKeeper::promised(const statistics::Statistics::Promise& promise) {
    const std::lock_guard lock(mutex_);
    if (next_) told_.promises.push_back(promise);
}

void FigureKeeper::forget() {
    {
        const std::lock_guard lock(mutex_);
        if (!next_) return;
        told_.entries.clear();
        told_.forget = true;
        next_ = 1;
    }
    changed_.notify_all();
}

Figures FigureKeeper::today(hall::LocalDay day) {
    const std::lock_guard lock(mutex_);
    if (day_ != day) {
        day_ = told_.day = day;
        changed_.notify_all();
    }
    return figures_of_ == day ? figures_ : Figures{};
}

std::optional<statistics::Failure> FigureKeeper::trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

void FigureKeeper::work() {
    std::optional<DayFigures> figures;
    for (auto told = std::optional<Told>(Told{}); told; told = wait()) {
        try {
            keep(figures, *told);
        } catch (const std::exception& error) {
            figures.reset();
            fail(error);
        }
    }
}

// Until there is something to write, or, in trouble, until it is time to try again.
std::optional<FigureKeeper::Told> FigureKeeper::wait() {
    std::unique_lock lock(mutex_);
    const auto ended = [this] { return ended_; };
    if (trouble_) {
        const bool at_once = trouble_ == statistics::Failure::damaged;  // that has been mended
        if (!at_once) changed_.wait_for(lock, again_after, ended);
    } else {
        changed_.wait_for(lock, looks_at_recount,
                          [this] { return ended_ || !told_.entries.empty() || told_.day || told_.forget; });
        if (!told_.entries.empty()) changed_.wait_for(lock, gathered_for, ended);
    }
    if (ended_) return std::nullopt;
    return std::exchange(told_, {});
}

void FigureKeeper::keep(std::optional<DayFigures>& figures, const Told& told) {
    if (!figures) {
        figures.emplace(database_, journal_);
        if (trouble()) figures->prove_writable();
        opened(*figures);
    }
    if (told.forget) figures->forget();
    for (const protocol::Entry& entry : told.entries) figures->hear(entry);
    for (const auto& promise : told.promises) figures->promised(promise);
    std::optional<hall::LocalDay> day;
    {
        const std::lock_guard lock(mutex_);
        day = day_;
    }
    if (day) publish(figures->today(*day), *day);
}

// From here on the loop's news are wanted.
void FigureKeeper::opened(const DayFigures& figures) {
    {
        const std::lock_guard lock(mutex_);
        next_ = figures.next();
        if (!trouble_) return;
        trouble_.reset();
    }
    spdlog::info("The statistics are kept again. file={}", database_.string());
    tell_();
}

void FigureKeeper::publish(const Figures& figures, hall::LocalDay day) {
    {
        const std::lock_guard lock(mutex_);
        if (figures_of_ == day && figures_ == figures) return;
        figures_ = figures;
        figures_of_ = day;
    }
    tell_();
}

// What was heard and is not in the tables is asked of the journal again.
void FigureKeeper::fail(const std::exception& error) {
    const statistics::Failure failure = statistics::failure_of(error);
    bool new_to_log = false;
    {
        const std::lock_guard lock(mutex_);
        new_to_log = trouble_ != failure;
        trouble_ = failure;
        next_.reset();
        told_ = {};
    }
    if (new_to_log)
        spdlog::error("The statistics cannot be kept: {}. The hall goes on. file={} reason=\"{}\"",
                      advice(failure), database_.string(), statistics::reason_of(error));
    if (failure == statistics::Failure::damaged) {
        try {
            statistics::set_aside(database_);
        } catch (const std::exception& stuck) {
            spdlog::error("The damaged statistics cannot be set aside. reason=\"{}\"", stuck.what());
            const std::lock_guard lock(mutex_);
            trouble_ = statistics::Failure::other;
        }
    }
    if (new_to_log) tell_();
}

}  // namespace okno::console
