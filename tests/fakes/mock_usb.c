#include "tests/fakes/mock_usb.h"

#include <errno.h>
#include <linux/usbdevice_fs.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <umockdev.h>
#include <unistd.h>

enum {
    urbs_at_most = 64,
    devices_at_most = 8,
    interfaces_at_most = 8,
    get_descriptor = 6,
    type_device = 1,
    type_configuration = 2,
    type_string = 3,
    setup_bytes = 8,
};

typedef struct {
    UMockdevIoctlData* urb;
    UMockdevIoctlData* buffer;
} Urb;

typedef struct {
    Urb list[urbs_at_most];
    int count;
} Urbs;

typedef struct {
    const MockUsbDevice* device;
    UMockdevIoctlBase* handler;
    char port[16], node[64], path[64];
    Urbs waiting, done;
    bool kernel_driver[interfaces_at_most], claimed[interfaces_at_most], seized, used, gone;
} Plugged;

struct MockUsbBus {
    UMockdevTestbed* testbed;
    Plugged* plugged[devices_at_most];
    int last_address;
};

static GMutex guard;  // the mock bus calls from a thread of its own

void mock_usb_lock(void) {
    g_mutex_lock(&guard);
}

void mock_usb_unlock(void) {
    g_mutex_unlock(&guard);
}

static void tell(const Plugged* plugged, const char* what) {
    plugged->device->told(plugged->device->context, what);
}

// The first interface is not named.
static void tell_of(const Plugged* plugged, const char* what, unsigned interface) {
    char words[32];
    snprintf(words, sizeof words, "%s %u", what, interface);
    tell(plugged, interface == 0 ? what : words);
}

static bool any_claimed(const Plugged* plugged) {
    for (int i = 0; i < interfaces_at_most; ++i)
        if (plugged->claimed[i]) return true;
    return false;
}

static int text_descriptor(const MockUsbDevice* device, int index, uint8_t* out) {
    if (index >= device->text_count) return -EPIPE;
    const size_t length = index == 0 ? 1 : strlen(device->texts[index]);
    out[0] = (uint8_t)(2 + 2 * length);
    out[1] = type_string;
    for (size_t i = 0; i < length; ++i) {
        out[2 + 2 * i] = index == 0 ? 0x09 : (uint8_t)device->texts[index][i];  // text 0: the language, English
        out[3 + 2 * i] = index == 0 ? 0x04 : 0;
    }
    return out[0];
}

// ── Transfers ─────────────────────────────────────────────────────────────────────────────────────────────

static int control(const Plugged* plugged, const uint8_t* setup, uint8_t* bytes) {
    const MockUsbDevice* device = plugged->device;
    const int type = setup[0], request = setup[1], value = setup[2] | setup[3] << 8;
    if (type != 0x80 || request != get_descriptor) return device->control(device->context, setup, bytes);
    if (value >> 8 == type_string) return text_descriptor(device, value & 255, bytes);
    const bool whole = value >> 8 == type_device;
    if (!whole && value >> 8 != type_configuration) return -EPIPE;
    const size_t length = whole ? sizeof device->device : device->configuration_length;
    memcpy(bytes, whole ? device->device : device->configuration, length);
    return (int)length;
}

static void take_away(Urbs* urbs, int at) {
    memmove(urbs->list + at, urbs->list + at + 1, sizeof(Urb) * (size_t)(--urbs->count - at));
}

static void finish(Plugged* plugged, int at, int status, int length) {
    Urb* urb = &plugged->waiting.list[at];
    struct usbdevfs_urb copy = *(struct usbdevfs_urb*)urb->urb->data;
    copy.status = status;
    copy.actual_length = length;
    umockdev_ioctl_data_update(urb->urb, 0, (guint8*)&copy, sizeof copy);
    plugged->done.list[plugged->done.count++] = *urb;
    take_away(&plugged->waiting, at);
}

// False: not now.
static bool run_control(Plugged* plugged, int at) {
    const Urb* urb = &plugged->waiting.list[at];
    const uint8_t* setup = urb->buffer->data;
    const bool in = setup[0] & 0x80;
    const int asked = setup[6] | setup[7] << 8;
    uint8_t bytes[1024] = {0};
    if (!in) memcpy(bytes, setup + setup_bytes, MIN((size_t)asked, sizeof bytes));
    const int result = control(plugged, setup, bytes);
    if (result == -EAGAIN) return false;
    const int length = in ? MIN(result, asked) : asked;
    if (in && length > 0) umockdev_ioctl_data_update(urb->buffer, setup_bytes, bytes, (gsize)length);
    finish(plugged, at, MIN(result, 0), result < 0 ? 0 : length);
    return true;
}

