// `--port file:DIR`: prints on virtual paper, one PNG a slip, named after the job. The bytes go through the
// same conversation and into a virtual printer that decodes them again, so what is seen is what a printer
// would print. A file in DIR named paper_end, paper_near_end, cover_open, cutter_error or overheated gives
// the printer that fault for as long as the file is there. One thread; `work` takes as long as writing a
// small file.
#pragma once

#include <filesystem>

#include "printer/conversation.hpp"
#include "printer/virtual_printer.hpp"

namespace okno::printer {

class FilePort : public Port {
  public:
    // Makes the folder when it does not exist. `profile` must outlive the port.
    FilePort(std::filesystem::path folder, const Profile& profile, SteadyTime now);

    std::string name() const override { return "file:" + folder_.string(); }
    bool free() const override { return conversation_.free() && !ended_; }
    void print(Job job, SteadyTime now) override;
    std::vector<Watched> watched() const override { return {}; }
    SteadyTime next_work() const override;
    std::vector<PortNews> work(SteadyTime now) override;

  private:
    Faults read_faults() const;
    void talk(SteadyTime now);
    bool hang_up(SteadyTime now);
    void keep(const Raster& page);

    std::filesystem::path folder_;
    const Profile& profile_;
    VirtualPrinter printer_;
    Conversation conversation_;
    std::string job_name_;
    bool ended_ = false;  // the job has ended and `work` has not said so yet
};

}  // namespace okno::printer
