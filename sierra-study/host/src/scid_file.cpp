#include "scid_file.h"

#include <cstring>

#include "file_error.h"

namespace miaia::host {
namespace {

constexpr size_t kHeaderBytes = 56;
constexpr size_t kRecordBytes = 40;
constexpr uint32_t kSingleTrade = 0x00000000u;
// Bit patterns of the open that mark the first and last sub-trade of an unbundled trade. Compared as bits, because
// these floats differ only in their last digits.
constexpr uint32_t kFirstOfUnbundled = 0xfd709ef9u;
constexpr uint32_t kLastOfUnbundled = 0xfd709f01u;

template <typename T>
T Read(const unsigned char* at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

}  // namespace

ScidFile::ScidFile(const std::string& path) : bytes_(path) {
    CheckHeader();
    const size_t payload = bytes_.Size() - kHeaderBytes;
    records_ = payload / kRecordBytes;
    tail_bytes_ = payload % kRecordBytes;
    CheckRecordsAreSingleTrades();
}

void ScidFile::CheckHeader() const {
    const unsigned char* at = bytes_.Data();
    if (bytes_.Size() < 4 || std::memcmp(at, "SCID", 4) != 0)
        throw FileError(bytes_.Path(), "is not a .scid file: it does not begin with \"SCID\"");
    if (bytes_.Size() < kHeaderBytes)
        throw FileError(bytes_.Path(), "is truncated: " + std::to_string(bytes_.Size()) + " bytes, the header alone has 56");
    const uint32_t header = Read<uint32_t>(at + 4);
    if (header != kHeaderBytes)
        throw FileError(bytes_.Path(), "has a header size of " + std::to_string(header) + " bytes instead of 56");
    const uint32_t record = Read<uint32_t>(at + 8);
    if (record != kRecordBytes)
        throw FileError(bytes_.Path(), "has a record size of " + std::to_string(record) + " bytes instead of 40");
}

void ScidFile::CheckRecordsAreSingleTrades() const {
    for (size_t i = 0; i < records_; ++i) {
        const uint32_t open = Read<uint32_t>(bytes_.Data() + kHeaderBytes + i * kRecordBytes + 8);
        if (open == kSingleTrade || open == kFirstOfUnbundled || open == kLastOfUnbundled) continue;
        throw FileError(bytes_.Path(), "record " + std::to_string(i) + " is a bar (its open is " +
                                           std::to_string(Read<float>(bytes_.Data() + kHeaderBytes + i * kRecordBytes + 8)) +
                                           "): the intraday storage time unit must be 1 tick");
    }
}

ScidTrade ScidFile::At(size_t index) const {
    const unsigned char* at = bytes_.Data() + kHeaderBytes + index * kRecordBytes;
    const uint32_t open = Read<uint32_t>(at + 8);
    ScidTrade trade;
    trade.sierra_us = Read<int64_t>(at);
    trade.ask = Read<float>(at + 12);
    trade.bid = Read<float>(at + 16);
    trade.price = Read<float>(at + 20);
    trade.trades = Read<uint32_t>(at + 24);
    trade.volume_lots = Read<uint32_t>(at + 28);
    const uint32_t bidLots = Read<uint32_t>(at + 32);
    const uint32_t askLots = Read<uint32_t>(at + 36);
    // The side comes from the volumes, not from comparing prices: a trade may print outside its own quote.
    if (askLots > 0) trade.side = Side::Ask;
    else if (bidLots > 0) trade.side = Side::Bid;
    if (open == kFirstOfUnbundled) trade.group = Group::First;
    if (open == kLastOfUnbundled) trade.group = Group::Last;
    return trade;
}

}  // namespace miaia::host
