// ZMTP as its specification (rfc.zeromq.org/spec/37) writes it, made and read here a second time so that the study's code is not its
// own judge.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace miaia::tests {

inline std::string Bytes(std::initializer_list<int> values) {
    std::string bytes;
    for (int value : values)
        bytes.push_back(static_cast<char>(value));
    return bytes;
}

inline std::string Greeting(int major = 3, int minor = 1, std::string mechanism = "NULL") {
    mechanism.resize(20, '\0');
    return Bytes({0xFF, 0, 0, 0, 0, 0, 0, 0, 0, 0x7F, major, minor}) + mechanism + std::string(32, '\0');
}

inline std::string Number(uint64_t value, int bytes) {
    std::string text;
    for (int i = bytes - 1; i >= 0; --i)
        text.push_back(static_cast<char>(value >> (8 * i)));
    return text;
}

/// A frame by its parts; long_form is taken also where the short one would do.
inline std::string Frame(int flags, const std::string& body, bool long_form) {
    return long_form ? Bytes({flags | 2}) + Number(body.size(), 8) + body : Bytes({flags, static_cast<int>(body.size())}) + body;
}

inline std::string Message(const std::string& body) {
    return Frame(0, body, body.size() > 255);
}

inline std::string Part(const std::string& body) {
    return Frame(1, body, body.size() > 255);
}

inline std::string Command(const std::string& name, const std::string& rest) {
    const std::string body = Bytes({static_cast<int>(name.size())}) + name + rest;
    return Frame(4, body, body.size() > 255);
}

inline std::string Property(const std::string& name, const std::string& value) {
    return Bytes({static_cast<int>(name.size())}) + name + Number(value.size(), 4) + value;
}

inline std::string Ready(const std::string& type = "ROUTER") {
    return Command("READY", Property("Socket-Type", type) + Property("Identity", ""));
}

/// One thing that a stream of frames says.
struct Said {
    enum Kind { Message, Unusable, Command, Broken } kind;
    std::string body;
    uint64_t length = 0;

    bool operator==(const Said& other) const { return kind == other.kind && body == other.body && length == other.length; }
};

/// What a whole stream says, read at leisure. Messages of several parts or above largest bytes are unusable and known by length only.
inline std::vector<Said> ReadStream(const std::string& stream, uint64_t largest, uint64_t longest) {
    std::vector<Said> said;
    bool in_parts = false;
    uint64_t parts = 0;
    for (uint64_t at = 0; at < stream.size();) {
        const auto byte = [&](uint64_t i) { return static_cast<uint8_t>(stream[i]); };
        const int flags = byte(at);
        if (flags > 7 || (flags & 5) == 5) {
            said.push_back({Said::Broken, "", 0});
            return said;
        }
        const uint64_t digits = (flags & 2) != 0 ? 8 : 1;
        if (at + 1 + digits > stream.size())
            return said;
        uint64_t length = 0;
        for (uint64_t i = 1; i <= digits; ++i)
            length = length * 256 + byte(at + i);
        at += 1 + digits;
        const bool is_command = (flags & 4) != 0;
        if (length > (is_command ? largest : longest)) {
            said.push_back({Said::Broken, "", 0});
            return said;
        }
        const bool more = (flags & 1) != 0;
        if (!is_command && (more || in_parts || length > largest)) {
            parts += length;
            in_parts = more;
            if (!more) {
                said.push_back({Said::Unusable, "", parts});
                parts = 0;
            }
        } else if (at + length <= stream.size()) {
            said.push_back({is_command ? Said::Command : Said::Message, stream.substr(at, length), length});
        } else {
            return said;
        }
        at += length;
    }
    return said;
}

}  // namespace miaia::tests
