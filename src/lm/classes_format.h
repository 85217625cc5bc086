// SPDX-License-Identifier: GPL-3.0-or-later
// Layout of a file of word classes, for its reader (classes.c) and its writer (train_classes.c).
// Little-endian; after the header, without gaps:
//
//   fits      ESC_CLASSES³ × i8: fit of a class after two, units of CLASSES_UNIT; [before][last][class]
//   endings   ending_count × classes_ending, sorted by their letters
//   class_of  word_count × u8
#pragma once

#include "lm/classes.h"
#include "lm/format.h"

#define CLASSES_MAGIC "escCL\r\n\x1a"
#define CLASSES_VERSION 1u
#define CLASSES_FITS ((size_t)ESC_CLASSES * ESC_CLASSES * ESC_CLASSES)
#define CLASSES_UNIT (1.0f / 16) // nats

enum { CLASSES_ENDING = 3, CLASSES_ENDING_BYTES = 15, CLASSES_MAX_ENDINGS = 1 << 16 };

typedef struct classes_ending {
    char letters[CLASSES_ENDING_BYTES]; // CLASSES_ENDING letters, folded, filled up with zeros
    uint8_t class;
} classes_ending;

typedef struct classes_header {
    char magic[8];
    uint32_t version, word_count, ending_count, unused;
    uint64_t checksum;                   // lm_sum of everything after the header
    char digest[ESC_SHA256_TEXT + 7];    // SHA-256 of the same; zeros
    char lm_digest[ESC_SHA256_TEXT + 7]; // of the language model whose words these are
} classes_header;

// The last CLASSES_ENDING letters of a folded form, as an ending's; false where it has fewer, or no letters.
bool classes_ending_of(const char *form, size_t len, char ret[CLASSES_ENDING_BYTES]);
