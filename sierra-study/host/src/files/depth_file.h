// Reader of Sierra's market depth files (.depth).
//
// Layout, little-endian: a 64-byte header ("SCDD", header size u32, record size u32, version u32, ...), then records of
// 24 bytes: time i64 (microseconds since 1899-12-30 UTC), command u8, flags u8, orders u16, price f32, quantity u32,
// reserved u32. The book may be looked at only after a record with the flag END_OF_BATCH.
#pragma once

#include <cstdint>
#include <string>

#include "file_bytes.h"

namespace miaia::host {

enum class DepthCommand : uint8_t {
    None = 0,
    ClearBook = 1,
    AddBid = 2,
    AddAsk = 3,
    ModifyBid = 4,
    ModifyAsk = 5,
    DeleteBid = 6,
    DeleteAsk = 7
};

// One record as the file holds it; the price is raw, with the multiplier of the .scid file of the same symbol.
struct DepthRecord {
    int64_t sierra_us = 0;  // microseconds since 1899-12-30 UTC
    DepthCommand command = DepthCommand::None;
    bool end_of_batch = false;
    uint16_t orders = 0;
    float price = 0;
    uint32_t lots = 0;
};

class DepthFile {
public:
    // Throws FileError: cannot be read, not a .depth file, truncated header, wrong header or record size, or a
    // record with an unknown command or a price that is not a number.
    explicit DepthFile(const std::string& path);

    size_t Size() const { return records_; }
    // The record at index 0 to Size()-1.
    DepthRecord At(size_t index) const;
    // How many records carry END_OF_BATCH.
    size_t Batches() const { return batches_; }
    // Records after the last END_OF_BATCH: a batch that Sierra has not finished; it is never shown.
    size_t TailRecords() const { return tail_records_; }
    // Bytes of an unfinished last record (0 to 23); they are left out.
    size_t TailBytes() const { return tail_bytes_; }
    const std::string& Path() const { return bytes_.Path(); }

private:
    void CountBatches();

    FileBytes bytes_;
    size_t records_ = 0;
    size_t batches_ = 0;
    size_t tail_records_ = 0;
    size_t tail_bytes_ = 0;
};

}  // namespace miaia::host