// False: not now.
static bool run_out(Plugged* plugged, int at) {
    const Urb* urb = &plugged->waiting.list[at];
    const struct usbdevfs_urb* asked = (const struct usbdevfs_urb*)urb->urb->data;
    const long taken = plugged->device->take(plugged->device->context, asked->endpoint, urb->buffer->data,
                                             (size_t)asked->buffer_length);
    if (taken == -EAGAIN) return false;
    finish(plugged, at, (int)MIN(taken, 0), (int)MAX(taken, 0));
    return true;
}

static bool run_in(Plugged* plugged, int at) {
    const Urb* urb = &plugged->waiting.list[at];
    const struct usbdevfs_urb* asked = (const struct usbdevfs_urb*)urb->urb->data;
    uint8_t bytes[4096];
    const size_t room = MIN((size_t)asked->buffer_length, sizeof bytes);
    const long given = plugged->device->give(plugged->device->context, asked->endpoint, bytes, room);
    if (given == -EAGAIN) return false;
    const size_t length = MIN((size_t)MAX(given, 0), room);
    if (length > 0) umockdev_ioctl_data_update(urb->buffer, 0, bytes, length);
    finish(plugged, at, given > (long)room ? -EOVERFLOW : (int)MIN(given, 0), (int)length);
    return true;
}

// Carries out what can be carried out now.
static void run(Plugged* plugged) {
    for (int i = 0; i < plugged->waiting.count;) {
        const struct usbdevfs_urb* urb = (const struct usbdevfs_urb*)plugged->waiting.list[i].urb->data;
        if (plugged->gone)
            finish(plugged, i, -ESHUTDOWN, 0);
        else if (urb->type == USBDEVFS_URB_TYPE_CONTROL ? !run_control(plugged, i)
                 : urb->endpoint & 0x80                 ? !run_in(plugged, i)
                                                        : !run_out(plugged, i))
            ++i;
    }
}

// ── What the kernel would answer (Documentation/driver-api/usb/usb.rst, devio.c) ─────────────────────────────

typedef struct {
    long result;
    int error;
} Answer;

static const Answer fine = {0, 0};

static Answer refuse(int error) {
    return (Answer){-1, error};
}

static Answer capabilities(UMockdevIoctlData* argument) {
    guint32 all = USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
    UMockdevIoctlData* out = umockdev_ioctl_data_resolve(argument, 0, sizeof all, NULL);
    umockdev_ioctl_data_update(out, 0, (guint8*)&all, sizeof all);
    return fine;
}

static Answer submit(Plugged* plugged, UMockdevIoctlData* argument) {
    if (plugged->waiting.count + plugged->done.count >= urbs_at_most) return refuse(ENOMEM);
    UMockdevIoctlData* data = umockdev_ioctl_data_resolve(argument, 0, sizeof(struct usbdevfs_urb), NULL);
    const struct usbdevfs_urb* urb = (const struct usbdevfs_urb*)data->data;
    if (urb->type != USBDEVFS_URB_TYPE_CONTROL && !any_claimed(plugged)) return refuse(EINVAL);
    UMockdevIoctlData* buffer = umockdev_ioctl_data_resolve(data, G_STRUCT_OFFSET(struct usbdevfs_urb, buffer),
                                                            (gsize)urb->buffer_length, NULL);
    if (urb->type != USBDEVFS_URB_TYPE_CONTROL && !plugged->used) {
        plugged->used = true;
        tell(plugged, "reading");
    }
    plugged->waiting.list[plugged->waiting.count++] = (Urb){g_object_ref(data), buffer};
    return fine;
}

static Answer discard(Plugged* plugged, UMockdevIoctlData* argument) {
    for (int i = 0; i < plugged->waiting.count; ++i) {
        if (plugged->waiting.list[i].urb->client_addr != *(gulong*)argument->data) continue;
        finish(plugged, i, -ENOENT, 0);
        return fine;
    }
    return refuse(EINVAL);
}

