// Between the file's raw prices, points and whole ticks.
#pragma once

#include <cmath>
#include <cstdint>

namespace miaia::host {

struct PriceScale {
    double tick_size_points = 0.25;
    double multiplier = 1.0;  // raw prices times this are points

    int64_t TicksOfRaw(double raw) const { return TicksOfPoints(raw * multiplier); }
    int64_t TicksOfPoints(double points) const { return std::llround(points / tick_size_points); }
    double PointsOf(int64_t ticks) const { return static_cast<double>(ticks) * tick_size_points; }
};

}  // namespace miaia::host
