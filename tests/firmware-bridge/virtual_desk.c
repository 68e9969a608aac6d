// Window plates, relays and a panic button that are not there, on a mock bus of umockdev, for the program under test.
// The plates are written from firmware-bridge/SPEC.md and from nothing in firmware-bridge/.
//
//     umockdev-wrapper virtual-desk PROGRAM ARGUMENT...
//
// Told on standard input, a line each:               Tells on standard output, after the device's name:
//   plug NAME | unplug NAME                            claimed [N], given back [N], reading
//   press NAME, release NAME  the panic button         shows SIGN BRIGHTNESS BLINKS WINDOW|TEXT
//   mood NAME WORD   of all that come after it         again           the same, told once more
//     well            takes and answers                set up SPEED    a serial line
//     silent          takes, and answers nothing       relay HEX       what a relay was told
//     nonsense        takes, and answers noise         bytes HEX       what is no order
//     refuse          answers that it cannot
//     stall           ends each transfer with a stall  pid N, exit N   the program's, without a name
//     deaf            takes nothing                    holds           a transfer that it does not take
//     flood           answers without an end
//
// NAMEs: acm, ch34x, hid (plates); serial-relay, hid-relay; button.
#include <errno.h>
#include <glib.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/fakes/mock_usb.h"

enum {
    in_endpoint = 0x81,
    out_endpoint = 0x02,
    report_bytes = 32,
    answers_at_most = 256,
    order_at_most = 31,
    type_configuration = 2,
};

typedef enum { acm, ch34x, hid, button } Sort;
typedef enum { well, silent, nonsense, refusing, stall, deaf, flood } Mood;

static const char* const moods[] = {"well", "silent", "nonsense", "refuse", "stall", "deaf", "flood"};

typedef struct {
    const char* name;
    Sort sort;
    bool relay;
    uint16_t vendor, product;
    const char* port;
    MockUsbDevice device;
    uint8_t configuration[96];
    const char* texts[4];
    Mood mood;
    bool pressed, changed, held;
    char order[order_at_most + 1];
    size_t order_length;
    char shown[order_at_most + 1];
    char answers[answers_at_most];
    size_t answer_length;
} Device;

static Device devices[] = {
    {.name = "acm", .sort = acm, .vendor = 0x2e8a, .product = 0x000a, .port = "1"},
    {.name = "ch34x", .sort = ch34x, .vendor = 0x1a86, .product = 0x7523, .port = "2"},
    {.name = "hid", .sort = hid, .vendor = 0x16c0, .product = 0x27d8, .port = "3"},
    {.name = "serial-relay", .sort = ch34x, .relay = true, .vendor = 0x1a86, .product = 0x7524, .port = "4"},
    {.name = "hid-relay", .sort = hid, .relay = true, .vendor = 0x16c0, .product = 0x05df, .port = "5"},
    {.name = "button", .sort = button, .vendor = 0x16c0, .product = 0x27d9, .port = "6"},
};

static void tell(const char* format, ...) G_GNUC_PRINTF(1, 2);
static void tell(const char* format, ...) {
    va_list arguments;
    va_start(arguments, format);
    vprintf(format, arguments);
    va_end(arguments);
    putchar('\n');
    fflush(stdout);
}

static void tell_bytes(const Device* device, const char* what, const uint8_t* bytes, size_t length) {
    GString* hex = g_string_new(NULL);
    for (size_t i = 0; i < length; ++i) g_string_append_printf(hex, "%02x", bytes[i]);
    tell("%s %s %s", device->name, what, hex->str);
    g_string_free(hex, TRUE);
}

static void told(void* context, const char* what) {
    tell("%s %s", ((Device*)context)->name, what);
}

// ── The inside of a plate ─────────────────────────────────────────────────────────────────────────────────

static unsigned crc_of(const char* bytes, size_t length) {
    unsigned crc = 0;
    for (size_t i = 0; i < length; ++i) {
        crc ^= (unsigned char)bytes[i];
        for (int bit = 0; bit < 8; ++bit) crc = crc & 0x80 ? (crc << 1 ^ 0x07) & 0xff : crc << 1;
    }
    return crc;
}

static void answer(Device* device, const char* words) {
    const size_t length = strlen(words);
    if (device->answer_length + length > sizeof device->answers) return;
    memcpy(device->answers + device->answer_length, words, length);
    device->answer_length += length;
}

