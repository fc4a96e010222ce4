/* Tables of all pairs, a row of them at a time, where there is room for such tables. */

#include <stdlib.h>
#include <string.h>

#include "kernel.h"

enum { POINT = 256 };

/* Drawn into their callers these loops are no longer done many columns at a time. */
#define LOOP static __attribute__((noinline)) void

LOOP add_bytes(const uint8_t *restrict some, uint8_t *restrict total, int32_t size) {
    for (int32_t i = 0; i < size; i++) total[i] = (uint8_t)(total[i] + some[i]);
}

LOOP add_points(const int16_t *restrict some, int16_t *restrict sum, int32_t size) {
    for (int32_t i = 0; i < size; i++) sum[i] = (int16_t)(sum[i] + some[i]);
}

LOOP add_same(int16_t points, int16_t *restrict sum, int32_t size) {
    for (int32_t i = 0; i < size; i++) sum[i] = (int16_t)(sum[i] + points);
}

static uint8_t less(uint8_t one, uint8_t other) { return one < other ? one : other; }

LOOP add_steps(const uint8_t *restrict steps, uint8_t enough, int16_t each, int16_t neutral,
               const uint8_t *restrict told, int16_t *restrict sum, int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        int16_t given = (int16_t)(less(steps[i], enough) * each);
        sum[i] = (int16_t)(sum[i] + (told[i] ? given : neutral));
    }
}

LOOP add_steps_each(const uint8_t *restrict steps, const uint8_t *restrict enough,
                    const int16_t *restrict each, int16_t neutral, const uint8_t *restrict told,
                    int16_t *restrict sum, int32_t size) {
    for (int32_t i = 0; i < size; i++) {
        int16_t given = (int16_t)(less(steps[i], enough[i]) * each[i]);
        sum[i] = (int16_t)(sum[i] + (told[i] ? given : neutral));
    }
}

LOOP round_off(const int16_t *restrict sum, int8_t *restrict scores, int32_t size) {
    for (int32_t i = 0; i < size; i++) scores[i] = (int8_t)((sum[i] + POINT / 2) / POINT);
}

static void add_part(const Steps *part, int32_t row, int16_t *sum, int32_t columns) {
    const uint8_t *steps = part->steps + (int64_t)row * columns;
    int16_t neutral = (int16_t)part->neutral;
    if (!part->row_told[row])
        add_same(neutral, sum, columns);
    else if (part->by_row)
        add_steps(steps, part->enough[row], part->each[row], neutral, part->column_told, sum,
                  columns);
    else
        add_steps_each(steps, part->enough, part->each, neutral, part->column_told, sum, columns);
}

int32_t kernel_scores(int32_t rows, int32_t columns, const Kinds *kinds, int32_t of_kinds,
                      const Steps *steps, int32_t of_steps, int8_t *scores) {
    int16_t *sum = malloc(((size_t)columns + 1) * sizeof *sum);
    if (!sum) return NO_MEMORY;
    for (int32_t row = 0; row < rows; row++) {
        memset(sum, 0, (size_t)columns * sizeof *sum);
        for (int32_t part = 0; part < of_kinds; part++)
            add_points(kinds[part].points + kinds[part].kind[row] * columns, sum, columns);
        for (int32_t part = 0; part < of_steps; part++)
            add_part(steps + part, row, sum, columns);
        round_off(sum, scores + (int64_t)row * columns, columns);
    }
    free(sum);
    return 0;
}

void kernel_masks(int32_t rows, int32_t columns, const Kinds *rules, int32_t of_rules,
                  int16_t *masks) {
    memset(masks, 0, (size_t)rows * (size_t)columns * sizeof *masks);
    for (int32_t row = 0; row < rows; row++)
        for (int32_t rule = 0; rule < of_rules; rule++)
            add_points(rules[rule].points + rules[rule].kind[row] * columns,
                       masks + (int64_t)row * columns, columns);
}

void kernel_sums(const uint8_t *table, int32_t width, const int64_t *numbers, int32_t people,
                 int32_t most, uint8_t *total) {
    for (int32_t person = 0; person < people; person++) {
        uint8_t *own = total + (int64_t)person * width;
        memset(own, 0, (size_t)width);
        for (int32_t place = 0; place < most; place++) {
            int64_t number = numbers[(int64_t)person * most + place];
            if (number) add_bytes(table + number * width, own, width);
        }
    }
}

void kernel_costs(const int8_t *restrict scores, const uint8_t *restrict allowed, int64_t cells,
                  int32_t lowest, const double *restrict by_score, double *restrict costs) {
    for (int64_t cell = 0; cell < cells; cell++)
        costs[cell] = by_score[(scores[cell] - lowest + 1) * allowed[cell]];
}
