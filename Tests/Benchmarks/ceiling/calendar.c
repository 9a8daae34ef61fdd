/* Ceilings of the calendar: walks over tables that were laid out beforehand (by mktime, not timed).
 *
 *   calendar days ROUNDS     day by day: weekday, month and date of each are looked at. The ceiling that is quoted.
 *   calendar months ROUNDS   month by month, each giving its matching days as a mask of bits: what a table can do at best.
 *
 * Either finds the instant of the wall time in the zone by the day's number. Where an expression runs out of days, in
 * 2199, it starts again, as the measured program does. */
#include "common.h"
#include <time.h>

struct month {
  int first;         /* its first day in the table of days */
  uint32_t lengths;  /* a bit for each of its days */
  int weekday;       /* of its first day, 0 is Sunday */
};

struct expression {
  uint32_t weekdays, months, dates; /* bits; months from bit 0, dates from bit 0 for the 1st */
  int hour, minute;
};

static struct month months[174 * 12];
static int64_t instants[64000];
/* Of each day: a bit for its weekday, one from bit 7 for its month; and one for its date. */
static uint32_t kinds[64000], dates[64000];
static int days;

static void lay_out(const char *zone, const struct expression *e) {
  setenv("TZ", zone, 1);
  tzset();
  days = 0;
  for (int m = 0; m < 174 * 12; m++) {
    months[m].first = days;
    months[m].lengths = 0;
    for (int date = 1; date <= 31; date++) {
      struct tm noon = {.tm_year = 126 + m / 12, .tm_mon = m % 12, .tm_mday = date, .tm_hour = 12};
      timegm(&noon);
      if (noon.tm_mon != m % 12) break;
      if (date == 1) months[m].weekday = noon.tm_wday;
      struct tm wall = {.tm_year = 126 + m / 12, .tm_mon = m % 12, .tm_mday = date, .tm_hour = e->hour,
                        .tm_min = e->minute, .tm_isdst = -1};
      int64_t instant = (int64_t)mktime(&wall);
      int counts = instant > 1767225600; /* 2026-01-01T00:00:00Z, after which the walk begins */
      if (counts) months[m].lengths |= 1u << (date - 1);
      kinds[days] = counts ? 1u << noon.tm_wday | 1u << (7 + m % 12) : 0;
      dates[days] = 1u << (date - 1);
      instants[days++] = instant;
    }
  }
}

/* A round of 10,000 occurrences, day by day; returns the sum of their instants. */
static uint64_t walk_days(const struct expression *e) {
  uint32_t weekdays = e->weekdays & 127u, in_months = (e->months & 4095u) << 7;
  uint64_t sum = 0;
  int left = 10000;
  while (left > 0) {
    for (int d = 0; d < days && left > 0; d++) {
      if (!(dates[d] & e->dates) || !(kinds[d] & weekdays) || !(kinds[d] & in_months)) continue;
      sum += (uint64_t)instants[d];
      left--;
    }
  }
  return sum;
}

/* The same, month by month. */
static uint64_t walk_months(const struct expression *e) {
  uint32_t turned[7];
  for (int first = 0; first < 7; first++) {
    turned[first] = 0;
    for (int date = 0; date < 31; date++)
      if (e->weekdays >> ((first + date) % 7) & 1) turned[first] |= 1u << date;
  }
  uint64_t sum = 0;
  int left = 10000;
  while (left > 0) {
    for (int m = 0; m < 174 * 12 && left > 0; m++) {
      if (!(e->months >> (m % 12) & 1)) continue;
      uint32_t days = turned[months[m].weekday] & e->dates & months[m].lengths;
      while (days && left > 0) {
        sum += (uint64_t)instants[months[m].first + __builtin_ctz(days)];
        days &= days - 1;
        left--;
      }
    }
  }
  return sum;
}

int main(int count, char **arguments) {
  int by_months = count > 1 && !strcmp(arguments[1], "months");
  int rounds = count > 2 ? atoi(arguments[2]) : 100;
  const char *zones[] = {"UTC", "Asia/Shanghai", "America/New_York"};
  const uint32_t all = 0xFFFFFFFFu;
  const struct expression expressions[] = {
      {1u << 1, all, all, 8, 0},
      {all, all, 1u, 9, 0},
      {all, 1u | 1u << 3 | 1u << 6 | 1u << 9, 1u, 9, 0},
      {62u, all, all, 7, 30},
  };
  double cpu = 0;
  uint64_t sum = 0;
  for (int z = 0; z < 3; z++) {
    for (int x = 0; x < 4; x++) {
      lay_out(zones[z], &expressions[x]);
      double start = cpu_seconds();
      for (int round = 0; round < rounds; round++) 
        sum += by_months ? walk_months(&expressions[x]) : walk_days(&expressions[x]);
      cpu += cpu_seconds() - start;
    }
  }
  result(120000.0 * rounds, "occurrences", cpu, sum);
  return 0;
}
