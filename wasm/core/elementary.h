// Elementary functions that give the same bits natively and in wasm.
//
// The standard library's exp, log, sin, cos and atan2 differ between implementations in the last place. These use only
// + - * / and the bit layout of a double, all of which IEEE 754 fixes, so every build computes the same result.
// Each reduces its argument to a short interval, then sums a Taylor series there whose first omitted term is below
// half a unit in the last place.
#pragma once

namespace agelens {

// e^x, within 2 units in the last place. 0 below -745.13, infinity above 709.78, NaN for NaN.
double exactExp(double x);

// Natural logarithm, within 2 units in the last place. -infinity for 0, NaN for negative numbers and NaN.
double exactLog(double x);

// Within 2^-52 of the true value. Precondition: |radians| <= 1e5, where the reduction by pi/2 is accurate.
double exactSin(double radians);
double exactCos(double radians);

constexpr double toRadians(double degrees) { return degrees * 0.017453292519943295; }

// The angle of the point (x, y) in [-pi, pi], within 2^-50 of the true value; 0 for the origin. Precondition: finite.
double exactAtan2(double y, double x);

}  // namespace agelens
