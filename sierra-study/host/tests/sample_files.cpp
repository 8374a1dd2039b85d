#include "sample_files.h"

#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

namespace miaia::host::test {
namespace {

template <typename T>
void Put(std::vector<unsigned char>& bytes, T value) {
    const auto* at = reinterpret_cast<const unsigned char*>(&value);
    bytes.insert(bytes.end(), at, at + sizeof value);
}

std::vector<unsigned char> Header(const char* magic, uint32_t headerBytes, uint32_t recordBytes) {
    std::vector<unsigned char> bytes(magic, magic + 4);
    Put(bytes, headerBytes);
    Put(bytes, recordBytes);
    Put<uint32_t>(bytes, 1);
    bytes.resize(headerBytes);
    return bytes;
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    const std::string name = "miaia-host-" + std::to_string(std::random_device()()) + "-" + std::to_string(std::random_device()());
    path_ = (std::filesystem::temp_directory_path() / name).string();
    std::filesystem::create_directories(path_);
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;  // A folder that cannot be removed is no reason to fail a test.
    std::filesystem::remove_all(path_, ignored);
}

std::vector<unsigned char> ScidBytes(const std::vector<SampleTrade>& trades) {
    auto bytes = Header("SCID", 56, 40);
    for (const SampleTrade& trade : trades) {
        Put(bytes, trade.sierra_us);
        Put<uint32_t>(bytes, trade.group == Group::First ? 0xfd709ef9u : trade.group == Group::Last ? 0xfd709f01u : 0u);
        Put(bytes, trade.side == Side::Bid ? trade.price + 0.25f : trade.price);
        Put(bytes, trade.side == Side::Ask ? trade.price - 0.25f : trade.price);
        Put(bytes, trade.price);
        Put<uint32_t>(bytes, 1);
        Put(bytes, trade.lots);
        Put(bytes, trade.side == Side::Bid ? trade.lots : 0u);
        Put(bytes, trade.side == Side::Ask ? trade.lots : 0u);
    }
    return bytes;
}

std::vector<unsigned char> DepthBytes(const std::vector<DepthRecord>& records) {
    auto bytes = Header("SCDD", 64, 24);
    for (const DepthRecord& record : records) {
        Put(bytes, record.sierra_us);
        Put(bytes, static_cast<uint8_t>(record.command));
        Put<uint8_t>(bytes, record.end_of_batch ? 1 : 0);
        Put(bytes, record.orders);
        Put(bytes, record.price);
        Put(bytes, record.lots);
        Put<uint32_t>(bytes, 0);
    }
    return bytes;
}

void Write(const std::string& path, const std::vector<unsigned char>& bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
}

void WriteText(const std::string& path, const std::string& text) {
    Write(path, std::vector<unsigned char>(text.begin(), text.end()));
}

std::vector<SampleTrade> Tape(size_t n) {
    std::vector<SampleTrade> tape;
    for (size_t i = 0; i < n; ++i) {
        const auto ticks = static_cast<float>(static_cast<int>(i * 7 % 11) - 5);
        const Group group = i % 5 == 0 ? Group::First : i % 5 == 2 ? Group::Last : Group::None;
        tape.push_back({kStart + static_cast<int64_t>(i) * 10000, 4800.0f + ticks * 0.25f, static_cast<uint32_t>(1 + i % 4),
                        i % 3 == 0 ? Side::Bid : Side::Ask, group});
    }
    return tape;
}

uint64_t TapeHash(const ScidFile& file, size_t first, size_t count) {
    uint64_t hash = 1469598103934665603u;
    const auto mix = [&hash](uint64_t value) { hash = (hash ^ value) * 1099511628211u; };
    for (size_t i = first; i < first + count; ++i) {
        const ScidTrade trade = file.At(i);
        if (trade.side == Side::None)
            continue;
        mix(static_cast<uint64_t>(trade.sierra_us - 2209161600000000));
        mix(static_cast<uint64_t>(std::llround(static_cast<double>(trade.price) * 100)));
        mix(trade.volume_lots);
        mix(trade.side == Side::Ask ? 2u : 1u);
        mix(static_cast<uint64_t>(trade.group));
    }
    return hash;
}

std::string RealFile(const std::string& name) {
    namespace fs = std::filesystem;
    const char* set = std::getenv("MIAIA_DATA");
    if (set != nullptr && *set != '\0')
        return fs::exists(fs::path(set) / name) ? (fs::path(set) / name).string() : std::string();
    for (fs::path at = fs::path(MIAIA_SOURCE_FOLDER); at.has_relative_path(); at = at.parent_path())
        if (fs::exists(at / "shared/data" / name))
            return (at / "shared/data" / name).string();
    return std::string();
}

}  // namespace miaia::host::test
