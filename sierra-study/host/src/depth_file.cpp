#include "depth_file.h"

#include <cmath>
#include <cstring>

#include "file_error.h"

namespace miaia::host {
namespace {

constexpr size_t kHeaderBytes = 64;
constexpr size_t kRecordBytes = 24;
constexpr uint8_t kEndOfBatch = 0x01;
constexpr uint8_t kLastCommand = 7;

template <typename T>
T Read(const unsigned char* at) {
    T value;
    std::memcpy(&value, at, sizeof value);
    return value;
}

}  // namespace

DepthFile::DepthFile(const std::string& path) : bytes_(path) {
    CheckHeader();
    const size_t payload = bytes_.Size() - kHeaderBytes;
    records_ = payload / kRecordBytes;
    tail_bytes_ = payload % kRecordBytes;
    CountBatches();
}

void DepthFile::CheckHeader() const {
    const unsigned char* at = bytes_.Data();
    if (bytes_.Size() < 4 || std::memcmp(at, "SCDD", 4) != 0)
        throw FileError(bytes_.Path(), "is not a .depth file: it does not begin with \"SCDD\"");
    if (bytes_.Size() < kHeaderBytes)
        throw FileError(bytes_.Path(), "is truncated: " + std::to_string(bytes_.Size()) + " bytes, the header alone has 64");
    const uint32_t header = Read<uint32_t>(at + 4);
    if (header != kHeaderBytes)
        throw FileError(bytes_.Path(), "has a header size of " + std::to_string(header) + " bytes instead of 64");
    const uint32_t record = Read<uint32_t>(at + 8);
    if (record != kRecordBytes)
        throw FileError(bytes_.Path(), "has a record size of " + std::to_string(record) + " bytes instead of 24");
}

void DepthFile::CountBatches() {
    for (size_t i = 0; i < records_; ++i) {
        const unsigned char* at = bytes_.Data() + kHeaderBytes + i * kRecordBytes;
        if (at[8] > kLastCommand)
            throw FileError(bytes_.Path(), "record " + std::to_string(i) + " has the unknown command " + std::to_string(at[8]));
        if (!std::isfinite(Read<float>(at + 12)))
            throw FileError(bytes_.Path(), "record " + std::to_string(i) + " has a price that is not a number");
        ++tail_records_;
        if ((at[9] & kEndOfBatch) == 0) continue;
        ++batches_;
        tail_records_ = 0;
    }
}

DepthRecord DepthFile::At(size_t index) const {
    const unsigned char* at = bytes_.Data() + kHeaderBytes + index * kRecordBytes;
    DepthRecord record;
    record.sierra_us = Read<int64_t>(at);
    record.command = static_cast<DepthCommand>(at[8]);
    record.end_of_batch = (at[9] & kEndOfBatch) != 0;
    record.orders = Read<uint16_t>(at + 10);
    record.price = Read<float>(at + 12);
    record.lots = Read<uint32_t>(at + 16);
    return record;
}

}  // namespace miaia::host