static Answer reap(Plugged* plugged, UMockdevIoctlData* argument) {
    run(plugged);
    if (plugged->done.count == 0) return refuse(plugged->gone ? ENODEV : EAGAIN);
    UMockdevIoctlData* out = umockdev_ioctl_data_resolve(argument, 0, sizeof(void*), NULL);
    umockdev_ioctl_data_set_ptr(out, 0, plugged->done.list[0].urb);
    take_away(&plugged->done, 0);
    return fine;
}

// A device belongs to a driver of the kernel until somebody takes it; a plain claim of it is refused.
static Answer claim(Plugged* plugged, unsigned interface, bool take) {
    if (plugged->gone) return refuse(ENODEV);
    if (interface >= interfaces_at_most) return refuse(ENOENT);
    const bool seized = plugged->seized || plugged->device->seized_interfaces >> interface & 1;
    if (seized || plugged->claimed[interface] || (plugged->kernel_driver[interface] && !take)) {
        tell_of(plugged, "busy", interface);
        return refuse(EBUSY);
    }
    plugged->claimed[interface] = true;
    plugged->kernel_driver[interface] = false;
    tell_of(plugged, "claimed", interface);
    return fine;
}

static Answer claim_plainly(Plugged* plugged, UMockdevIoctlData* argument) {
    UMockdevIoctlData* data = umockdev_ioctl_data_resolve(argument, 0, sizeof(unsigned), NULL);
    return claim(plugged, *(const unsigned*)data->data, false);
}

static Answer take_from_driver(Plugged* plugged, UMockdevIoctlData* argument) {
    UMockdevIoctlData* data =
        umockdev_ioctl_data_resolve(argument, 0, sizeof(struct usbdevfs_disconnect_claim), NULL);
    return claim(plugged, ((const struct usbdevfs_disconnect_claim*)data->data)->interface, true);
}

static Answer release(Plugged* plugged, UMockdevIoctlData* argument) {
    UMockdevIoctlData* data = umockdev_ioctl_data_resolve(argument, 0, sizeof(unsigned), NULL);
    const unsigned interface = *(const unsigned*)data->data;
    if (interface >= interfaces_at_most) return refuse(ENOENT);
    plugged->claimed[interface] = false;
    plugged->used = any_claimed(plugged);
    return fine;
}

// The only sub-command libusb sends here: let the kernel's driver have the interface again.
static Answer give_back(Plugged* plugged, UMockdevIoctlData* argument) {
    UMockdevIoctlData* data = umockdev_ioctl_data_resolve(argument, 0, sizeof(struct usbdevfs_ioctl), NULL);
    const struct usbdevfs_ioctl* command = (const struct usbdevfs_ioctl*)data->data;
    const unsigned interface = (unsigned)command->ifno;
    if (command->ioctl_code != (int)USBDEVFS_CONNECT || interface >= interfaces_at_most ||
        plugged->claimed[interface])
        return refuse(EBUSY);
    plugged->kernel_driver[interface] = true;
    tell_of(plugged, "given back", interface);
    return (Answer){1, 0};
}

static Answer answer(Plugged* plugged, gulong request, UMockdevIoctlData* argument) {
    switch (request) {
        case USBDEVFS_GET_CAPABILITIES:
            return capabilities(argument);
        case USBDEVFS_REAPURB:
        case USBDEVFS_REAPURBNDELAY:
            return reap(plugged, argument);
        case USBDEVFS_DISCARDURB:
            return discard(plugged, argument);
    }
    if (plugged->gone) return refuse(ENODEV);
    switch (request) {
        case USBDEVFS_SUBMITURB:
            return submit(plugged, argument);
        case USBDEVFS_DISCONNECT_CLAIM:
            return take_from_driver(plugged, argument);
        case USBDEVFS_CLAIMINTERFACE:
            return claim_plainly(plugged, argument);
        case USBDEVFS_RELEASEINTERFACE:
            return release(plugged, argument);
        case USBDEVFS_SETINTERFACE:
            return fine;
        case USBDEVFS_CLEAR_HALT:
            tell(plugged, "told to go on");
            return fine;
        case USBDEVFS_IOCTL:
            return give_back(plugged, argument);
        default:
            return refuse(ENOTTY);
    }
}

static gboolean on_ioctl(UMockdevIoctlBase* handler, UMockdevIoctlClient* client, Plugged* plugged) {
    (void)handler;
    mock_usb_lock();
    const Answer given =
        answer(plugged, umockdev_ioctl_client_get_request(client), umockdev_ioctl_client_get_arg(client));
    mock_usb_unlock();
    umockdev_ioctl_client_complete(client, given.result, given.error);
    return TRUE;
}

