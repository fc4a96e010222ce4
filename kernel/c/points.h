/* The points of a mentee with a block of mentors: never kept for all pairs. */
#ifndef VICEVERSA_POINTS_H
#define VICEVERSA_POINTS_H

#include "kernel.h"

enum { BLOCK = 1024 };

typedef struct Points Points;

/* Null where there is no memory; to be freed. */
Points *points_for(const Programme *given, const int32_t *mentees, int32_t count);

/* From here on the points are those with so many mentors from this one. */
void points_turn_to(Points *points, int32_t from, int32_t size);

/* Those of the mentee in this place, until the next is asked for. */
const int16_t *points_of(Points *points, int32_t place);

#endif
