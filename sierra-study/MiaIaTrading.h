// The order side of Sierra as the study's logic sees it: plain values, no sierrachart.h. The logic is written over a Trading:
//
//   int Position(BrokerPosition&)            1 when there is a reading, which may be flat; 0 when there is none, which is not flat
//   bool OrderAt(int index, BrokerOrder&)    false behind the last order of the symbol and account
//   bool OrderById(uint64_t id, BrokerOrder&)
//   int FillCount(), bool FillAt(int index, BrokerFill&)   oldest first; the list may be loaded late
//   PlacedOrder Enter(const BracketOrder&)   a managed entry with attached stop and target
//   PlacedOrder Exit(const ExitOrder&)       a managed exit, which never turns a position
//   bool Cancel(uint64_t id), bool Resize(uint64_t id, uint32_t lots), bool Move(uint64_t id, double price), void CancelWholeSymbol()
//   bool FlattenPosition()                   closes all that Sierra has in the symbol and account, whatever exits work
//   void Keep(const KeptOrder&), bool Kept(uint64_t id, KeptOrder&)   the newest orders of ours, where another build of the study finds
//   them
//
// Each of them may be refused, may answer late and may show something else at the next call.
#pragma once

#include <cmath>
#include <cstdlib>

#include "MiaIaChart.h"
#include "MiaIaOrderFrames.h"