// ── Plugging ──────────────────────────────────────────────────────────────────────────────────────────────

static void append_hex(GString* text, const uint8_t* bytes, size_t length) {
    for (size_t i = 0; i < length; ++i) g_string_append_printf(text, "%02X", bytes[i]);
}

static Plugged** place_of(MockUsbBus* bus, const char* port) {
    for (int i = 0; i < devices_at_most; ++i)
        if (port ? bus->plugged[i] && strcmp(bus->plugged[i]->port, port) == 0 : !bus->plugged[i])
            return &bus->plugged[i];
    g_error("no such place: %s", port ? port : "a free one");
}

MockUsbBus* mock_usb_bus(void) {
    MockUsbBus* bus = g_new0(MockUsbBus, 1);
    bus->testbed = umockdev_testbed_new();
    bus->last_address = 1;
    return bus;
}

void mock_usb_plug(MockUsbBus* bus, const MockUsbDevice* device, const char* port, int seized) {
    Plugged* plugged = g_new0(Plugged, 1);  // kept to the end: the program may still hold it open
    *place_of(bus, NULL) = plugged;
    plugged->device = device;
    for (int i = 0; i < interfaces_at_most; ++i) plugged->kernel_driver[i] = true;
    plugged->seized = seized != 0;
    const int address = ++bus->last_address;
    snprintf(plugged->port, sizeof plugged->port, "%s", port);
    snprintf(plugged->node, sizeof plugged->node, "/dev/bus/usb/001/%03d", address);
    snprintf(plugged->path, sizeof plugged->path, "/sys/devices/pci0/usb1/1-%s", port);
    plugged->handler = umockdev_ioctl_base_new();
    g_signal_connect(plugged->handler, "handle-ioctl", G_CALLBACK(on_ioctl), plugged);
    GError* error = NULL;
    umockdev_testbed_attach_ioctl(bus->testbed, plugged->node, plugged->handler, &error);
    g_assert_no_error(error);
    GString* bytes = g_string_new(NULL);
    append_hex(bytes, device->device, sizeof device->device);
    append_hex(bytes, device->configuration, device->configuration_length);
    char* record = g_strdup_printf(
        "P: %s\nN: bus/usb/001/%03d=%s\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DRIVER=usb\nE: BUSNUM=001\n"
        "E: DEVNUM=%03d\nE: DEVNAME=%s\nA: bConfigurationValue=1\\n\nA: busnum=1\\n\nA: devnum=%d\\n\nA: speed=%d\\n\n"
        "H: descriptors=%s\n",
        plugged->path + strlen("/sys"), address, bytes->str, address, plugged->node, address, device->speed,
        bytes->str);
    umockdev_testbed_add_from_string(bus->testbed, record, &error);
    g_assert_no_error(error);
    g_free(record);
    g_string_free(bytes, TRUE);
    umockdev_testbed_uevent(bus->testbed, plugged->path, "add");
}

void mock_usb_unplug(MockUsbBus* bus, const char* port) {
    Plugged** place = place_of(bus, port);
    Plugged* plugged = *place;
    *place = NULL;
    mock_usb_lock();
    plugged->gone = true;
    mock_usb_unlock();
    umockdev_testbed_uevent(bus->testbed, plugged->path, "remove");
    umockdev_testbed_remove_device(bus->testbed, plugged->path);
}

void mock_usb_seize(MockUsbBus* bus, const char* port, int seized) {
    mock_usb_lock();
    (*place_of(bus, port))->seized = seized != 0;
    mock_usb_unlock();
}

// ── The program ───────────────────────────────────────────────────────────────────────────────────────────

pid_t mock_usb_start(char** command) {
    const char* preloaded = getenv("LD_PRELOAD");
    if (!command[0] || !preloaded || !strstr(preloaded, "umockdev")) {
        fputs("usage: umockdev-wrapper THIS PROGRAM ARGUMENT...\n", stderr);
        exit(2);
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execv(command[0], command);
        _exit(127);
    }
    g_assert_cmpint(pid, >, 0);
    return pid;
}

int mock_usb_end(pid_t program) {
    kill(program, SIGTERM);
    int status = 0;
    waitpid(program, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}
