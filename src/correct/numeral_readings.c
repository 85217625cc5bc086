// SPDX-License-Identifier: GPL-3.0-or-later
#include "correct/numeral_readings.h"

#include <float.h>
#include <string.h>

#include "correct/numerals.h"

enum { MOST_MEANINGS = 8 }; // of one letter

// Costs in nats, by eye.
static const float LOST_STROKE = 2.5f, MORE_STROKES = 1.5f, LOST_LETTER = 4.0f, DIRT = 0.7f, FOREIGN = 3.5f,
                   MOST_EMISSION = 6.5f;

// What a scan makes of strokes.
static const struct confusion {
    char read;
    const char *meant;
    float nats;
} confusions[] = {
    {'I', "I", 0},     {'V', "V", 0},      {'X', "X", 0},      {'l', "I", .7f},   {'1', "I", 1},
    {'|', "I", .7f},   {'!', "I", .7f},    {'T', "I", .8f},    {'i', "I", .7f},   {'j', "I", 1},
    {'J', "I", 1},     {'t', "I", 1},      {']', "I", .7f},    {'[', "I", .7f},   {'L', "I.", .7f},
    {'L', "I", 1},     {'L', "II.", 1.7f}, {'L', "II", 2},     {'T', "II", 2},    {'A', ".", 1.5f},
    {'S', ".", 1.5f},  {'D', "I.", .9f},   {'H', "II", .7f},   {'U', "II", .7f},  {'N', "II", .7f},
    {'n', "II", 1},    {'u', "II", 1},     {'H', "III", 1.5f}, {'M', "III", .7f}, {'m', "III", 1},
    {'M', "II", 1.5f}, {'W', "III", 1.5f}, {'N', "IV", 1.5f},  {'W', "IV", 1.2f}, {'W', "VI", 2},
    {'M', "IV", 2},    {'M', "VI", 2},     {'M', "V", 2},      {'K', "II", 1.5f}, {'v', "V", .5f},
    {'Y', "V", .7f},   {'y', "V", .7f},    {'U', "V", 2},      {'N', "V", 1.5f},  {'N', "I", 1.5f},
    {'M', "I", 2.5f},  {'x', "X", .5f},    {'K', "X", 1.5f},   {'w', "IV", 1.5f}, {'.', ".", 0},
    {',', ".", .1f},   {';', ".", .1f},    {':', ".", .1f},    {')', ".", 0},
};

// What each byte of a head may be.
struct meanings {
    const struct confusion *of[ESC_READ_BYTES][MOST_MEANINGS];
    uint8_t count[ESC_READ_BYTES];
};

static void find_meanings(const char *read, size_t len, struct meanings *ret) {
    memset(ret->count, 0, sizeof ret->count);
    for (size_t c = 0; c < sizeof confusions / sizeof *confusions; c++)
        for (size_t i = 0; i < len; i++)
            if (confusions[c].read == read[i] && ret->count[i] < MOST_MEANINGS)
                ret->of[i][ret->count[i]++] = &confusions[c];
}