namespace miaia {

/// Sierra's states of an order, with Sierra's numbers.
enum class BrokerStatus : int {
    Unspecified = 0,
    Sent = 1,
    PendingOpen = 2,
    PendingChildClient = 3,
    PendingChildServer = 4,
    Open = 5,
    PendingModify = 6,
    PendingCancel = 7,
    Filled = 8,
    Canceled = 9,
    Error = 10,
    PendingCancelForReplace = 11,
    Held = 12
};

enum class BrokerKind : uint8_t { Market, Limit, Stop, Other };

/// The first letters of every TextTag of ours; what does not begin with them, or belongs to an order that does, is never touched.
constexpr const char* OwnTag = "MIA";
constexpr const char* EntryTag = "MIA:";   // + id of the command
constexpr const char* StopTag = "MIA.S:";  // of a stop that the study placed by itself
constexpr const char* ExitTag = "MIA.X:";  // of a flatten, or of the study's watchdog
typedef FixedText<64> OrderTag;

struct BrokerOrder {
    uint64_t id = 0;
    uint64_t parent_id = 0;
    OrderTag tag;
    BrokerStatus status = BrokerStatus::Unspecified;
    BrokerKind kind = BrokerKind::Market;
    bool buy = false;
    double lots = 0;
    double filled = 0;
    double average_price = 0;
    double price = 0;
    bool simulated = false;
    OrderAccount account;
};

struct BrokerFill {
    uint64_t order_id = 0;
    FixedText<40> service_id;   // the broker's own; empty where there is none
    int64_t chart_time_us = 0;  // as Sierra has it, in the chart's zone: good for telling fills apart
    int64_t unix_us = 0;
    bool buy = false;
    double lots = 0;
    double price = 0;
    bool simulated = false;
    OrderAccount account;
};

struct BrokerPosition {
    double lots = 0;  // + long, − short
    double average_price = 0;
    double open_profit = 0;
    double daily_profit = 0;
    bool simulated = false;
};

/// Prices and offsets in points.
struct BracketOrder {
    bool buy = false;
    bool limit = false;
    uint32_t lots = 0;
    double limit_price = 0;
    double stop_offset = 0;
    double target_offset = 0;
    const char* tag = "";
};

struct ExitOrder {
    bool buy = false;
    bool stop = false;  // else at the market
    uint32_t lots = 0;
    double stop_price = 0;
    const char* tag = "";
};

/// What another build of the study has to know of an order of ours, also when Sierra no longer lists it.
struct KeptOrder {
    uint64_t id = 0;
    OrderRole role = OrderRole::Unspecified;
    CommandId command;
};

/// Sierra's answer: a quantity above 0, or one of its codes; ids are 0 where none was made.
struct PlacedOrder {
    double answer = 0;
    uint64_t id = 0;
    uint64_t stop_id = 0;
    uint64_t target_id = 0;
};

// Answers that say "not now".
constexpr int AnswerDownloading = -8999;
constexpr int AnswerRecalculating = -8998;
constexpr int AnswerOneTradePerBar = -8997;
constexpr int AnswerAutoTradingOff = -8994;

/// All that one call of the study lends to the order side.
template <class TradingT, class OutT>
struct OrderCallOf {
    const ChartFacts& chart;
    TradingT& trading;
    OutT& out;  // bool Send(StudyBody, const Body&)
    LogLines& log;
    double tick_size;
    int64_t now;  // steady, nanoseconds
    int64_t unix_ns;
    int64_t market_us;  // of the newest record of time and sales, or the wall clock before there is one
};

constexpr int64_t SecondNanos = 1000LL * 1000000;

/// Whole contracts; what is none, or too many to be true, counts as 0.
inline uint32_t LotsOf(double lots) {
    return lots >= 0.5 && lots < 1e6 ? static_cast<uint32_t>(lots + 0.5) : 0;
}

inline int32_t SignedLotsOf(double lots) {
    return lots < 0 ? -static_cast<int32_t>(LotsOf(-lots)) : static_cast<int32_t>(LotsOf(lots));
}

/// A part of a name would be another account's: one that is too long is none.
inline OrderAccount WholeAccount(const char* name) {
    return OrderAccount(std::strlen(name) < sizeof(OrderAccount::chars) ? name : "");
}

/// Whether an order or an execution names another account than the chart's. One that names none is the chart's, whose lists they are;
/// Sierra does not tell large letters from small ones in accounts.
inline bool IsOfAnotherAccount(const ChartFacts& chart, const OrderAccount& account) {
    const OrderAccount own = WholeAccount(chart.account);
    const auto small = [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; };
    bool is_same = account.length == own.length;
    for (uint32_t i = 0; is_same && i < own.length; ++i)
        is_same = small(account.chars[i]) == small(own.chars[i]);
    return !account.Empty() && !own.Empty() && !is_same;
}

inline int32_t TicksOf(double price, double tick_size) {
    const double ticks = tick_size > 0 ? price / tick_size : 0;
    return std::fabs(ticks) < 1e9 ? static_cast<int32_t>(std::lround(ticks)) : 0;
}

inline bool IsFinished(BrokerStatus status) {
    return status == BrokerStatus::Filled || status == BrokerStatus::Canceled || status == BrokerStatus::Error;
}

/// Whether it surely stands in the market. Pending children do not yet, a pending cancel may no more, a held one is not there.
inline bool IsInTheMarket(BrokerStatus status) {
    return status == BrokerStatus::Open || status == BrokerStatus::PendingModify || status == BrokerStatus::PendingCancelForReplace;
}

inline OrderStatus StatusOf(const BrokerOrder& order) {
    switch (order.status) {
        case BrokerStatus::Filled: return OrderStatus::Filled;
        case BrokerStatus::Canceled: return OrderStatus::Canceled;
        case BrokerStatus::Error: return OrderStatus::Rejected;
        case BrokerStatus::Open:
        case BrokerStatus::PendingModify:
        case BrokerStatus::PendingCancel:
        case BrokerStatus::PendingCancelForReplace:
        case BrokerStatus::Held: return LotsOf(order.filled) != 0 ? OrderStatus::Partial : OrderStatus::Working;
        default: return LotsOf(order.filled) != 0 ? OrderStatus::Partial : OrderStatus::Sent;
    }
}

inline bool BeginsWith(const char* text, const char* start) {
    return std::strncmp(text, start, std::strlen(start)) == 0;
}

}  // namespace miaia
