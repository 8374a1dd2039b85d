// Sends an entry with its bracket, and takes all three orders into the table. Whoever calls has checked every rule.
#pragma once

#include "MiaIaOrderRules.h"
#include "MiaIaOrderWatch.h"

namespace miaia {

template <class Call>
void AddChild(Call& call, OrderWatch& watch, const OwnOrder& entry, OrderRole role, uint64_t id) {
    if (id == 0)
        return;
    BrokerOrder sent;
    sent.id = id;
    sent.parent_id = entry.id;
    sent.status = BrokerStatus::PendingChildClient;
    sent.kind = role == OrderRole::Stop ? BrokerKind::Stop : BrokerKind::Limit;
    sent.buy = !entry.seen.buy;
    sent.simulated = entry.seen.simulated;
    sent.account = entry.seen.account;
    watch.AddPlaced(call, role, entry.command.chars, sent);
}

/// Sierra's refusal, or none.
template <class Call>
OrderRefusal PlaceEntry(Call& call, OrderWatch& watch, const OrderCommand& command) {
    BrokerOrder sent;
    sent.tag.AppendFormat("%s%s", EntryTag, command.command_id.chars);
    sent.status = BrokerStatus::Sent;
    sent.kind = command.type == static_cast<uint32_t>(OrderType::Limit) ? BrokerKind::Limit : BrokerKind::Market;
    sent.buy = command.direction == static_cast<uint32_t>(Direction::Long);
    sent.lots = command.quantity_lots;
    sent.price = sent.kind == BrokerKind::Limit ? command.limit_price_ticks * call.tick_size : 0;
    sent.simulated = call.chart.mode == TradingMode::Sim;
    sent.account = WholeAccount(call.chart.account);
    // Before it is sent: an order that nobody could watch must not exist.
    OwnOrder* entry = watch.AddPlaced(call, OrderRole::Entry, command.command_id.chars, sent);
    if (entry == nullptr)
        return {"too_many_orders", "more orders are unfinished than the study can watch"};
    entry->stop_offset_ticks = command.stop_offset_ticks;
    BracketOrder bracket;
    bracket.buy = sent.buy;
    bracket.limit = sent.kind == BrokerKind::Limit;
    bracket.lots = command.quantity_lots;
    bracket.limit_price = sent.price;
    bracket.stop_offset = command.stop_offset_ticks * call.tick_size;
    bracket.target_offset = command.target_offset_ticks * call.tick_size;
    bracket.tag = sent.tag.chars;
    const PlacedOrder placed = call.trading.Enter(bracket);
    // An order to which Sierra gave a number is watched, whatever else it answered.
    if (!(placed.answer > 0) && placed.id == 0) {
        entry->used = false;
        call.log.Add("MIA IA: Sierra's answer to the order of command %s was %.0f.", command.command_id.chars, placed.answer);
        return RefusalOf(placed.answer);
    }
    entry->id = placed.id;
    entry->seen.id = placed.id;
    entry->stop_id = placed.stop_id;
    entry->target_id = placed.target_id;
    AddChild(call, watch, *entry, OrderRole::Stop, placed.stop_id);
    AddChild(call, watch, *entry, OrderRole::Target, placed.target_id);
    call.log.Add("MIA IA: %s %u at %s, stop %u and target %u ticks: order %llu of command %s.", sent.buy ? "BUY" : "SELL",
                 command.quantity_lots, bracket.limit ? "a limit" : "the market", command.stop_offset_ticks, command.target_offset_ticks,
                 static_cast<unsigned long long>(placed.id), command.command_id.chars);
    ReportChange(call, *entry);
    return NoRefusal;
}

}  // namespace miaia
