// SPDX-License-Identifier: GPL-3.0-or-later
// The file of an automaton: a header, then its arrays one after another, all little endian and aligned to
// their items. Written by builder.c, read by automaton.c.
#pragma once

#include <stddef.h>
#include <stdint.h>

#define ESC_AUTOMATON_MAGIC "ESCLEX1\n"

typedef struct esc_automaton_header {
    char magic[8];
    uint64_t checksum; // esc_checksum of all that follows this member
    uint64_t dictionary;
    uint32_t arc_count; // arcs[0] stands for "no arc"
    uint32_t root;      // first arc of the root, 0 in an empty automaton
    uint32_t form_count;
    uint32_t class_count;
    uint32_t label_count;
    uint32_t default_classes;
    uint32_t alphabet[128];
    float log_frequency[256];
    // uint32_t arcs[arc_count], before[arc_count], class_key[class_count];
    // uint16_t class_of[class_count]; uint8_t frequency[form_count]; zeros up to a multiple of 8
} esc_automaton_header;

// A 64-bit checksum that reads eight bytes at a time: against damage, not against malice.
uint64_t esc_checksum(uint64_t seed, const void *bytes, size_t len);
