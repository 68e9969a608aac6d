// A USB device on umockdev's mock bus: what the kernel would answer to libusb about it. The device itself is a
// table of functions; the program under test is started on the bus and sees /dev/bus/usb of a real machine.
//
// The mock bus cannot make a program wait in poll(): the program's loop spins while a device is plugged in.
// The functions are called from a thread of the bus, one at a time, with `mock_usb_lock` held.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    uint8_t device[18];            // the device descriptor
    const uint8_t* configuration;  // all of it, its interfaces and endpoints included
    size_t configuration_length;
    const char* const* texts;  // string descriptors from 1 on; 0 is not used
    int text_count;
    int speed;                // Mbit/s: 12, 480
    unsigned seized_interfaces;  // bit n: interface n belongs to another program
    void* context;

    // A class or vendor request: `setup` is 8 bytes, `bytes` what follows it or room for the answer (1024). Length
    // of the answer, -EPIPE: the device does not know it, or -EAGAIN: not now.
    int (*control)(void* context, const uint8_t* setup, uint8_t* bytes);
    // OUT to an endpoint: bytes taken; -EAGAIN: not now, it is asked again; another negative number (-EPIPE:
    // stalled) ends the transfer.
    long (*take)(void* context, uint8_t endpoint, const uint8_t* bytes, size_t length);
    // IN from an endpoint: bytes put into `room`; -EAGAIN: nothing yet; more than `room`: an overflow.
    long (*give)(void* context, uint8_t endpoint, uint8_t* bytes, size_t room);
    // "claimed", "busy" (a claim was refused), "reading" (the first transfer), "given back"; with its number
    // behind it when it is about another interface than the first: "claimed 1". "told to go on": after a stall.
    void (*told)(void* context, const char* what);
} MockUsbDevice;

typedef struct MockUsbBus MockUsbBus;

MockUsbBus* mock_usb_bus(void);
// Plugged in at this port of bus 1 ("3"; there are no hubs); `seized`: its interface belongs to another program.
// `device` must outlive the bus.
void mock_usb_plug(MockUsbBus* bus, const MockUsbDevice* device, const char* port, int seized);
void mock_usb_unplug(MockUsbBus* bus, const char* port);
void mock_usb_seize(MockUsbBus* bus, const char* port, int seized);

void mock_usb_lock(void);
void mock_usb_unlock(void);

// Starts the program to be tested; it dies with this one.
pid_t mock_usb_start(char** command);
// SIGTERM, and the exit code; minus the signal that ended it.
int mock_usb_end(pid_t program);

#ifdef __cplusplus
}
#endif
