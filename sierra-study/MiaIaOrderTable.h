// Every order of ours that the study knows of. Plain memory of a fixed size.
#pragma once

#include "MiaIaTrading.h"

namespace miaia {

/// Prices of Sierra's that are the same tick are the same number.
inline bool IsSamePrice(double one, double other) {
    return std::fabs(one - other) < 1e-9;
}

/// What an order of ours is there for, as far as Sierra's list tells. of_known: its parent is one of ours that is known.
inline OrderRole RoleOf(const BrokerOrder& seen, bool of_known) {
    const bool is_child = seen.parent_id != 0;
    if (BeginsWith(seen.tag.chars, StopTag) || ((is_child || of_known) && seen.kind == BrokerKind::Stop))
        return OrderRole::Stop;
    if (is_child && seen.kind == BrokerKind::Limit)
        return OrderRole::Target;
    return !is_child && BeginsWith(seen.tag.chars, EntryTag) ? OrderRole::Entry : OrderRole::Exit;
}

/// One order of ours: as it was made, and as Sierra showed it last.
struct OwnOrder {
    bool used = false;
    bool finished = false;   // nothing of it can fill any more, as far as Sierra says
    bool vanished = false;   // … and that is concluded from Sierra's not knowing it
    bool confirmed = false;  // Sierra has shown it
    OrderRole role = OrderRole::Unspecified;
    CommandId command;  // of the entry that it is or belongs to, or of a flatten
    uint64_t id = 0;    // 0 until Sierra has told
    uint64_t stop_id = 0;
    uint64_t target_id = 0;
    BrokerOrder seen;
    uint32_t listed_lots = 0;   // Σ of its executions in Sierra's list
    uint32_t counted_lots = 0;  // of it in the own position
    uint32_t stop_offset_ticks = 0;
    int64_t placed_at = 0;
    int64_t missing_since = 0;
    int64_t finished_at = 0;
    int64_t stood_at = 0;  // when it was last seen where it surely stands in the market
    int64_t cancel_first_at = 0;
    int64_t cancel_asked_at = 0;
    int64_t moved_at = 0;  // to the market, by us
    uint32_t cancels_asked = 0;
    uint32_t size_asked = 0;  // of the newest request to shrink it
    uint64_t age = 0;         // rises with each order that is added
    FixedText<40> code;
    FixedText<120> reason;
    // What the last report said of it.
    struct Told {
        OrderStatus status = OrderStatus::Unspecified;
        uint32_t filled = 0;
        uint32_t lots = 0;
        double price = 0;
        uint64_t ids = 0;

        bool operator==(const Told& other) const {
            return status == other.status && filled == other.filled && lots == other.lots && IsSamePrice(price, other.price) &&
                ids == other.ids;
        }
    } told;

    uint32_t Lots() const { return LotsOf(seen.lots); }
    uint32_t FilledLots() const { return listed_lots > LotsOf(seen.filled) ? listed_lots : LotsOf(seen.filled); }
    uint32_t LeftLots() const { return Lots() > FilledLots() ? Lots() - FilledLots() : 0; }
    Direction Side() const { return seen.buy ? Direction::Long : Direction::Short; }
    bool IsMarketExit() const { return role == OrderRole::Exit && seen.kind == BrokerKind::Market; }
    bool IsWorkingEntry() const { return role == OrderRole::Entry && !finished; }
    bool Stands() const { return !finished && missing_since == 0 && IsInTheMarket(seen.status); }
};

/// Orders by slot. When full, the oldest finished one makes room.
class OrderTable {
public:
    static constexpr uint32_t Capacity = 256;

    /// nullptr when all are unfinished, which no limit of ours allows.
    OwnOrder* Add(OrderRole role, const char* command, int64_t now) {
        OwnOrder* place = nullptr;
        for (uint32_t i = 0; i < Capacity; ++i) {
            OwnOrder& order = order_[i];
            if (!order.used) {
                place = &order;
                break;
            }
            if (order.finished && (place == nullptr || order.age < place->age))
                place = &order;
        }
        if (place == nullptr)
            return nullptr;
        if (place->used)
            given_up_[given_up_count_++ % Capacity] = place->id;
        *place = OwnOrder();
        place->used = true;
        place->role = role;
        place->command.Assign(command);
        place->placed_at = now;
        place->age = ++added_;
        if (count_ < Capacity && place >= order_ + count_)
            count_ = static_cast<uint32_t>(place - order_) + 1;
        return place;
    }

