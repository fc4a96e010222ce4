/* The cheapest choice of a column for every row of a dense table, and the smallest column prices
   that prove it.

   Row after row looks for the nearest free column along changes that keep prices right (shortest
   augmenting paths; Jonker and Volgenant 1987, for any number of columns by Crouse 2016). Among
   columns equally near, the choice is that of scipy's linear_sum_assignment, so that answers are
   the same with and without the kernel. Distances from a row are taken a block of columns at a
   time, without a branch; how a column was reached is only asked of those on the path. */

#include <stdlib.h>

#include "kernel.h"

#define FAR 1e300 /* beyond every distance */

enum { BLOCK = 64, LANES = 16, FREE = -1, NOWHERE = INT32_MAX };

typedef struct {
    int32_t rows, columns, blocks;
    const double *costs;
    double *u, *v;      /* prices of rows and columns, each to be taken off a cost */
    double *far;        /* of each column: how far it is from the row that looks */
    double *shut;       /* beyond every distance where a column has been passed, else below */
    double *nearest;    /* of each block */
    double *ending;     /* the last costs of a row, filled up to a block */
    int32_t *column_of;
    int64_t *row_of;
    int32_t *open;  /* columns not yet passed */
    int64_t *place; /* where each of them stands there */
    int32_t opened;
    int32_t *asked, *passed; /* rows that were asked, and the column passed after each */
    double *since;           /* how far each of them was */
    int32_t asks;
} Table;

/* ---- one row ---- */

/* Drawn into its caller this is no longer done many columns at a time. */
static __attribute__((noinline)) double look_at(double now, double u, const double *restrict cost,
                                                const double *restrict v,
                                                const double *restrict shut, double *restrict far,
                                                double *restrict nearest, int32_t blocks) {
    double lowest = FAR;
    for (int32_t block = 0; block < blocks; block++) {
        double least[LANES];
        for (int32_t i = 0; i < LANES; i++) least[i] = FAR;
        for (int32_t from = block * BLOCK; from < (block + 1) * BLOCK; from += LANES)
            for (int32_t i = 0; i < LANES; i++) {
                int32_t column = from + i;
                double distance = now + cost[column] - u - v[column];
                distance = distance > shut[column] ? distance : shut[column];
                double near = distance < far[column] ? distance : far[column];
                far[column] = near;
                near = near > shut[column] ? near : shut[column];
                least[i] = near < least[i] ? near : least[i];
            }
        for (int32_t i = 1; i < LANES; i++) least[0] = least[i] < least[0] ? least[i] : least[0];
        nearest[block] = least[0];
        lowest = least[0] < lowest ? least[0] : lowest;
    }
    return lowest;
}

/* How far the nearest open column is, now that this row is reached too. */
static double look(Table *t, int32_t row, double now) {
    const double *cost = t->costs + (int64_t)row * t->columns;
    int32_t whole = t->columns / BLOCK, rest = whole * BLOCK;
    double lowest = look_at(now, t->u[row], cost, t->v, t->shut, t->far, t->nearest, whole);
    if (rest == t->columns) return lowest;
    for (int32_t i = rest; i < t->columns; i++) t->ending[i - rest] = cost[i];
    double near = look_at(now, t->u[row], t->ending, t->v + rest, t->shut + rest, t->far + rest,
                          t->nearest + whole, 1);
    return near < lowest ? near : lowest;
}

/* Where the columns so near stand among the open ones: the first of a block, and the last that is
   free. Drawn into its caller this is no longer done many columns at a time. */
static __attribute__((noinline)) void find(const double *restrict far, const double *restrict shut,
                                           const int64_t *restrict place,
                                           const int64_t *restrict row_of, double lowest,
                                           int64_t *first, int64_t *last) {
    int64_t least = *first, most = *last;
    for (int32_t i = 0; i < BLOCK; i++) {
        int64_t open = shut[i] < 0 ? place[i] : NOWHERE;
        int64_t near = far[i] == lowest ? open : NOWHERE;
        int64_t seat = row_of[i] == FREE ? near : NOWHERE;
        seat = seat == NOWHERE ? -1 : seat;
        least = near < least ? near : least;
        most = seat > most ? seat : most;
    }
    *first = least;
    *last = most;
}

/* Of the columns so near, the free one that stands last among the open, or else the first. */
static int32_t choose(const Table *t, double lowest) {
    int64_t first = NOWHERE, last = -1;
    for (int32_t block = 0; block < t->blocks; block++) {
        int32_t from = block * BLOCK;
        if (t->nearest[block] == lowest)
            find(t->far + from, t->shut + from, t->place + from, t->row_of + from, lowest, &first,
                 &last);
    }
    return t->open[last >= 0 ? last : first];
}

static void pass(Table *t, int32_t column) {
    int32_t moved = t->open[--t->opened];
    t->open[t->place[column]] = moved;
    t->place[moved] = t->place[column];
    t->shut[column] = FAR;
}

static void begin(Table *t) {
    for (int32_t column = 0; column < t->blocks * BLOCK; column++) {
        t->far[column] = FAR;
        t->shut[column] = column < t->columns ? -FAR : FAR;
    }
    for (int32_t column = 0; column < t->columns; column++) {
        t->place[column] = t->columns - 1 - column;
        t->open[column] = t->columns - 1 - column;
    }
    t->opened = t->columns;
    t->asks = 0;
}