// An order without its "<" and ">".
static void obey(Device* device, const char* order, size_t length) {
    unsigned crc = 0;
    if (length < 9 || sscanf(order + length - 2, "%2X", &crc) != 1 || crc != crc_of(order, length - 2) || order[2] != 'S') {
        tell("%s wrong order %.*s", device->name, (int)length, order);
        return;
    }
    const char* shown = order + 3;
    const int shown_length = (int)length - 5;
    if (strncmp(device->shown, shown, (size_t)shown_length) == 0 && device->shown[shown_length] == '\0') {
        tell("%s again", device->name);
    } else {
        snprintf(device->shown, sizeof device->shown, "%.*s", shown_length, shown);
        tell("%s shows %c %c %c %s", device->name, shown[0], shown[1], shown[2], device->shown + 3);
    }
    char body[8], words[16];
    snprintf(body, sizeof body, "%.2s%s", order, device->mood == refusing ? "-T" : "+");
    snprintf(words, sizeof words, "<%s%02X>", body, crc_of(body, strlen(body)));
    if (device->mood == well || device->mood == refusing) answer(device, words);
    if (device->mood == nonsense) answer(device, "<\xff\x01>>tick<<");
}

static void hear(Device* device, const uint8_t* bytes, size_t length) {
    if (device->relay) return tell_bytes(device, "relay", bytes, length);
    for (size_t i = 0; i < length; ++i) {
        const char byte = (char)bytes[i];
        if (byte == '<') {
            device->order_length = 0;
        } else if (byte == '>') {
            obey(device, device->order, device->order_length);
            device->order_length = 0;
        } else if (byte != '\0' && device->order_length < order_at_most) {
            device->order[device->order_length++] = byte;
        }
    }
}

// Not now; told once for each time that it is so.
static int hold(Device* device) {
    if (!device->held) tell("%s holds", device->name);
    device->held = true;
    return -EAGAIN;
}

// ── What USB asks of it ───────────────────────────────────────────────────────────────────────────────────

static long take(void* context, uint8_t endpoint, const uint8_t* bytes, size_t length) {
    Device* device = context;
    if (endpoint != out_endpoint || device->mood == stall) return -EPIPE;
    if (device->mood == deaf) return hold(device);
    hear(device, bytes, length);
    return (long)length;
}

static long give(void* context, uint8_t endpoint, uint8_t* bytes, size_t room) {
    Device* device = context;
    if (endpoint != in_endpoint) return -EAGAIN;
    if (device->sort == button) {
        if (!device->changed) return -EAGAIN;
        device->changed = false;
        bytes[0] = device->pressed;
        return 1;
    }
    if (device->mood == flood) {
        memset(bytes, '<', room);
        return (long)room;
    }
    if (device->answer_length == 0) return -EAGAIN;
    memset(bytes, 0, room);
    const size_t length = MIN(device->answer_length, room);
    memcpy(bytes, device->answers, length);
    memmove(device->answers, device->answers + length, device->answer_length -= length);
    return device->sort == hid ? report_bytes : (long)length;
}

static int control_acm(const Device* device, const uint8_t* setup, const uint8_t* bytes) {
    if (setup[0] != 0x21 || setup[4] != 0) return -EPIPE;
    if (setup[1] == 0x20)
        tell("%s set up %u", device->name, bytes[0] | (unsigned)bytes[1] << 8 | (unsigned)bytes[2] << 16);
    return 0;
}

// drivers/usb/serial/ch341.c
static int control_ch34x(const Device* device, const uint8_t* setup, uint8_t* bytes) {
    const unsigned value = setup[2] | (unsigned)setup[3] << 8, index = setup[4] | (unsigned)setup[5] << 8;
    if (setup[0] == 0xc0 && setup[1] == 0x5f) {
        bytes[0] = 0x31;
        bytes[1] = 0;
        return 2;
    }
    if (setup[0] != 0x40) return -EPIPE;
    if (setup[1] == 0x9a && value == 0x1312) {
        const unsigned fast = index >> 2 & 1, prescaler = index & 3, divisor = 256 - (index >> 8);
        tell("%s set up %u", device->name, 48000000 / (1u << (12 - 3 * prescaler - fast)) / divisor);
    }
    return 0;
}

static int control(void* context, const uint8_t* setup, uint8_t* bytes) {
    Device* device = context;
    if (device->sort == acm) return control_acm(device, setup, bytes);
    if (device->sort == ch34x) return control_ch34x(device, setup, bytes);
    const bool report = setup[0] == 0x21 && setup[1] == 9;
    if (!report) return device->sort == button ? 0 : -EPIPE;
    if (device->mood == stall) return -EPIPE;
    if (device->mood == deaf) return hold(device);
    const bool wanted = setup[3] == (device->relay ? 3 : 2);  // a feature report, an output report
    if (!wanted) return -EPIPE;
    hear(device, bytes, setup[6] | (size_t)setup[7] << 8);
    return 0;
}

