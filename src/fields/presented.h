// SPDX-License-Identifier: GPL-3.0-or-later
// What stands before and behind a name and tells that it is a person's.
#pragma once

#include "fields/stream.h"

// A seat and what goes with it stand right before `at`: "el Alcalde Municipal", "la Síndica Primera".
bool esc_presented_behind_seat(const esc_stream *stream, uint32_t at);
// A verb of being there stands right before `at`: "Asisten …", "Preside …".
bool esc_presented_behind_verb(const esc_stream *stream, uint32_t at);
// `at` begins as the entry of a list does.
bool esc_presented_joined(const esc_stream *stream, uint32_t at);
// The same, and what ends at `stop` ends as such an entry.
bool esc_presented_set_off(const esc_stream *stream, uint32_t at, uint32_t stop);
// `at` stands within a list of those who are there.
bool esc_presented_listed(const esc_stream *stream, uint32_t at);
// "los concejales", "los señores socios" right before `at`: several persons.
bool esc_presented_several(const esc_stream *stream, uint32_t at);
// Where `at` stands, a person comes next.
bool esc_presented_person(const esc_stream *stream, uint32_t at);