/* The nearest free column; everything that is nearer has been passed. */
static int32_t search(Table *t, int32_t row, double *end) {
    begin(t);
    double now = 0.0;
    for (;;) {
        double lowest = look(t, row, now);
        int32_t column = choose(t, lowest);
        t->asked[t->asks] = row;
        t->since[t->asks] = now;
        t->passed[t->asks++] = column;
        pass(t, column);
        now = lowest;
        row = (int32_t)t->row_of[column];
        if (row == FREE) {
            *end = now;
            return column;
        }
    }
}

/* The row by which a column was reached: the first that makes it so near. */
static int32_t reached_by(const Table *t, int32_t column) {
    int32_t ask = 0;
    for (;; ask++) {
        int32_t row = t->asked[ask];
        double cost = t->costs[(int64_t)row * t->columns + column];
        if (t->since[ask] + cost - t->u[row] - t->v[column] == t->far[column]) return row;
    }
}

/* Each row on the way back takes the column by which it was left. */
static void give(Table *t, int32_t row, int32_t column) {
    for (int32_t by = FREE; by != row;) {
        by = reached_by(t, column);
        int32_t left = t->column_of[by];
        t->row_of[column] = by;
        t->column_of[by] = column;
        column = left;
    }
}

static void move_prices(Table *t, double end) {
    t->u[t->asked[0]] += end;
    for (int32_t ask = 1; ask < t->asks; ask++)
        t->u[t->asked[ask]] += end - t->far[t->passed[ask - 1]];
    for (int32_t ask = 0; ask < t->asks; ask++)
        t->v[t->passed[ask]] -= end - t->far[t->passed[ask]];
}

static void seat(Table *t, int32_t row) {
    double end;
    int32_t column = search(t, row, &end);
    give(t, row, column);
    move_prices(t, end);
}

/* ---- prices ---- */

/* Columns rise to what this row would pay above its own. */
static void raise_by(const double *restrict cost, double keeps, double *restrict price,
                     int32_t columns) {
    for (int32_t i = 0; i < columns; i++) {
        double most = keeps - cost[i];
        price[i] = most > price[i] ? most : price[i];
    }
}

/* From nothing, prices rise until nobody would pay more: those are the smallest. */
static void settle(const Table *t, double *price, double *heard) {
    for (int32_t i = 0; i < t->columns; i++) price[i] = 0.0;
    for (int32_t row = 0; row < t->rows; row++) heard[row] = -1.0;
    for (int32_t moved = 1; moved;) {
        moved = 0;
        for (int32_t row = 0; row < t->rows; row++) {
            const double *cost = t->costs + (int64_t)row * t->columns;
            int32_t own = t->column_of[row];
            if (price[own] <= heard[row]) continue;
            moved = 1;
            heard[row] = price[own];
            raise_by(cost, cost[own] + price[own], price, t->columns);
        }
    }
}

/* ---- all of it ---- */

static void *list(size_t size, size_t of) { return calloc(size + 1, of); }

static int prepare(Table *t) {
    t->blocks = (t->columns + BLOCK - 1) / BLOCK;
    size_t rows = (size_t)t->rows, columns = (size_t)t->blocks * BLOCK;
    t->u = list(rows, sizeof *t->u);
    t->v = list(columns, sizeof *t->v);
    t->far = list(columns, sizeof *t->far);
    t->shut = list(columns, sizeof *t->shut);
    t->nearest = list((size_t)t->blocks, sizeof *t->nearest);
    t->ending = list(BLOCK, sizeof *t->ending);
    t->row_of = list(columns, sizeof *t->row_of);
    t->open = list(columns, sizeof *t->open);
    t->place = list(columns, sizeof *t->place);
    t->asked = list(rows, sizeof *t->asked);
    t->passed = list(rows, sizeof *t->passed);
    t->since = list(rows, sizeof *t->since);
    for (size_t column = 0; t->row_of && column < columns; column++) t->row_of[column] = FREE;
    for (int32_t i = 0; t->ending && i < BLOCK; i++) t->ending[i] = FAR;
    return t->u && t->v && t->far && t->shut && t->nearest && t->ending && t->row_of && t->open &&
           t->place && t->asked && t->passed && t->since;
}

static void release(Table *t) {
    void *all[] = {t->u,      t->v,    t->far,   t->shut,  t->nearest, t->ending,
                   t->row_of, t->open, t->place, t->asked, t->passed,  t->since};
    for (size_t place = 0; place < sizeof all / sizeof *all; place++) free(all[place]);
}

int32_t kernel_assign(const double *costs, int32_t rows, int32_t columns, int32_t *column_of,
                      double *price) {
    Table table = {.rows = rows, .columns = columns, .costs = costs, .column_of = column_of};
    Table *t = &table;
    int ready = prepare(t);
    for (int32_t row = 0; row < rows; row++) column_of[row] = FREE;
    for (int32_t row = 0; ready && row < rows; row++) seat(t, row);
    if (ready && price) settle(t, price, t->u);
    release(t);
    return ready ? 0 : NO_MEMORY;
}
