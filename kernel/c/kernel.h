/* What the kernel offers. All arrays belong to the caller; sizes stand beside them. */
#ifndef VICEVERSA_KERNEL_H
#define VICEVERSA_KERNEL_H

#include <stdint.h>

enum { KERNEL_VERSION = 5, NO_MEMORY = -1 };

/* Candidates: the pairs of row r are the entries start[r] to start[r + 1], by column. */
typedef struct {
    int32_t rows, columns;
    const int64_t *start;
    const int32_t *column;
    const uint8_t *score;
    const int64_t *worth; /* of each score from 0 to 255 */
    const int32_t *row_seats, *column_seats;
} Candidates;

/* Lists of topics: those of person p are the entries start[p] to start[p + 1]. */
typedef struct {
    const int64_t *start;
    const int32_t *topic;
    const uint8_t *strength;
} Lists;

/* Steps of strength that a wish finds in the other's offers, until they are enough. */
typedef struct {
    int32_t used, neutral;
    const uint8_t *table;  /* [topic][mentor] strength */
    Lists lists;           /* of the mentees */
    const uint8_t *told;   /* [mentee] */
    const int16_t *quiet;  /* [mentor] the neutral points of those who say nothing */
    const uint8_t *enough; /* [mentee], or [mentor] if by_mentor */
    const int16_t *each;
    int32_t by_mentor;
} Wish;

/* One or more things in common, as bits in words. */
typedef struct {
    int32_t used, neutral, words;
    const uint16_t *mentors; /* [word][mentor] */
    const uint16_t *mentees; /* [mentee][word] */
    const int32_t *kind;     /* [mentee] of equal words */
    const uint8_t *told;
    const int16_t *quiet;
    int32_t one, more; /* the points of one thing, and of more */
} Common;

/* All or nothing: the two differ. Who says nothing differs from all: quiet takes that back. */
typedef struct {
    int32_t used, neutral, full;
    const int16_t *mentors, *mentees;
    const uint8_t *told;
    const int16_t *quiet;
} Unlike;

/* Pairs by name: those of mentee p are mentor[start[p]] to mentor[start[p + 1]], rising. */
typedef struct {
    const int64_t *start;
    const int32_t *mentor;
} Named;

/* All points for pairs by name. */
typedef struct {
    int32_t used, points;
    Named pairs;
} Wished;

enum { BY_NAME = 2, WISHES = 2, COMMONS = 4 };

typedef struct {
    int32_t mentors, mentees, base;
    Wish wish[WISHES];
    Common common[COMMONS];
    Unlike sector;
    const int32_t *mentor_seats;
    const int32_t *mentor_level, *mentee_level;
    const int32_t *mentor_unit, *mentee_unit;
    const int32_t *mentor_organisation, *mentee_organisation;
    int32_t different_organisation, language_words, rivals;
    const uint16_t *mentor_languages; /* [word][mentor] */
    const uint16_t *mentee_languages; /* [mentee][word] */
    const int64_t *rival; /* organisation of the mentor * 2^32 + of the mentee, rising */
    Named barred, opened;
    Wished wished[BY_NAME];
} Programme;

/* What many rows have alike: points of a part of the score, or the bit of a rule. */
typedef struct {
    const int16_t *points; /* [kind][column] */
    const int64_t *kind;   /* [row] */
} Kinds;

/* A part of the score that gives so much for each step, until they are enough. */
typedef struct {
    int32_t neutral, by_row;
    const uint8_t *steps;  /* [row][column] */
    const uint8_t *enough; /* [row] if by_row, else [column] */
    const int16_t *each;
    const uint8_t *row_told, *column_told;
} Steps;

int32_t kernel_version(void);

/* A first choice, nearly the best, and column prices, from nothing chosen and all prices 0, for
   kernel_solve to begin with: rows of one seat bid until nobody does or many have. A column with a
   price is full. 0, or NO_MEMORY. */
int32_t kernel_bid(const Candidates *given, int64_t *v, uint8_t *chosen);

/* Solves exactly from wherever u, v and chosen stand; they must be an optimum of fewer candidates,
   or what kernel_bid leaves. Prices end at the smallest that prove the choice. 0, or NO_MEMORY. */
int32_t kernel_solve(const Candidates *given, int64_t *u, int64_t *v, uint8_t *chosen);

/* What each of the rows is asked: the best `most` allowed mentors whose worth less price is above
   the row's threshold. `kind` numbers the
   different prices, `price`, rising. Column, score: [row][most]; found: [row]. */
int32_t kernel_scan(const Programme *given, const int64_t *worth, const int32_t *kind,
                    const int64_t *price, int32_t prices, const int32_t *rows,
                    const int64_t *threshold, int32_t count, int32_t most, int32_t *column,
                    uint8_t *score, int32_t *found);

/* The cheapest column for each of the rows, which are not more: all costs finite. Where costs are
   whole numbers, `price` may be asked for, the smallest column prices that prove the choice; else it
   is null. Column_of: [row], price: [column]; costs: [row][column]. */
int32_t kernel_assign(const double *costs, int32_t rows, int32_t columns, int32_t *column_of,
                      double *price);

/* The sum of the rows of a table that each person has the numbers of, [person][width]; 0 is no
   number. */
void kernel_sums(const uint8_t *table, int32_t width, const int64_t *numbers, int32_t people,
                 int32_t most, uint8_t *total);

/* The scores of all pairs from their parts, [row][column]. 0, or NO_MEMORY. */
int32_t kernel_scores(int32_t rows, int32_t columns, const Kinds *kinds, int32_t of_kinds,
                      const Steps *steps, int32_t of_steps, int8_t *scores);

/* The bits of all rules, [row][column]; each rule has a bit of its own. */
void kernel_masks(int32_t rows, int32_t columns, const Kinds *rules, int32_t of_rules,
                  int16_t *masks);

/* What by_score has, from 1, for each score from the lowest; its 0 where a pair is not allowed. */
void kernel_costs(const int8_t *scores, const uint8_t *allowed, int64_t cells, int32_t lowest,
                  const double *by_score, double *costs);

#endif