    OwnOrder* ById(uint64_t id) {
        if (id == 0)
            return nullptr;
        for (OwnOrder& order : *this)
            if (order.used && order.id == id)
                return &order;
        return nullptr;
    }

    /// The one that was placed when Sierra gave no id, and of which this is the listing.
    OwnOrder* SentWithoutId(const BrokerOrder& seen) {
        for (OwnOrder& order : *this)
            if (order.used && order.id == 0 && seen.parent_id == 0 && order.seen.tag == seen.tag && order.seen.buy == seen.buy)
                return &order;
        return nullptr;
    }

    OwnOrder* EntryOf(const char* command) {
        for (OwnOrder& order : *this)
            if (order.used && order.role == OrderRole::Entry && order.command.Equals(command))
                return &order;
        return nullptr;
    }

    /// The newest entry of ours that has filled: whose bracket the position is about. nullptr when none is known.
    const OwnOrder* NewestFilledEntry() const {
        const OwnOrder* newest = nullptr;
        for (const OwnOrder& order : *this)
            if (order.used && order.role == OrderRole::Entry && order.FilledLots() != 0 && (newest == nullptr || order.age > newest->age))
                newest = &order;
        return newest;
    }

    /// Whether an order with this id made room for another one.
    bool WasGivenUp(uint64_t id) const {
        for (uint32_t i = 0; i < Capacity && i < given_up_count_; ++i)
            if (given_up_[i] == id)
                return true;
        return false;
    }

    const OwnOrder* WorkingEntry() const {
        for (const OwnOrder& order : *this)
            if (order.used && order.IsWorkingEntry())
                return &order;
        return nullptr;
    }

    const OwnOrder* WorkingMarketExit() const {
        for (const OwnOrder& order : *this)
            if (order.used && !order.finished && order.IsMarketExit())
                return &order;
        return nullptr;
    }

    /// Whether one that fills at the market may do so now: position and fills may differ for a moment then.
    bool MayFill() const { return WorkingEntry() != nullptr || WorkingMarketExit() != nullptr; }

    uint32_t WorkingOrders() const {
        uint32_t working = 0;
        for (const OwnOrder& order : *this)
            working += order.used && !order.finished ? 1 : 0;
        return working;
    }

    /// Contracts that surely stand in the market in orders of this role.
    uint32_t WorkingLots(OrderRole role) const {
        uint32_t lots = 0;
        for (const OwnOrder& order : *this)
            if (order.used && order.role == role && order.Stands())
                lots += order.LeftLots();
        return lots;
    }

    /// Contracts of a position that is not remembered for which a bracket of ours stands or, where none does, was placed and not answered.
    int32_t BracketLots(int32_t position) const {
        uint32_t lots = Larger(WorkingLots(OrderRole::Stop), WorkingLots(OrderRole::Target));
        if (lots == 0)
            lots = Larger(UnansweredLots(OrderRole::Stop, position), UnansweredLots(OrderRole::Target, position));
        return static_cast<int32_t>(lots);
    }

    /// Whether an exit may live without a position: it is the child of an entry that may still fill.
    bool HasWorkingParent(const OwnOrder& order) {
        const OwnOrder* parent = ById(order.seen.parent_id);
        return parent != nullptr && parent->IsWorkingEntry();
    }

    OwnOrder* begin() { return order_; }
    OwnOrder* end() { return order_ + count_; }
    const OwnOrder* begin() const { return order_; }
    const OwnOrder* end() const { return order_ + count_; }

private:
    static uint32_t Larger(uint32_t one, uint32_t other) { return one > other ? one : other; }

    uint32_t UnansweredLots(OrderRole role, int32_t position) const {
        uint32_t lots = 0;
        for (const OwnOrder& order : *this)
            if (order.used && order.role == role && !order.finished && order.seen.buy == (position < 0))
                lots += order.LeftLots();
        return lots;
    }

    OwnOrder order_[Capacity];
    uint32_t count_ = 0;
    uint64_t added_ = 0;
    uint64_t given_up_[Capacity] = {};
    uint32_t given_up_count_ = 0;
};

}  // namespace miaia