// The costs of reading the first k bytes as the numeral, and as the numeral and its stop.
static void align(const char *read, size_t len, const struct meanings *meanings, const char *numeral,
                  float ret[2][ESC_READ_BYTES + 1]) {
    char meant[ESC_NUMERAL_BYTES + 1];
    const size_t most = strlen(numeral) + 1;
    float cost[ESC_READ_BYTES + 1][ESC_NUMERAL_BYTES + 2];
    strcat(strcpy(meant, numeral), ".");
    for (size_t i = 0; i <= len; i++)
        for (size_t k = 0; k <= most; k++) cost[i][k] = i || k ? FLT_MAX : 0;
    for (size_t i = 0; i <= len; i++)
        for (size_t k = 0; k <= most; k++) {
            const float here = cost[i][k];
            if (here > MOST_EMISSION) continue;
            if (k + 1 < most) { // lost
                const bool more = k && meant[k] == 'I' && meant[k - 1] == 'I';
                const float lost = here + (meant[k] != 'I' ? LOST_LETTER : more ? MORE_STROKES : LOST_STROKE);
                if (lost < cost[i][k + 1]) cost[i][k + 1] = lost;
            }
            if (i == len) continue;
            if (k + 1 < most || strchr("'*", read[i])) { // dirt
                const bool sign = strchr(".,;:'*-_\"", read[i]);
                const float dirt = here + (sign ? DIRT : FOREIGN);
                if (dirt < cost[i + 1][k]) cost[i + 1][k] = dirt;
            }
            for (uint8_t m = 0; m < meanings->count[i]; m++) {
                const struct confusion *c = meanings->of[i][m];
                size_t bytes = 0;
                while (c->meant[bytes] && c->meant[bytes] == meant[k + bytes]) bytes++;
                if (c->meant[bytes]) continue;
                if (here + c->nats < cost[i + 1][k + bytes]) cost[i + 1][k + bytes] = here + c->nats;
            }
        }
    for (size_t i = 0; i <= len; i++) {
        ret[0][i] = cost[i][most - 1];
        ret[1][i] = cost[i][most];
    }
}

// What stands behind numeral and stop as a part; 0: signs alone; −1: neither.
static int part_of(const char *rest, bool stop, float *ret_nats) {
    int value = 0, count = 0;
    *ret_nats = 0;
    if (!stop && strchr(".,;:-", *rest) && *rest) {
        *ret_nats += *rest == '.' ? 0 : .3f;
        stop = true, rest++;
    }
    for (; *rest && count < 3; rest++, count++) {
        int digit = *rest - '0';
        if (digit < 0 || digit > 9) {
            if (!strchr("lIrz", *rest)) break;
            digit = *rest == 'z' ? 2 : 1;
            *ret_nats += .8f;
        }
        value = value * 10 + digit;
    }
    if (rest[strspn(rest, ".,;:-)'*_\"")]) return -1;
    if (!count) {
        if (!stop) *ret_nats += .5f;
        return 0;
    }
    if (!stop) *ret_nats += 1.2f;
    return value && value <= ESC_MOST_READ_PART ? value : -1;
}

void esc_readings_add(esc_readings *readings, esc_reading reading) {
    if (reading.nats > MOST_EMISSION) return;
    for (uint32_t i = 0; i < readings->count; i++) {
        esc_reading *other = &readings->items[i];
        if (other->value != reading.value || other->part != reading.part) continue;
        if (reading.nats < other->nats) *other = reading;
        return;
    }
    if (readings->count < ESC_MOST_READINGS) {
        readings->items[readings->count++] = reading;
        return;
    }
    esc_reading *worst = readings->items;
    for (uint32_t i = 1; i < ESC_MOST_READINGS; i++)
        if (readings->items[i].nats > worst->nats) worst = &readings->items[i];
    if (reading.nats < worst->nats) *worst = reading;
}

void esc_readings_find(const char *head, esc_readings *ret) {
    const size_t len = strlen(head);
    char numeral[ESC_NUMERAL_BYTES];
    struct meanings meanings;
    find_meanings(head, len, &meanings);
    for (int value = 1; value <= ESC_MOST_READ_NUMERAL; value++) {
        float cost[2][ESC_READ_BYTES + 1];
        esc_numeral_write(value, numeral);
        align(head, len, &meanings, numeral, cost);
        for (size_t k = 1; k <= len; k++)
            for (int stop = 0; stop < 2; stop++) {
                float nats;
                if (cost[stop][k] > MOST_EMISSION) continue;
                const int part = part_of(head + k, stop, &nats);
                if (part < 0) continue;
                esc_readings_add(ret, (esc_reading){.value = value,
                                                    .part = part,
                                                    .nats = nats + cost[stop][k],
                                                    .stop = stop,
                                                    .used = (uint8_t)k});
            }
    }
}
