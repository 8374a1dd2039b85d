#include "price_multiplier.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <sstream>
#include <stdexcept>
#include <vector>

#include "file_error.h"

namespace miaia::host {
namespace {

constexpr size_t kSampledRecords = 1001;

// The median of evenly spaced positive prices; 0 when the file has none.
double MedianPrice(const ScidFile& file) {
    std::vector<double> prices;
    const size_t step = std::max<size_t>(1, file.Size() / kSampledRecords);
    for (size_t i = 0; i < file.Size(); i += step) {
        const double price = static_cast<double>(file.At(i).price);
        if (std::isfinite(price) && price > 0)
            prices.push_back(price);
    }
    if (prices.empty())
        return 0;
    const auto middle = prices.begin() + static_cast<std::ptrdiff_t>(prices.size() / 2);
    std::nth_element(prices.begin(), middle, prices.end());
    return *middle;
}

double ParseMultiplier(const std::string& setting) {
    size_t used = 0;
    double value = 0;
    try {
        value = std::stod(setting, &used);
    } catch (const std::exception&) {
        used = 0;
    }
    if (used == 0 || used != setting.size() || !std::isfinite(value) || value <= 0)
        throw std::invalid_argument("--price-multiplier " + setting + ": expected auto or a positive number");
    return value;
}

std::string Text(double value) {
    std::ostringstream text;
    text.precision(10);
    text << value;
    return text.str();
}

}  // namespace

std::string InstrumentOf(const std::string& symbol) {
    const std::string prefix = "SYNTHETIC-";
    const size_t start = symbol.compare(0, prefix.size(), prefix) == 0 ? prefix.size() : 0;
    std::string letters;
    for (size_t i = start; i < symbol.size() && symbol[i] >= 'A' && symbol[i] <= 'Z'; ++i)
        letters += symbol[i];
    // A futures root ends with a month letter before the year: ESH24 is ES, MESU23 is MES.
    const size_t next = start + letters.size();
    if (letters.size() > 1 && next < symbol.size() && symbol[next] >= '0' && symbol[next] <= '9')
        letters.pop_back();
    return letters;
}

PriceRange PlausibleRange(const std::string& instrument) {
    if (instrument == "ES" || instrument == "MES")
        return {400.0, 20000.0};
    if (instrument == "NQ" || instrument == "MNQ")
        return {1000.0, 100000.0};
    return {std::numeric_limits<double>::min(), std::numeric_limits<double>::max()};
}

double ChoosePriceMultiplier(const ScidFile& file, const std::string& symbol, const std::string& setting) {
    const std::string instrument = InstrumentOf(symbol);
    const PriceRange range = PlausibleRange(instrument);
    const double median = MedianPrice(file);
    const std::vector<double> candidates =
        setting == "auto" ? std::vector<double>{1.0, 0.01} : std::vector<double>{ParseMultiplier(setting)};
    if (median == 0)
        return candidates.front();  // Nothing to check against.
    for (const double candidate : candidates)
        if (range.Contains(median * candidate))
            return candidate;
    throw FileError(file.Path(),
                    "prices around " + Text(median) + " are implausible for " + instrument + " (" + Text(range.lowest_points) + " to " +
                        Text(range.highest_points) + " points) with the price multiplier " +
                        (setting == "auto" ? std::string("1 and with 0.01") : setting));
}

}  // namespace miaia::host
