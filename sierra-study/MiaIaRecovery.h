// What a study that knows nothing yet makes of Sierra's lists: it begins, or another build of it has left.
#pragma once

#include "MiaIaFillList.h"
#include "MiaIaOrderTable.h"

namespace miaia {

/// Whether so many signed lots of ours can be in a position of Sierra's.
inline bool FitsInto(int32_t position, int32_t lots) {
    return lots == 0 || ((lots > 0) == (position > 0) && std::abs(lots) <= std::abs(position));
}

/// The entry is forgotten, but its bracket works, or a stop of ours was never answered: that much is ours.
inline int32_t OpenByBracket(const OrderTable& table, int32_t position) {
    const int32_t lots = table.BracketLots(position);
    const int32_t most = lots < std::abs(position) ? lots : std::abs(position);
    return position > 0 ? most : -most;
}

/// The lots of ours that are open, by what our orders have filled since the newest entry: before one nothing of ours is open. Sierra
/// forgets orders that have ended, and then its executions and what was kept of the orders tell.
class FilledLately {
public:
    template <class Call>
    int32_t Sum(Call& call, OrderTable& table) {
        entry_ = 0;
        for (const OwnOrder& order : table)
            if (order.used && order.role == OrderRole::Entry && order.FilledLots() != 0)
                LookAtEntry(order.id, order.command);
        EachUnlisted(call, table, [this](const KeptOrder& kept, const BrokerFill&) {
            if (kept.role == OrderRole::Entry)
                LookAtEntry(kept.id, kept.command);
        });
        int32_t sum = 0;
        for (const OwnOrder& order : table)
            if (order.used && IsSinceEntry(order.id, order.command))
                sum += order.seen.buy ? static_cast<int32_t>(order.FilledLots()) : -static_cast<int32_t>(order.FilledLots());
        EachUnlisted(call, table, [&](const KeptOrder& kept, const BrokerFill& fill) {
            if (IsSinceEntry(kept.id, kept.command))
                sum += fill.buy ? SignedLotsOf(fill.lots) : -SignedLotsOf(fill.lots);
        });
        return sum;
    }

private:
    void LookAtEntry(uint64_t id, const CommandId& command) {
        if (id <= entry_)
            return;
        entry_ = id;
        command_ = command;
    }

    bool IsSinceEntry(uint64_t id, const CommandId& command) const { return entry_ == 0 || id >= entry_ || command == command_; }

    template <class Call, class Take>
    void EachUnlisted(Call& call, OrderTable& table, Take take) {
        KeptOrder kept;
        BrokerFill fill;
        told_count_ = 0;
        const int count = call.trading.FillCount();
        for (int i = count > FillList::Window ? count - FillList::Window : 0; i < count && call.trading.FillAt(i, fill); ++i)
            if (table.ById(fill.order_id) == nullptr && call.trading.Kept(fill.order_id, kept) && !IsToldAgain(fill))
                take(kept, fill);
    }

    /// Sierra may list an execution twice, under one name.
    bool IsToldAgain(const BrokerFill& fill) {
        if (fill.service_id.Empty())
            return false;
        const uint64_t name = HashOf(fill.service_id.chars, fill.order_id);
        for (int i = 0; i < told_count_; ++i)
            if (told_[i] == name)
                return true;
        told_[told_count_++] = name;
        return false;
    }

    uint64_t told_[FillList::Window] = {};
    int told_count_ = 0;
    uint64_t entry_ = 0;  // of the newest one that has filled
    CommandId command_;
};

}  // namespace miaia
