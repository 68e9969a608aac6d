// Which computer this is: a word made of what its hardware is called, so that a disk that was copied, or
// moved into another computer, can tell. Linux's sysfs; reading it needs no rights.
#pragma once

#include <filesystem>
#include <string>

namespace okno::platform {

// 22 letters, digits, "-" and "_": a keyed word of the burnt-in addresses of the network cards on the board
// and of the serial numbers of the disks (sysfs: class/net/*/address with a device that is not USB, and
// block/*/device/serial or wwid). A computer that has none of these gets the word of its `/etc/machine-id`.
std::string machine_word(const std::filesystem::path& root = "/");

}  // namespace okno::platform
