// Reader of Sierra's intraday files (.scid) that hold one record a trade.
//
// Layout, little-endian: a 56-byte header ("SCID", header size u32, record size u32, version u16, ...), then records of
// 40 bytes: time i64 (microseconds since 1899-12-30 UTC), open, high, low, close f32, trades, volume, bid volume and
// ask volume u32. In a single-trade record the open is a marker, high the ask, low the bid and close the price.
#pragma once

#include <cstdint>
#include <string>

#include "file_bytes.h"

namespace miaia::host {

enum class Side : uint8_t { None, Bid, Ask };
enum class Group : uint8_t { None, First, Last };

// One record as the file holds it. Prices are raw: the price multiplier is not applied.
struct ScidTrade {
    int64_t sierra_us = 0;  // microseconds since 1899-12-30 UTC
    float price = 0;
    float bid = 0;
    float ask = 0;
    uint32_t volume_lots = 0;
    uint32_t trades = 0;
    Side side = Side::None;  // Bid: the seller crossed the spread; None: a quote without a trade
    Group group = Group::None;
};

class ScidFile {
public:
    // Throws FileError: cannot be read, not a .scid file, truncated header, wrong header or record size, or a
    // record that is a bar of several trades instead of one trade.
    explicit ScidFile(const std::string& path);

    size_t Size() const { return records_; }
    // The record at index 0 to Size()-1.
    ScidTrade At(size_t index) const;
    // Bytes of a last record that Sierra has not finished writing (0 to 39); they are left out.
    size_t TailBytes() const { return tail_bytes_; }
    const std::string& Path() const { return bytes_.Path(); }

private:
    void CheckRecordsAreSingleTrades() const;

    FileBytes bytes_;
    size_t records_ = 0;
    size_t tail_bytes_ = 0;
};

}  // namespace miaia::host
