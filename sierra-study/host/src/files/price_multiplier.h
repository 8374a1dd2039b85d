// Which factor turns the prices of a file into points: some feeds write CME futures in hundredths.
#pragma once

#include <string>

#include "scid_file.h"

namespace miaia::host {

// The lowest and highest price, in points, at which an instrument can plausibly trade.
struct PriceRange {
    double lowest_points;
    double highest_points;
    bool Contains(double points) const { return points >= lowest_points && points <= highest_points; }
};

// The leading letters of a symbol's root after an optional "SYNTHETIC-": ESH24_FUT_CME is ES.
std::string InstrumentOf(const std::string& symbol);

// The range for an instrument; for one that we do not know, every positive price.
PriceRange PlausibleRange(const std::string& instrument);

// "auto" tries 1 and then 0.01; a number is taken as it is. Both are held against the plausible range with the median
// of the file's prices, so that a single bad print decides nothing.
// Throws FileError when no factor (or not the given one) fits; std::invalid_argument when setting is neither "auto"
// nor a positive number.
double ChoosePriceMultiplier(const ScidFile& file, const std::string& symbol, const std::string& setting);

}  // namespace miaia::host
