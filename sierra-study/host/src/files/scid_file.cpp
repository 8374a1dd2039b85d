#include "scid_file.h"

#include "file_error.h"
#include "record_format.h"

namespace miaia::host {
namespace {

constexpr uint32_t kHeaderBytes = 56;
constexpr uint32_t kRecordBytes = 40;
constexpr uint32_t kSingleTrade = 0x00000000u;
// Bit patterns of the open that mark the first and last sub-trade of an unbundled trade. Compared as bits, because
// these floats differ only in their last digits.
constexpr uint32_t kFirstOfUnbundled = 0xfd709ef9u;
constexpr uint32_t kLastOfUnbundled = 0xfd709f01u;

constexpr RecordFormat kFormat{".scid", "SCID", kHeaderBytes, kRecordBytes};

}  // namespace

ScidFile::ScidFile(const std::string& path) : bytes_(path) {
    CheckHeader(bytes_, kFormat);
    const size_t payload = bytes_.Size() - kHeaderBytes;
    records_ = payload / kRecordBytes;
    tail_bytes_ = payload % kRecordBytes;
    CheckRecordsAreSingleTrades();
}

void ScidFile::CheckRecordsAreSingleTrades() const {
    for (size_t i = 0; i < records_; ++i) {
        const uint32_t open = ReadValue<uint32_t>(bytes_.Data() + kHeaderBytes + i * kRecordBytes + 8);
        if (open == kSingleTrade || open == kFirstOfUnbundled || open == kLastOfUnbundled)
            continue;
        throw FileError(bytes_.Path(),
                        "record " + std::to_string(i) + " is a bar (its open is " +
                            std::to_string(ReadValue<float>(bytes_.Data() + kHeaderBytes + i * kRecordBytes + 8)) +
                            "): the intraday storage time unit must be 1 tick");
    }
}

ScidTrade ScidFile::At(size_t index) const {
    const unsigned char* at = bytes_.Data() + kHeaderBytes + index * kRecordBytes;
    const uint32_t open = ReadValue<uint32_t>(at + 8);
    ScidTrade trade;
    trade.sierra_us = ReadValue<int64_t>(at);
    trade.ask = ReadValue<float>(at + 12);
    trade.bid = ReadValue<float>(at + 16);
    trade.price = ReadValue<float>(at + 20);
    trade.trades = ReadValue<uint32_t>(at + 24);
    trade.volume_lots = ReadValue<uint32_t>(at + 28);
    const uint32_t bidLots = ReadValue<uint32_t>(at + 32);
    const uint32_t askLots = ReadValue<uint32_t>(at + 36);
    // The side comes from the volumes, not from comparing prices: a trade may print outside its own quote.
    if (askLots > 0)
        trade.side = Side::Ask;
    else if (bidLots > 0)
        trade.side = Side::Bid;
    if (open == kFirstOfUnbundled)
        trade.group = Group::First;
    if (open == kLastOfUnbundled)
        trade.group = Group::Last;
    return trade;
}

}  // namespace miaia::host
