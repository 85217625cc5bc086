// SPDX-License-Identifier: GPL-3.0-or-later
// The two clocks: the calendar's for what is stored, the one that never jumps for waiting.
#pragma once

#include <stdint.h>
#include <time.h>

// Milliseconds since 1970.
static inline int64_t esc_clock_ms(void) {
    struct timespec t;
    clock_gettime(CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

// The wait after that one, for who tries again and again: twice as long, from least (after 0) to most.
static inline uint64_t esc_clock_longer(uint64_t wait, uint64_t least, uint64_t most) {
    return !wait ? least : wait < most / 2 ? 2 * wait : most;
}

// Microseconds since some moment.
static inline uint64_t esc_clock_monotonic_us(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}
