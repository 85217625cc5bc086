// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pulse.h"

#include <stddef.h>

static void (*heard)(void *user);
static void *heard_user;

void esc_pulse_listen(void (*listener)(void *user), void *user) {
    heard = listener;
    heard_user = user;
}

void esc_pulse(void) {
    if (heard) heard(heard_user);
}
