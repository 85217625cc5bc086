// SPDX-License-Identifier: GPL-3.0-or-later
// A sign of life: long work says that it gets on, so that whoever waits for it can tell slow from stuck. One
// listener a process, because that is what is killed when it is stuck.
#pragma once

// From now on esc_pulse calls listener with user; NULL: nobody listens, as at the start.
void esc_pulse_listen(void (*listener)(void *user), void *user);

// A part of the work is done: a word, a page, a stage. Cheap enough to be called for every word.
void esc_pulse(void);
