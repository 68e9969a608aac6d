// Tells when any input device (a touch panel, a keypad, a mouse) has something to say, for whoever reads the
// devices through a library that has no descriptor to wait on (SDL on the graphics card itself). It opens
// /dev/input/event* beside the library; what it reads it throws away. Devices may come and go. A device it
// may not open is left out. One thread.
#pragma once

#include <filesystem>
#include <map>

#include "platform/descriptor.hpp"

namespace okno::platform {

class InputWatch {
  public:
    explicit InputWatch(std::filesystem::path folder = "/dev/input");  // throws std::system_error

    int descriptor() const { return epoll_.get(); }  // readable when something has happened
    void drain();                                    // until something happens again

  private:
    void open_devices();
    void watch(int descriptor);

    std::filesystem::path folder_;
    Descriptor epoll_;
    Descriptor changes_;  // of the folder: inotify(7)
    std::map<std::filesystem::path, Descriptor> devices_;
};

}  // namespace okno::platform
