#include "order_book.h"

namespace miaia::host {

void OrderBook::Apply(const DepthRecord& record) {
    switch (record.command) {
        case DepthCommand::None: break;
        case DepthCommand::ClearBook: Clear(); break;
        case DepthCommand::AddBid:
        case DepthCommand::ModifyBid: bids_[record.price] = {record.lots, record.orders}; break;
        case DepthCommand::AddAsk:
        case DepthCommand::ModifyAsk: asks_[record.price] = {record.lots, record.orders}; break;
        case DepthCommand::DeleteBid: bids_.erase(record.price); break;
        case DepthCommand::DeleteAsk: asks_.erase(record.price); break;
    }
}

void OrderBook::Clear() {
    bids_.clear();
    asks_.clear();
}

}  // namespace miaia::host
