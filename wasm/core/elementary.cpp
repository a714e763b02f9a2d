#include "core/elementary.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>

namespace agelens {
namespace {

// The high parts have trailing zero bits enough that a product with the reduction's integer is exact.
constexpr double ln2High = 0x1.62e42feep-1;
constexpr double ln2Low = 0x1.a39ef35793c76p-33;
constexpr double halfPiHigh = 0x1.921fb544p+0;
constexpr double halfPiLow = 0x1.0b4611a626331p-34;

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

// std::bit_cast, which Emscripten 3.1.6's library lacks.
template <typename To, typename From>
To bitCast(From from) {
  static_assert(sizeof(To) == sizeof(From));
  To to{};
  std::memcpy(&to, &from, sizeof(to));
  return to;
}

// 2^exponent for -1022 <= exponent <= 1023.
double powerOfTwo(int exponent) { return bitCast<double>(static_cast<std::uint64_t>(exponent + 1023) << 52U); }

// e^r for |r| <= ln(2)/2: 1 + r(1 + r/2(1 + r/3(...))), to r^14/14!.
double expSeries(double r) {
  double sum = 1.0;
  for (int n = 14; n >= 1; --n) sum = 1.0 + r * sum / n;
  return sum;
}

// sin(r) for |r| <= pi/4, to r^17/17!.
double sinSeries(double r) {
  const double square = r * r;
  double tail = 0.0;
  for (int n = 16; n >= 2; n -= 2) tail = -square / (n * (n + 1)) * (1.0 + tail);
  return r + r * tail;
}

// cos(r) for |r| <= pi/4, to r^18/18!.
double cosSeries(double r) {
  const double square = r * r;
  double tail = 0.0;
  for (int n = 17; n >= 1; n -= 2) tail = -square / (n * (n + 1)) * (1.0 + tail);
  return 1.0 + tail;
}

// atan(t) for 0 <= t <= 1: from pi/8 on, that of the difference to pi/4, so that the series to t^39/39 sees at most
// tan(pi/8).
double atanToEighthTurn(double t) {
  const bool isFar = t > 0.4142135623730950;
  const double r = isFar ? (t - 1.0) / (t + 1.0) : t;
  const double square = r * r;
  double tail = 0.0;
  for (int n = 39; n >= 3; n -= 2) tail = square * (1.0 / n - tail);
  const double angle = r - r * tail;
  return isFar ? (halfPiHigh + halfPiLow) / 2.0 + angle : angle;
}

// sin(radians + quarterTurns * pi/2).
double sinOfQuarterTurns(double radians, std::int64_t quarterTurns) {
  assert(std::fabs(radians) <= 1e5);
  const double nearest = std::floor(radians / (halfPiHigh + halfPiLow) + 0.5);
  const double r = (radians - nearest * halfPiHigh) - nearest * halfPiLow;
  switch ((static_cast<std::int64_t>(nearest) + quarterTurns) & 3) {
    case 0:
      return sinSeries(r);
    case 1:
      return cosSeries(r);
    case 2:
      return -sinSeries(r);
    default:
      return -cosSeries(r);
  }
}

}  // namespace

double exactExp(double x) {
  if (std::isnan(x)) return x;
  if (x > 709.782712893384) return infinity;
  if (x < -745.1332191019412) return 0.0;
  const double nearest = std::floor(x / (ln2High + ln2Low) + 0.5);
  const double r = (x - nearest * ln2High) - nearest * ln2Low;
  // Two factors, because 2^nearest alone may be outside the normal range when the product is not.
  const int exponent = static_cast<int>(nearest);
  const int half = exponent / 2;
  return expSeries(r) * powerOfTwo(half) * powerOfTwo(exponent - half);
}

double exactLog(double x) {
  if (std::isnan(x) || x < 0.0) return notANumber;
  if (x == 0.0) return -infinity;
  if (x == infinity) return infinity;
  int exponent = 0;
  if (x < 0x1p-1022) {
    x *= 0x1p54;
    exponent = -54;
  }
  const auto bits = bitCast<std::uint64_t>(x);
  exponent += static_cast<int>(bits >> 52U) - 1023;
  auto mantissa = bitCast<double>((bits & 0xfffffffffffffU) | 0x3ff0000000000000U);  // in [1, 2)
  if (mantissa > 1.4142135623730951) {
    mantissa *= 0.5;
    ++exponent;
  }
  // log(m) = 2 atanh(s) with s = f/(2 + f), f = m - 1, |s| < 0.172: 2(s + s^3/3 + ... + s^25/25).
  const double f = mantissa - 1.0;
  const double s = f / (2.0 + f);
  const double square = s * s;
  double tail = 0.0;
  for (int n = 25; n >= 3; n -= 2) tail = square * (1.0 / n + tail);
  // 2s = f - s f, which keeps the exact f as the leading term.
  return exponent * ln2High + (f - (s * f - 2.0 * s * tail - exponent * ln2Low));
}

double exactSin(double radians) { return sinOfQuarterTurns(radians, 0); }
double exactCos(double radians) { return sinOfQuarterTurns(radians, 1); }

double exactAtan2(double y, double x) {
  constexpr double halfPi = halfPiHigh + halfPiLow;
  const double along = std::fabs(x);
  const double across = std::fabs(y);
  const double longer = std::max(along, across);
  if (longer == 0.0) return 0.0;
  // Of the angle to the nearer axis, in [0, pi/4].
  const double tangent = std::min(along, across) / longer;
  double angle = atanToEighthTurn(tangent);
  if (across > along) angle = halfPi - angle;
  if (x < 0.0) angle = 2.0 * halfPi - angle;
  return y < 0.0 ? -angle : angle;
}

}  // namespace agelens
