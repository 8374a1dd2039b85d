// The book of one symbol, built from every depth command. Prices are raw, as in the file.
#pragma once

#include <cstdint>
#include <functional>
#include <map>

#include "depth_file.h"

namespace miaia::host {

struct BookLevel {
    float price = 0;
    uint32_t lots = 0;
    uint16_t orders = 0;
};

class OrderBook {
public:
    // Applies one command. An ADD of a known level and a MODIFY of an unknown one both set it; a DELETE of an
    // unknown one changes nothing: files begin in the middle of a day.
    void Apply(const DepthRecord& record);
    void Clear();

    // Number of levels of a side.
    int Bids() const { return static_cast<int>(bids_.size()); }
    int Asks() const { return static_cast<int>(asks_.size()); }
    // The level from the best (0) outwards. False when the side is not that deep.
    bool BidAt(int level, BookLevel& out) const { return LevelAt(bids_, level, out); }
    bool AskAt(int level, BookLevel& out) const { return LevelAt(asks_, level, out); }

private:
    struct Resting {
        uint32_t lots;
        uint16_t orders;
    };

    template <typename Map>
    static bool LevelAt(const Map& side, int level, BookLevel& out) {
        if (level < 0 || level >= static_cast<int>(side.size()))
            return false;
        auto at = side.begin();
        for (int i = 0; i < level; ++i)
            ++at;
        out = {at->first, at->second.lots, at->second.orders};
        return true;
    }

    std::map<float, Resting, std::greater<float>> bids_;
    std::map<float, Resting, std::less<float>> asks_;
};

}  // namespace miaia::host
