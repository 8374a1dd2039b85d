// One level of the book, as s_sc::GetBidMarketDepthEntryAtLevel fills it.
#pragma once

#include <cstdint>

typedef double t_MarketDataQuantity;

struct s_MarketDepthEntry {
    float Price = 0;                    // raw: multiply by s_sc::RealTimePriceMultiplier
    t_MarketDataQuantity Quantity = 0;  // lots
    uint32_t NumOrders = 0;             // resting orders, 0 = not known
    float AdjustedPrice = 0;            // Price times the multiplier

    explicit s_MarketDepthEntry(int = 0) {}

    bool IsEmpty() const { return Price == 0 && Quantity == 0; }
};
