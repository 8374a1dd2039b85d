#include "depth_file.h"

#include <cmath>

#include "file_error.h"
#include "record_format.h"

namespace miaia::host {
namespace {

constexpr uint32_t kHeaderBytes = 64;
constexpr uint32_t kRecordBytes = 24;
constexpr uint8_t kEndOfBatch = 0x01;
constexpr uint8_t kLastCommand = 7;

constexpr RecordFormat kFormat{".depth", "SCDD", kHeaderBytes, kRecordBytes};

}  // namespace

DepthFile::DepthFile(const std::string& path) : bytes_(path) {
    CheckHeader(bytes_, kFormat);
    const size_t payload = bytes_.Size() - kHeaderBytes;
    records_ = payload / kRecordBytes;
    tail_bytes_ = payload % kRecordBytes;
    CountBatches();
}

void DepthFile::CountBatches() {
    for (size_t i = 0; i < records_; ++i) {
        const unsigned char* at = bytes_.Data() + kHeaderBytes + i * kRecordBytes;
        if (at[8] > kLastCommand)
            throw FileError(bytes_.Path(), "record " + std::to_string(i) + " has the unknown command " + std::to_string(at[8]));
        if (!std::isfinite(ReadValue<float>(at + 12)))
            throw FileError(bytes_.Path(), "record " + std::to_string(i) + " has a price that is not a number");
        ++tail_records_;
        if ((at[9] & kEndOfBatch) == 0)
            continue;
        ++batches_;
        tail_records_ = 0;
    }
}

DepthRecord DepthFile::At(size_t index) const {
    const unsigned char* at = bytes_.Data() + kHeaderBytes + index * kRecordBytes;
    DepthRecord record;
    record.sierra_us = ReadValue<int64_t>(at);
    record.command = static_cast<DepthCommand>(at[8]);
    record.end_of_batch = (at[9] & kEndOfBatch) != 0;
    record.orders = ReadValue<uint16_t>(at + 10);
    record.price = ReadValue<float>(at + 12);
    record.lots = ReadValue<uint32_t>(at + 16);
    return record;
}

}  // namespace miaia::host
