// SPDX-License-Identifier: GPL-3.0-or-later
// Word classes: which kinds of words stand beside each other. The n-grams of lm.h know "la aplicación" if
// they have met it; that a noun like it follows "la" and not "lo" they know of no pair that is new to them.
// Classes found by what stands beside their words (Kneser and Ney 1993, exchange) say so for every word.
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "lm/lm.h"

typedef struct esc_classes esc_classes;

typedef uint8_t esc_class;  // 0 … ESC_CLASSES - 1
#define ESC_CLASS_NOTHING 0 // of no word: nothing is known of what stands there
#define ESC_CLASSES 128

// Maps the classes of lm's words. Errors as esc_lm_open; FORMAT also where they are another model's.
int esc_classes_open(const char *path, const esc_lm *lm, esc_classes **ret, esc_err *err);
void esc_classes_close(esc_classes *classes); // NULL is fine

// The class of a word of the language model.
esc_class esc_class_of(const esc_classes *classes, esc_lm_word word);
// The class that a Spanish word outside the vocabulary probably has, by its ending; of ESC_LM_UNKNOWN where
// the ending tells nothing.
esc_class esc_class_by_ending(const esc_classes *classes, const char *form, size_t len);
// ln P(class | before, last) − ln P(class): how much likelier the class is after these two, in nats, within
// ±8.
float esc_class_fit(const esc_classes *classes, esc_class before, esc_class last, esc_class class);
// SHA-256 of the contents, in hexadecimal. Lent.
const char *esc_classes_digest(const esc_classes *classes);
