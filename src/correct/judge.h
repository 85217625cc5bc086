// SPDX-License-Identifier: GPL-3.0-or-later
// The judge: how likely an edit is right, by boosted trees over what speaks for and against it,
// learned by scripts/train-judge from edits whose truth is known.
#pragma once

#include "correct/confidence.h"

enum { ESC_EVIDENCE_COUNT = 107 };

// What speaks for and against an edit, as numbers of a few units.
void esc_judge_evidence(const esc_work *work, const esc_judgement *judgement, float ret[ESC_EVIDENCE_COUNT]);
// The members of a verdict.
float esc_judge_right(const float evidence[ESC_EVIDENCE_COUNT]);
float esc_judge_harms(const float evidence[ESC_EVIDENCE_COUNT]);