// ── Descriptors ───────────────────────────────────────────────────────────────────────────────────────────

static void append(Device* device, size_t* length, const uint8_t* bytes, size_t count) {
    memcpy(device->configuration + *length, bytes, count);
    *length += count;
}

static size_t describe_interfaces(Device* device) {
    static const uint8_t acm_control[] = {9, 4, 0, 0, 1, 2, 2, 1, 0, 5, 0x24, 0, 0x10, 1, 7, 5, 0x83, 3, 8, 0, 16};
    static const uint8_t acm_data[] = {9, 4, 1, 0, 2, 10, 0, 0, 0};
    static const uint8_t vendor[] = {9, 4, 0, 0, 2, 0xff, 1, 2, 0};
    static const uint8_t bulk[] = {7, 5, out_endpoint, 2, 64, 0, 0, 7, 5, in_endpoint, 2, 64, 0, 0};
    static const uint8_t human[] = {9, 4, 0, 0, 1, 3, 0, 0, 0, 9, 0x21, 0x11, 1, 0, 1, 0x22, 24, 0};
    static const uint8_t small_in[] = {7, 5, in_endpoint, 3, 8, 0, 10};
    static const uint8_t report_in[] = {7, 5, in_endpoint, 3, report_bytes, 0, 10};
    size_t length = 9;
    switch (device->sort) {
        case acm:
            append(device, &length, acm_control, sizeof acm_control);
            append(device, &length, acm_data, sizeof acm_data);
            append(device, &length, bulk, sizeof bulk);
            break;
        case ch34x:
            append(device, &length, vendor, sizeof vendor);
            append(device, &length, bulk, sizeof bulk);
            break;
        case hid:
        case button:
            append(device, &length, human, sizeof human);
            append(device, &length, device->sort == button || device->relay ? small_in : report_in, sizeof small_in);
    }
    return length;
}

static void describe(Device* device) {
    const size_t length = describe_interfaces(device);
    const uint8_t interfaces = device->sort == acm ? 2 : 1;
    const uint8_t head[] = {9, type_configuration, (uint8_t)length, 0, interfaces, 1, 0, 0x80, 50};
    memcpy(device->configuration, head, sizeof head);
    const uint8_t descriptor[18] = {18, 1, 0, 2, 0, 0, 0, 64, device->vendor & 255, (uint8_t)(device->vendor >> 8),
                                    device->product & 255, (uint8_t)(device->product >> 8), 0, 1, 1, 2, 3, 1};
    device->texts[0] = "";
    device->texts[1] = "Okno";
    device->texts[2] = "Virtual";
    device->texts[3] = device->name;
    device->device = (MockUsbDevice){.configuration = device->configuration,
                                     .configuration_length = length,
                                     .texts = device->texts,
                                     .text_count = 4,
                                     .speed = 12,
                                     .context = device,
                                     .control = control,
                                     .take = take,
                                     .give = give,
                                     .told = told};
    memcpy(device->device.device, descriptor, sizeof descriptor);
}

static Device* find(const char* name) {
    for (size_t i = 0; i < G_N_ELEMENTS(devices); ++i)
        if (strcmp(devices[i].name, name) == 0) return &devices[i];
    g_error("no such device: %s", name);
}

static void obey_line(MockUsbBus* bus, const char* line) {
    char order[16] = "", name[16] = "", word[16] = "";
    sscanf(line, "%15s %15s %15s", order, name, word);
    Device* device = find(name);
    if (strcmp(order, "plug") == 0) {
        device->shown[0] = '\0';
        device->answer_length = device->order_length = 0;
        mock_usb_plug(bus, &device->device, device->port, 0);
        return;
    }
    if (strcmp(order, "unplug") == 0) return mock_usb_unplug(bus, device->port);
    mock_usb_lock();
    if (strcmp(order, "mood") == 0) {
        device->held = false;
        for (size_t i = 0; i < G_N_ELEMENTS(moods); ++i)
            if (strcmp(moods[i], word) == 0) device->mood = (Mood)i;
    } else {
        device->pressed = strcmp(order, "press") == 0;
        device->changed = true;
    }
    mock_usb_unlock();
}

int main(int count, char** arguments) {
    (void)count;
    for (size_t i = 0; i < G_N_ELEMENTS(devices); ++i) describe(&devices[i]);
    MockUsbBus* bus = mock_usb_bus();
    const pid_t pid = mock_usb_start(arguments + 1);
    tell("pid %d", pid);
    char line[64];
    while (fgets(line, sizeof line, stdin)) obey_line(bus, line);
    tell("exit %d", mock_usb_end(pid));
    _exit(0);  // the mock bus may wait for ever for the program's last descriptors
}
