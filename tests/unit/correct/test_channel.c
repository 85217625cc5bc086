// SPDX-License-Identifier: GPL-3.0-or-later
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "correct/channel.h"

static esc_channel channel;

static int init(void **state) {
    (void)state;
    esc_channel_init(&channel);
    return 0;
}

static void every_rule_has_a_rate_and_two_sides(void **state) {
    (void)state;
    assert_true(channel.rule_count > 100);
    for (int i = 0; i < channel.rule_count; i++) {
        const esc_rule *rule = &channel.rules[i];
        assert_true(rule->rate > 0 && rule->rate < 0.01f && rule->seen_len && rule->meant_len);
        assert_true(fabsf(channel.cost_nats[i] + logf(rule->rate)) < 1e-4f);
        assert_false(channel.active[i]);
    }
}

static void rules_are_told_apart(void **state) {
    (void)state;
    for (int i = 0; i < channel.rule_count; i++)
        for (int k = 0; k < i; k++) {
            const esc_rule *a = &channel.rules[i], *b = &channel.rules[k];
            assert_false(a->letters & b->letters && !memcmp(a->seen, b->seen, sizeof a->seen) &&
                         !memcmp(a->meant, b->meant, sizeof a->meant));
        }
}

typedef bool belongs(int rule);

static bool at_hand(int rule) { return channel.worn || !channel.rules[rule].worn; }
static bool active(int rule) { return channel.active[rule]; }
static bool beside_any(int rule) {
    return at_hand(rule) && channel.any_nats + channel.cost_nats[rule] <= ESC_ANY_BUDGET_NATS;
}

// By hand, for every code point: those of that case that belong, in the table's order.
static int assert_rules_of(const esc_rules *rules, esc_rule_case letters, belongs *wanted) {
    int at = 0;
    for (uint32_t c = 0; c < 256; c++) {
        const esc_rules_sum *sum = &rules->sum[c];
        float least = INFINITY;
        uint32_t ahead = 0, second = 0;
        uint8_t skips = 0;
        assert_int_equal(sum->from, at);
        for (int i = 0; i < channel.rule_count; i++) {
            const esc_rule *rule = &channel.rules[i];
            if (rule->seen[0] != c || !(rule->letters & letters) || !wanted(i)) continue;
            least = fminf(least, channel.cost_nats[i]);
            ahead |= (uint32_t)rule->ahead;
            second |= (uint32_t)(rule->ahead >> 32);
            if (rule->meant_len == 1) skips |= (uint8_t)(1 << rule->seen_len);
            const esc_rule_brief *brief = &rules->row[at++];
            assert_int_equal(brief->rule, i);
            assert_true(brief->cost_nats == channel.cost_nats[i] && brief->ahead == rule->ahead);
        }
        assert_int_equal(sum->to, at);
        assert_true(sum->least_nats == least && sum->ahead == ahead);
        assert_true(sum->second == second && sum->skips == skips);
    }
    return at;
}

// Of both cases; gives how many there are in all, those of both counted twice.
static int assert_rules(const esc_rules rules[2], belongs *wanted) {
    return assert_rules_of(&rules[0], ESC_RULE_SMALL, wanted) +
           assert_rules_of(&rules[1], ESC_RULE_CAPITALS, wanted);
}

static int count_of(belongs *wanted) {
    int count = 0;
    for (int i = 0; i < channel.rule_count; i++)
        if (wanted(i)) count += 1 + (channel.rules[i].letters == ESC_RULE_BOTH);
    return count;
}

static void sums_are_those_of_the_rules(void **state) {
    (void)state;
    channel.cost_nats[3] = 0.25f;
    channel.active[3] = channel.active[8] = true;
    esc_channel_sum_up(&channel);
    const int usual = count_of(at_hand);
    assert_int_equal(assert_rules(channel.all_rules, at_hand), usual);
    assert_int_equal(assert_rules(channel.active_rules, active), count_of(active));
    assert_int_equal(assert_rules(channel.rules_beside_any, beside_any), count_of(beside_any));
    channel.worn = true; // a bad scan has more of them
    esc_channel_sum_up(&channel);
    assert_int_equal(assert_rules(channel.all_rules, at_hand), count_of(at_hand));
    assert_true(count_of(at_hand) > usual);
    esc_channel_init(&channel);
}

static void likely_confusions_are_nearer(void **state) {
    (void)state;
    assert_true(esc_channel_distance(&channel, "mesa", "mesa", 20) == 0);
    float usual = esc_channel_distance(&channel, "rneso", "meso", 20);
    float odd = esc_channel_distance(&channel, "xeso", "meso", 20);
    assert_true(usual > 0 && usual < odd);
    assert_true(isinf(esc_channel_distance(&channel, "mesa", "comité", 20)));
    assert_true(isinf(esc_channel_distance(&channel, "rneso", "meso", usual / 2)));
    // Far apart at the beginning, or only at the end; and a rule that reads three letters at once.
    assert_true(isinf(esc_channel_distance(&channel, "xxxxmesa", "meso", 20)));
    assert_true(isinf(esc_channel_distance(&channel, "meso", "mesaxxxx", 20)));
    assert_true(esc_channel_distance(&channel, "iiieso", "meso", 9) < 9);
}

static void a_rule_is_shown_as_what_the_scan_did(void **state) {
    (void)state;
    char text[ESC_RULE_TEXT];
    const esc_rule rule = {.seen = {'r', 'n'}, .seen_len = 2, .meant = {'m'}, .meant_len = 1};
    esc_rule_text(&rule, text);
    assert_string_equal(text, "m→rn");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_rule_has_a_rate_and_two_sides),
        cmocka_unit_test(rules_are_told_apart),
        cmocka_unit_test(sums_are_those_of_the_rules),
        cmocka_unit_test(likely_confusions_are_nearer),
        cmocka_unit_test(a_rule_is_shown_as_what_the_scan_did),
    };
    return cmocka_run_group_tests(tests, init, NULL);
}
