// Orders of ours that a flatten wants out of the way and that do not go: the cancel is refused, lost, or never answered. What surely stands
// in the market closes the position itself, moved to the market: its own lots, so that nothing can turn. What shows no sign of life is
// waited for no longer.
#pragma once

#include "MiaIaOrderRules.h"
#include "MiaIaOrderWatch.h"

namespace miaia {

class StubbornOrders {
public:
    /// What was asked before a flatten began says nothing about it.
    void Begin(int64_t now) { counts_from_ = now; }

    /// Once a call: a time in which Sierra takes nothing or has no server counts for nobody.
    template <class Call>
    void Look(const Call& call) {
        if (IsRefused(Obstacle(call.chart)))
            counts_from_ = call.now;
    }

    /// Whether it was asked to go for longer than an answer takes.
    bool Resists(const OwnOrder& order, int64_t now) const { return Asked(order, now) >= PatienceNanos; }
    /// … and for so long that something else has to happen.
    bool ResistsForGood(const OwnOrder& order, int64_t now) const { return Asked(order, now) >= GiveUpNanos; }
    bool IsForGood(int64_t asked_first, int64_t now) const { return Asked(asked_first, now) >= GiveUpNanos; }

    /// Whether nobody waits for it any more. What stands in the market is waited for as long as a stop of ours protects the position; an
    /// entry is not, because it fills in the position's own direction.
    bool IsGivenUp(const OwnOrder& order, int64_t now, bool is_protected) const {
        // Without a stop there is no time to lose.
        if (is_protected ? !ResistsForGood(order, now) : !Resists(order, now))
            return false;
        const bool may_stand = order.role != OrderRole::Entry && (is_protected || order.role == OrderRole::Stop);
        return !may_stand || now - order.stood_at >= GiveUpNanos;
    }

    /// Whether nothing was seen of an exit at the market for longer than it takes.
    bool IsSilent(const OwnOrder& exit, int64_t now) const {
        return now - Later(Later(exit.placed_at, exit.stood_at), counts_from_) >= PatienceNanos;
    }

    /// Lets a stop or a target of ours close the position of so many signed lots, once a second and only towards the market.
    template <class Call>
    static void MoveToMarket(Call& call, OwnOrder& order, int32_t lots) {
        const bool is_stop = order.role == OrderRole::Stop;
        const uint32_t left = order.LeftLots();
        const int32_t last = TicksOf(static_cast<double>(call.chart.last_price), call.tick_size);
        if ((!is_stop && order.role != OrderRole::Target) || order.seen.buy != (lots < 0) || left == 0 ||
            left > static_cast<uint32_t>(std::abs(lots)) || last <= 0 || (order.moved_at != 0 && call.now - order.moved_at < SecondNanos))
            return;
        // An exchange refuses a stop at the market, and fills a limit beyond it.
        const int32_t away = is_stop ? 1 : TicksThrough;
        const int32_t price = lots > 0 ? last - away : last + away;
        const int32_t before = TicksOf(order.seen.price, call.tick_size);
        const bool is_nearer = (lots > 0) == is_stop ? price > before : price < before;
        if (!is_nearer || price <= 0)
            return;
        if (order.moved_at == 0)
            call.log.Add("MIA IA: order %llu of ours is not cancelled and closes the position: it is moved to the market.",
                         static_cast<unsigned long long>(order.id));
        order.moved_at = call.now;
        call.trading.Move(order.id, price * call.tick_size);
    }

private:
    static constexpr int64_t PatienceNanos = 2 * SecondNanos;
    static constexpr int64_t GiveUpNanos = 4 * SecondNanos;
    static constexpr int32_t TicksThrough = 8;

    static int64_t Later(int64_t one, int64_t other) { return one > other ? one : other; }
    int64_t Asked(const OwnOrder& order, int64_t now) const { return Asked(order.cancel_first_at, now); }
    int64_t Asked(int64_t first, int64_t now) const { return first == 0 ? 0 : now - Later(first, counts_from_); }

    int64_t counts_from_ = 0;
};

}  // namespace miaia
