// Sierra's list of executions: which of them are new, under ids that stay the same after a reload.
#pragma once

#include "MiaIaTrading.h"

namespace miaia {

inline uint64_t HashOf(const char* text, uint64_t hash = 14695981039346656037ull) {
    for (; *text != 0; ++text)
        hash = (hash ^ static_cast<uint8_t>(*text)) * 1099511628211ull;
    return hash;
}

/// The newest executions, oldest first. The list is read from where it was read last, and its newest part anew when it has become
/// another one: Sierra loads it after a reload when it likes.
class FillList {
public:
    static constexpr int Window = static_cast<int>(OrderSnapshot::LargestFills);
    static constexpr int LargestReadPerCall = 32;

    bool Known() const { return known_; }
    uint64_t Refused() const { return refused_; }

    /// Calls take(fill, report, is_new) for each execution not seen before; is_new is false for what was there before the study looked
    /// for the first time. report has everything but command and role, which take fills in.
    template <class Call, class Take>
    void Look(Call& call, Take take) {
        const int count = call.trading.FillCount();
        if (count < 0)
            return;
        if (!known_ || count < count_before_ || count - count_before_ > LargestReadPerCall)
            StartAt(count > Window ? count - Window : 0);
        count_before_ = count;
        for (int read = 0; next_ < count && read < LargestReadPerCall; ++read, ++next_) {
            BrokerFill fill;
            if (!call.trading.FillAt(next_, fill))
                return;
            TakeFill(call, fill, take);
        }
        caught_up_ = caught_up_ || next_ >= count;
        known_ = true;
    }

    uint32_t Count() const { return filled_ < Capacity ? static_cast<uint32_t>(filled_) : Capacity; }

    /// How many were taken since the study came, and the nth of them, which is one of the newest Window.
    uint64_t Taken() const { return filled_; }
    const FillReport& At(uint64_t nth) const { return report_[nth % Capacity]; }

    /// Copies them oldest first; gives their number.
    uint32_t CopyTo(FillReport* target) const {
        const uint32_t count = Count();
        for (uint32_t i = 0; i < count; ++i)
            target[i] = report_[(filled_ - count + i) % Capacity];
        return count;
    }

private:
    static constexpr uint32_t Capacity = OrderSnapshot::LargestFills;
    static constexpr uint32_t Remembered = 1024;

    void StartAt(int index) {
        next_ = index;
        keys_ = 0;
    }

    template <class Call, class Take>
    void TakeFill(Call& call, const BrokerFill& fill, Take& take) {
        // What was simulated before the trader went live is no execution of that account.
        if (call.chart.mode == TradingMode::Live && fill.simulated)
            return;
        const uint32_t lots = LotsOf(fill.lots);
        if (lots == 0 || !(fill.price > 0) || !(fill.price < 1e9)) {
            if (refused_++ == 0)
                call.log.Add("MIA IA: an execution of order %llu with %.2f contracts at %.4f was refused; further ones are only counted.",
                             static_cast<unsigned long long>(fill.order_id), fill.lots, fill.price);
            return;
        }
        FillReport report;
        NameFill(fill, TicksOf(fill.price, call.tick_size), lots, report.fill_id);
        const uint64_t hash = HashOf(report.fill_id.chars);
        for (uint32_t i = 0; i < Remembered && i < remembered_; ++i)
            if (hash_[i] == hash)
                return;
        hash_[remembered_++ % Remembered] = hash;
        report.sierra_order_id = fill.order_id;
        report.direction = fill.buy ? Direction::Long : Direction::Short;
        report.lots = lots;
        report.price_ticks = TicksOf(fill.price, call.tick_size);
        report.observed_unix_us = fill.unix_us > 0 ? fill.unix_us : call.market_us;
        report.simulated = fill.simulated;
        report.account = fill.account;
        take(fill, report, caught_up_);
        report_[filled_++ % Capacity] = report;
    }

    /// The broker's id with the order's, or the content with the place among equal ones.
    void NameFill(const BrokerFill& fill, int32_t ticks, uint32_t lots, FixedText<64>& id) {
        if (!fill.service_id.Empty()) {
            id.AppendFormat("%s/%llu", fill.service_id.chars, static_cast<unsigned long long>(fill.order_id));
            return;
        }
        FixedText<64> content;
        content.AppendFormat("%llu-%lld-%d-%c%u", static_cast<unsigned long long>(fill.order_id),
                             static_cast<long long>(fill.chart_time_us), ticks, fill.buy ? 'b' : 's', lots);
        const uint64_t key = HashOf(content.chars);
        uint32_t equal = 0;
        for (uint32_t i = 0; i < Remembered && i < keys_; ++i)
            equal += key_[i] == key ? 1 : 0;
        key_[keys_++ % Remembered] = key;
        id = content;
        if (equal != 0)
            id.AppendFormat("-%u", equal);
    }

    int next_ = 0;
    int count_before_ = 0;
    bool known_ = false;
    bool caught_up_ = false;
    uint64_t refused_ = 0;
    FillReport report_[Capacity];
    uint64_t filled_ = 0;
    uint64_t hash_[Remembered] = {};
    uint32_t remembered_ = 0;
    uint64_t key_[Remembered] = {};  // of the contents in this reading of the list
    uint32_t keys_ = 0;
};

}  // namespace miaia
