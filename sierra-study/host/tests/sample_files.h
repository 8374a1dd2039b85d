// Files for the tests: written on the spot, good and bad, and where the real ones lie.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "depth_file.h"
#include "scid_file.h"

namespace miaia::host::test {

// A folder of its own for each test, gone with the object.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    std::string File(const std::string& name) const { return path_ + "/" + name; }

private:
    std::string path_;
};

// Microseconds since 1899-12-30 of 2024-01-02 15:00:00 UTC.
constexpr int64_t kStart = 3913369200000000;

struct SampleTrade {
    int64_t sierra_us;
    float price;
    uint32_t lots;
    Side side;
    Group group = Group::None;
};

std::vector<unsigned char> ScidBytes(const std::vector<SampleTrade>& trades);
std::vector<unsigned char> DepthBytes(const std::vector<DepthRecord>& records);
void Write(const std::string& path, const std::vector<unsigned char>& bytes);
void WriteText(const std::string& path, const std::string& text);

// A tape of n trades, ten milliseconds apart, with sides and groups mixed, on whole ticks around 4800.
std::vector<SampleTrade> Tape(size_t n);

// The hash that the probe study computes over the same trades.
uint64_t TapeHash(const ScidFile& file, size_t first, size_t count);

// A file of the real data set, or empty when the data is not on this machine.
std::string RealFile(const std::string& name);

}  // namespace miaia::host::test
