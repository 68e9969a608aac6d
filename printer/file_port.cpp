#include "printer/file_port.hpp"

#include <utility>

#include "printer/png.hpp"

namespace okno::printer {

FilePort::FilePort(std::filesystem::path folder, const Profile& profile, SteadyTime now)
    : folder_(std::move(folder)),
      profile_(profile),
      printer_(profile.width_dots, profile.speech),
      conversation_(profile, now) {
    std::filesystem::create_directories(folder_);
    conversation_.connected(now);
}

void FilePort::print(Job job, SteadyTime now) {
    job_name_ = job.name;
    conversation_.print(std::move(job), now);
    talk(now);
    ended_ = conversation_.free();
}

SteadyTime FilePort::next_work() const {
    return ended_ ? SteadyTime::min() : conversation_.next_tick();
}

std::vector<PortNews> FilePort::work(SteadyTime now) {
    conversation_.tick(now);
    talk(now);
    ended_ = false;
    return conversation_.take_news();
}

Faults FilePort::read_faults() const {
    Faults faults;
    for (const auto& [name, fault] : fault_names) faults.*fault = std::filesystem::exists(folder_ / name);
    return faults;
}

void FilePort::talk(SteadyTime now) {
    printer_.set_faults(read_faults());
    do {
        for (std::string bytes = conversation_.take_output(); !bytes.empty();
             bytes = conversation_.take_output()) {
            printer_.feed(bytes);
            for (const Raster& page : printer_.take_pages()) keep(page);
            conversation_.hear(printer_.take_answers(), now);
        }
    } while (hang_up(now));
    if (profile_.parting != Parting::tear_off || !conversation_.free()) return;
    if (const auto torn = printer_.tear_off()) keep(*torn);
}

// Virtual paper is never out of reach: hanging up only forgets the answers that are still on their way.
bool FilePort::hang_up(SteadyTime now) {
    if (!conversation_.take_hang_up()) return false;
    conversation_.disconnected(now, "the virtual printer was hung up on");
    conversation_.connected(now);
    return true;
}

void FilePort::keep(const Raster& page) {
    write_png(page, profile_, folder_, job_name_);
}

}  // namespace okno::printer
