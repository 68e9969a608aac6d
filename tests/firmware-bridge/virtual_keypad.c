// A USB keypad that is not there. Starts a program on a mock bus of umockdev and plugs a virtual keypad in and out
// as it is told; to libusb in that program everything looks like /dev/bus/usb of a real machine.
//
//     umockdev-wrapper virtual-keypad PROGRAM ARGUMENT...
//
// Told on standard input, a line each:               Tells on standard output:
//   plug keyboard | plug pad                           pid N           the program's
//   report HEX        the next input report            claimed         the interface, taken from the kernel's driver
//   unplug                                             request RR VVVV a class request
//   (end of input: SIGTERM to the program)             reading         it waits for the first report
//                                                      read            a report was read
//                                                      given back      to the kernel's driver
//                                                      exit N          the program's end
//
// The mock bus cannot make a program wait in poll(): the program's loop spins while a keypad is plugged in.
#include <errno.h>
#include <linux/usbdevice_fs.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <umockdev.h>
#include <unistd.h>

enum {
    in_endpoint = 0x81,
    report_bytes_at_most = 64,
    reports_at_most = 64,
    urbs_at_most = 16,
    get_descriptor = 6,
    type_device = 1,
    type_configuration = 2,
    type_string = 3,
    setup_bytes = 8,
};

// One of the two models; `interface_*` as in HID 1.11, 4.2 and 4.3.
typedef struct {
    const char* name;
    uint16_t product;
    uint8_t interface_subclass, interface_protocol, packet_bytes;
} Model;

static const Model models[] = {{"keyboard", 0x27db, 1, 1, 8}, {"pad", 0x27d9, 0, 0, 1}};
static const uint16_t vendor = 0x16c0;
static const char* const texts[] = {"", "Okno", "Virtual keypad", "okno-pad-0003"};

typedef struct {
    UMockdevIoctlData* urb;
    UMockdevIoctlData* buffer;
} Urb;

typedef struct {
    Urb list[urbs_at_most];
    int count;
} Urbs;

typedef struct {
    uint8_t bytes[report_bytes_at_most];
    int length;
} Report;

typedef struct {
    const Model* model;
    UMockdevIoctlBase* handler;
    char node[64], path[64];
    uint8_t device_descriptor[18], configuration[34];
    Report reports[reports_at_most];
    int report_count;
    Urbs waiting, done;
    bool kernel_driver, claimed, reading, gone;
} Keypad;

static GMutex guard;  // the mock bus calls from a thread of its own
static Keypad* plugged;
static int address = 1;

static void tell(const char* format, ...) G_GNUC_PRINTF(1, 2);
static void tell(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
}

// ── The device ────────────────────────────────────────────────────────────────────────────────────────────

static void describe(Keypad* keypad) {
    const Model* model = keypad->model;
    const uint8_t device[18] = {18, type_device, 0, 2, 0, 0, 0, 64, vendor & 255, vendor >> 8,
                                model->product & 255, model->product >> 8, 0, 1, 1, 2, 3, 1};
    const uint8_t configuration[34] = {
        9, type_configuration, 34, 0, 1, 1, 0, 0x80, 50,                                            //
        9, 4, 0, 0, 1, 3, model->interface_subclass, model->interface_protocol, 0,                  //
        9, 0x21, 0x11, 1, 0, 1, 0x22, 24, 0,                                                        //
        7, 5, in_endpoint, 3, model->packet_bytes, 0, 10};
    memcpy(keypad->device_descriptor, device, sizeof device);
    memcpy(keypad->configuration, configuration, sizeof configuration);
}

static int text_descriptor(int index, uint8_t* out) {
    if (index >= (int)G_N_ELEMENTS(texts)) return -EPIPE;
    const size_t length = index == 0 ? 1 : strlen(texts[index]);
    out[0] = (uint8_t)(2 + 2 * length);
    out[1] = type_string;
    for (size_t i = 0; i < length; ++i) {
        out[2 + 2 * i] = index == 0 ? 0x09 : (uint8_t)texts[index][i];  // text 0: the language, English
        out[3 + 2 * i] = index == 0 ? 0x04 : 0;
    }
    return out[0];
}

