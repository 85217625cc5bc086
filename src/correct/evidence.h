// SPDX-License-Identifier: GPL-3.0-or-later
// Numbers put one after another, for boosted trees to look at.
#pragma once

#include <assert.h>
#include <math.h>

struct esc_vector {
    float *numbers;
    int count, most;
};

static inline void esc_put(struct esc_vector *v, float number) {
    assert(v->count < v->most);
    v->numbers[v->count++] = number;
}

static inline float esc_between(float least, float number, float most) {
    return fminf(fmaxf(number, least), most);
}
