// How often and how long each thing goes wrong on a random day.
#pragma once

#include <cstdint>
#include <random>

namespace miaia::tests {

struct Rates {
    int ack_ms = 0, fill_ms = 0, cancel_ms = 0, position_lag_ms = 0, list_lag_ms = 0;
    double reject = 0, reject_child = 0, partial = 0, lose_cancel = 0, missing_position = 0, missing_order = 0, refuse = 0;
    double by_hand = 0;  // a step at which the trader does something
    int forget_ms = 0;   // after its end an order is not known any more; 0 = it stays
    bool ids_late = false, children_late = false, child_tags = false, oco_leaves_sibling = false;

    static Rates Draw(std::mt19937_64& random) {
        const auto part = [&](double most) { return most * static_cast<double>(random() % 1000) / 1000; };
        const auto ms = [&](uint64_t most) { return static_cast<int>(random() % (most + 1)); };
        Rates rates;
        rates.ack_ms = ms(800);
        rates.fill_ms = ms(800);
        rates.cancel_ms = ms(900);
        rates.position_lag_ms = ms(700);
        rates.list_lag_ms = ms(3000);
        rates.reject = part(0.2);
        rates.reject_child = part(0.3);
        rates.partial = part(0.7);
        rates.lose_cancel = part(0.5);
        rates.missing_position = part(0.02);
        rates.missing_order = part(0.02);
        rates.refuse = part(0.3);
        rates.by_hand = random() % 2 == 0 ? 0 : part(0.002);
        rates.forget_ms = random() % 2 == 0 ? 0 : 100 + ms(5000);
        rates.ids_late = random() % 4 == 0;
        rates.children_late = random() % 4 == 0;
        rates.child_tags = random() % 2 == 0;
        rates.oco_leaves_sibling = random() % 3 == 0;
        return rates;
    }

    /// The faults are over: what is left is quick and whole.
    void Calm() {
        ack_ms = fill_ms = cancel_ms = position_lag_ms = list_lag_ms = 30;
        reject = reject_child = partial = lose_cancel = missing_position = missing_order = refuse = by_hand = 0;
        oco_leaves_sibling = false;
    }
};

}  // namespace miaia::tests