// The bytes of the answer in `out` (256 of them), or a negative error; -EPIPE is the device's "no".
static int control(Keypad* keypad, const uint8_t* setup, uint8_t* out) {
    const int type = setup[0], request = setup[1], value = setup[2] | setup[3] << 8;
    if (type == 0x80 && request == get_descriptor) {
        if (value >> 8 == type_string) return text_descriptor(value & 255, out);
        const bool device = value >> 8 == type_device;
        if (!device && value >> 8 != type_configuration) return -EPIPE;
        const size_t length = device ? sizeof keypad->device_descriptor : sizeof keypad->configuration;
        memcpy(out, device ? keypad->device_descriptor : keypad->configuration, length);
        return (int)length;
    }
    if (type != 0x21) return -EPIPE;
    tell("request %02x %04x", request, value);
    return 0;
}

// ── Transfers ─────────────────────────────────────────────────────────────────────────────────────────────

static void take_away(Urbs* urbs, int at) {
    memmove(urbs->list + at, urbs->list + at + 1, sizeof(Urb) * (size_t)(--urbs->count - at));
}

static void finish(Keypad* keypad, int at, int status, int length) {
    Urb* urb = &keypad->waiting.list[at];
    struct usbdevfs_urb copy = *(struct usbdevfs_urb*)urb->urb->data;
    copy.status = status;
    copy.actual_length = length;
    umockdev_ioctl_data_update(urb->urb, 0, (guint8*)&copy, sizeof copy);
    keypad->done.list[keypad->done.count++] = *urb;
    take_away(&keypad->waiting, at);
}

static void run_control(Keypad* keypad, int at) {
    const Urb* urb = &keypad->waiting.list[at];
    uint8_t answer[256];
    const int asked = urb->buffer->data[6] | urb->buffer->data[7] << 8;
    const int result = control(keypad, urb->buffer->data, answer);
    const int length = MIN(result, asked);
    if (length > 0) umockdev_ioctl_data_update(urb->buffer, setup_bytes, answer, (gsize)length);
    finish(keypad, at, MIN(result, 0), MAX(length, 0));
}

static void run_input(Keypad* keypad, int at) {
    const Urb* urb = &keypad->waiting.list[at];
    const struct usbdevfs_urb* asked = (const struct usbdevfs_urb*)urb->urb->data;
    Report report = keypad->reports[0];
    memmove(keypad->reports, keypad->reports + 1, sizeof(Report) * (size_t)--keypad->report_count);
    const bool too_long = report.length > asked->buffer_length;
    const int length = MIN(report.length, asked->buffer_length);
    umockdev_ioctl_data_update(urb->buffer, 0, report.bytes, (gsize)length);
    finish(keypad, at, too_long ? -EOVERFLOW : 0, length);
    tell("read");
}

