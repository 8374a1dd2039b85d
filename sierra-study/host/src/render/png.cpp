#include "png.h"

#include <array>
#include <fstream>

#include "deflate.h"
#include "file_error.h"

namespace miaia::host {
namespace {

void AddNumber(std::string& to, uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        to += static_cast<char>(value >> shift & 0xFFu);
}

uint32_t Crc(const std::string& bytes) {
    static const std::array<uint32_t, 256> table = [] {
        std::array<uint32_t, 256> made{};
        for (uint32_t i = 0; i < 256; ++i) {
            uint32_t value = i;
            for (int bit = 0; bit < 8; ++bit)
                value = (value & 1u) != 0 ? 0xEDB88320u ^ value >> 1 : value >> 1;
            made[i] = value;
        }
        return made;
    }();
    uint32_t crc = 0xFFFFFFFFu;
    for (const char byte : bytes)
        crc = table[(crc ^ static_cast<uint8_t>(byte)) & 0xFFu] ^ crc >> 8;
    return ~crc;
}

void AddChunk(std::string& to, const char* type, const std::string& content) {
    AddNumber(to, static_cast<uint32_t>(content.size()));
    const std::string checked = type + content;
    to += checked;
    AddNumber(to, Crc(checked));
}

}  // namespace

std::string EncodePng(const Canvas& canvas) {
    std::string header;
    AddNumber(header, static_cast<uint32_t>(canvas.Width()));
    AddNumber(header, static_cast<uint32_t>(canvas.Height()));
    // Eight bits of each of three colours, no interlacing.
    header += std::string("\x08\x02\x00\x00\x00", 5);
    const size_t row_bytes = static_cast<size_t>(canvas.Width()) * 3;
    std::string rows;
    rows.reserve((row_bytes + 1) * static_cast<size_t>(canvas.Height()));
    for (size_t y = 0; y < static_cast<size_t>(canvas.Height()); ++y) {
        rows += '\0';  // no filter: rows of a chart repeat each other, which deflate sees itself
        rows.append(reinterpret_cast<const char*>(canvas.Pixels().data()) + y * row_bytes, row_bytes);
    }
    std::string png = "\x89PNG\r\n\x1a\n";
    AddChunk(png, "IHDR", header);
    AddChunk(png, "IDAT", ZlibCompress(rows));
    AddChunk(png, "IEND", "");
    return png;
}

void WritePng(const Canvas& canvas, const std::string& path) {
    std::ofstream file(path, std::ios::binary);
    const std::string bytes = EncodePng(canvas);
    if (!file || !file.write(bytes.data(), static_cast<std::streamsize>(bytes.size())).flush())
        throw FileError(path, "cannot be written");
}

}  // namespace miaia::host