// Carries out what can be carried out now.
static void run(Keypad* keypad) {
    for (int i = 0; i < keypad->waiting.count;) {
        const struct usbdevfs_urb* urb = (const struct usbdevfs_urb*)keypad->waiting.list[i].urb->data;
        if (keypad->gone)
            finish(keypad, i, -ESHUTDOWN, 0);
        else if (urb->type == USBDEVFS_URB_TYPE_CONTROL)
            run_control(keypad, i);
        else if (keypad->report_count > 0)
            run_input(keypad, i);
        else
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

static Answer submit(Keypad* keypad, UMockdevIoctlData* argument) {
    if (keypad->waiting.count + keypad->done.count >= urbs_at_most) return refuse(ENOMEM);
    UMockdevIoctlData* data = umockdev_ioctl_data_resolve(argument, 0, sizeof(struct usbdevfs_urb), NULL);
    const struct usbdevfs_urb* urb = (const struct usbdevfs_urb*)data->data;
    if (urb->type != USBDEVFS_URB_TYPE_CONTROL && !keypad->claimed) return refuse(EINVAL);
    UMockdevIoctlData* buffer = umockdev_ioctl_data_resolve(data, G_STRUCT_OFFSET(struct usbdevfs_urb, buffer),
                                                            (gsize)urb->buffer_length, NULL);
    if (urb->type != USBDEVFS_URB_TYPE_CONTROL && !keypad->reading) {
        keypad->reading = true;
        tell("reading");
    }
    keypad->waiting.list[keypad->waiting.count++] = (Urb){g_object_ref(data), buffer};
    return fine;
}

static Answer discard(Keypad* keypad, UMockdevIoctlData* argument) {
    for (int i = 0; i < keypad->waiting.count; ++i) {
        if (keypad->waiting.list[i].urb->client_addr != *(gulong*)argument->data) continue;
        finish(keypad, i, -ENOENT, 0);
        return fine;
    }
    return refuse(EINVAL);
}

static Answer reap(Keypad* keypad, UMockdevIoctlData* argument) {
    run(keypad);
    if (keypad->done.count == 0) return refuse(keypad->gone ? ENODEV : EAGAIN);
    UMockdevIoctlData* out = umockdev_ioctl_data_resolve(argument, 0, sizeof(void*), NULL);
    umockdev_ioctl_data_set_ptr(out, 0, keypad->done.list[0].urb);
    take_away(&keypad->done, 0);
    return fine;
}

// A keyboard belongs to usbhid until somebody takes it; a plain claim of it is refused.
static Answer claim(Keypad* keypad, bool take) {
    if (keypad->gone) return refuse(ENODEV);
    if (keypad->claimed || (keypad->kernel_driver && !take)) return refuse(EBUSY);
    keypad->claimed = true;
    keypad->kernel_driver = false;
    tell("claimed");
    return fine;
}

// The only sub-command libusb sends here: let the kernel's driver have the interface again.
static Answer give_back(Keypad* keypad, UMockdevIoctlData* argument) {
    UMockdevIoctlData* data = umockdev_ioctl_data_resolve(argument, 0, sizeof(struct usbdevfs_ioctl), NULL);
    const struct usbdevfs_ioctl* command = (const struct usbdevfs_ioctl*)data->data;
    if (command->ioctl_code != (int)USBDEVFS_CONNECT || keypad->claimed) return refuse(EBUSY);
    keypad->kernel_driver = true;
    tell("given back");
    return (Answer){1, 0};
}

static Answer answer(Keypad* keypad, gulong request, UMockdevIoctlData* argument) {
    switch (request) {
        case USBDEVFS_GET_CAPABILITIES:
            return capabilities(argument);
        case USBDEVFS_REAPURB:
        case USBDEVFS_REAPURBNDELAY:
            return reap(keypad, argument);
        case USBDEVFS_DISCARDURB:
            return discard(keypad, argument);
    }
    if (keypad->gone) return refuse(ENODEV);
    switch (request) {
        case USBDEVFS_SUBMITURB:
            return submit(keypad, argument);
        case USBDEVFS_DISCONNECT_CLAIM:
            return claim(keypad, true);
        case USBDEVFS_CLAIMINTERFACE:
            return claim(keypad, false);
        case USBDEVFS_RELEASEINTERFACE:
            keypad->claimed = keypad->reading = false;
            return fine;
        case USBDEVFS_IOCTL:
            return give_back(keypad, argument);
        default:
            return refuse(ENOTTY);
    }
}

static gboolean on_ioctl(UMockdevIoctlBase* handler, UMockdevIoctlClient* client, Keypad* keypad) {
    (void)handler;
    g_mutex_lock(&guard);
    const Answer given =
        answer(keypad, umockdev_ioctl_client_get_request(client), umockdev_ioctl_client_get_arg(client));
    g_mutex_unlock(&guard);
    umockdev_ioctl_client_complete(client, given.result, given.error);
    return TRUE;
}

// ── Plugging ──────────────────────────────────────────────────────────────────────────────────────────────

static void append_hex(GString* text, const uint8_t* bytes, size_t length) {
    for (size_t i = 0; i < length; ++i) g_string_append_printf(text, "%02X", bytes[i]);
}

static void plug(UMockdevTestbed* bus, const char* model_name) {
    g_assert_null(plugged);
    Keypad* keypad = g_new0(Keypad, 1);  // kept to the end: the program may still hold it open
    for (size_t i = 0; i < G_N_ELEMENTS(models); ++i)
        if (strcmp(models[i].name, model_name) == 0) keypad->model = &models[i];
    g_assert_nonnull(keypad->model);
    keypad->kernel_driver = true;
    describe(keypad);
    ++address;
    snprintf(keypad->node, sizeof keypad->node, "/dev/bus/usb/001/%03d", address);
    snprintf(keypad->path, sizeof keypad->path, "/sys/devices/pci0/usb1/1-3");
    keypad->handler = umockdev_ioctl_base_new();
    g_signal_connect(keypad->handler, "handle-ioctl", G_CALLBACK(on_ioctl), keypad);
    GError* error = NULL;
    umockdev_testbed_attach_ioctl(bus, keypad->node, keypad->handler, &error);
    g_assert_no_error(error);
    GString* bytes = g_string_new(NULL);
    append_hex(bytes, keypad->device_descriptor, sizeof keypad->device_descriptor);
    append_hex(bytes, keypad->configuration, sizeof keypad->configuration);
    char* record = g_strdup_printf(
        "P: %s\nN: bus/usb/001/%03d=%s\nE: SUBSYSTEM=usb\nE: DEVTYPE=usb_device\nE: DRIVER=usb\nE: BUSNUM=001\n"
        "E: DEVNUM=%03d\nE: DEVNAME=%s\nA: bConfigurationValue=1\\n\nA: busnum=1\\n\nA: devnum=%d\\n\nA: speed=12\\n\n"
        "H: descriptors=%s\n",
        keypad->path + strlen("/sys"), address, bytes->str, address, keypad->node, address, bytes->str);
    umockdev_testbed_add_from_string(bus, record, &error);
    g_assert_no_error(error);
    g_free(record);
    g_string_free(bytes, TRUE);
    plugged = keypad;
    umockdev_testbed_uevent(bus, keypad->path, "add");
}

static void unplug(UMockdevTestbed* bus) {
    g_assert_nonnull(plugged);
    g_mutex_lock(&guard);
    plugged->gone = true;
    g_mutex_unlock(&guard);
    umockdev_testbed_uevent(bus, plugged->path, "remove");
    umockdev_testbed_remove_device(bus, plugged->path);
    plugged = NULL;
}

static void report(const char* hex) {
    g_assert_nonnull(plugged);
    g_mutex_lock(&guard);
    g_assert_cmpint(plugged->report_count, <, reports_at_most);
    Report* next = &plugged->reports[plugged->report_count++];
    next->length = 0;
    for (unsigned byte; next->length < report_bytes_at_most && sscanf(hex, "%2x", &byte) == 1; hex += 2)
        next->bytes[next->length++] = (uint8_t)byte;
    g_mutex_unlock(&guard);
}

// ── The program ───────────────────────────────────────────────────────────────────────────────────────────

static pid_t start(char** command) {
    const pid_t pid = fork();
    if (pid == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL);
        execv(command[0], command);
        _exit(127);
    }
    g_assert_cmpint(pid, >, 0);
    tell("pid %d", pid);
    return pid;
}

int main(int count, char** arguments) {
    const char* preloaded = getenv("LD_PRELOAD");
    if (count < 2 || !preloaded || !strstr(preloaded, "umockdev")) {
        fputs("usage: umockdev-wrapper virtual-keypad PROGRAM ARGUMENT...\n", stderr);
        return 2;
    }
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    UMockdevTestbed* bus = umockdev_testbed_new();
    const pid_t pid = start(arguments + 1);
    char line[256];
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        if (g_str_has_prefix(line, "plug "))
            plug(bus, line + strlen("plug "));
        else if (g_str_has_prefix(line, "report "))
            report(line + strlen("report "));
        else if (strcmp(line, "unplug") == 0)
            unplug(bus);
        else
            g_error("no such order: %s", line);
    }
    kill(pid, SIGTERM);
    int status = 0;
    waitpid(pid, &status, 0);
    tell("exit %d", WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
    _exit(0);  // the mock bus may wait for ever for the program's last descriptors
}
