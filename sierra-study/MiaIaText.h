// Text of bounded length, kept in place: nothing in the study's steady state may allocate.
#pragma once

#include <cmath>
#include <cstdarg>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace miaia {

/// Number of bytes of a well-formed UTF-8 sequence at text, 0 when it is malformed or cut off.
inline size_t Utf8SequenceLength(const uint8_t* text, size_t available) {
    const uint8_t lead = text[0];
    if (lead < 0x80)
        return 1;
    const size_t length = lead >= 0xC2 && lead <= 0xDF ? 2 : lead >= 0xE0 && lead <= 0xEF ? 3 : lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
    if (length == 0 || length > available)
        return 0;
    for (size_t i = 1; i < length; ++i)
        if ((text[i] & 0xC0) != 0x80)
            return 0;
    const bool overlong = (lead == 0xE0 && text[1] < 0xA0) || (lead == 0xF0 && text[1] < 0x90);
    const bool surrogate = lead == 0xED && text[1] > 0x9F;
    const bool beyond_unicode = lead == 0xF4 && text[1] > 0x8F;
    return overlong || surrogate || beyond_unicode ? 0 : length;
}

/// How many bytes at the front are ASCII.
inline size_t AsciiPrefix(const uint8_t* text, size_t bytes) {
    size_t i = 0;
    for (uint64_t eight; i + sizeof eight <= bytes; i += sizeof eight) {
        std::memcpy(&eight, text + i, sizeof eight);
        if ((eight & 0x8080808080808080ull) != 0)
            break;
    }
    while (i < bytes && text[i] < 0x80)
        ++i;
    return i;
}

inline bool IsUtf8(const uint8_t* text, size_t length) {
    for (size_t i = 0; i < length;) {
        const size_t step = Utf8SequenceLength(text + i, length - i);
        if (step == 0)
            return false;
        i += step;
    }
    return true;
}

/// UTF-8 text of at most Capacity − 1 bytes; what does not fit is cut at a character's edge. Plain data, always ended by 0.
template <size_t Capacity>
struct FixedText {
    char chars[Capacity];
    uint32_t length;

    FixedText() { Clear(); }
    explicit FixedText(const char* text) { Assign(text); }

    void Clear() {
        length = 0;
        chars[0] = 0;
    }

    void Assign(const char* text) { Assign(text, text == nullptr ? 0 : std::strlen(text)); }

    void Assign(const char* text, size_t bytes) {
        length = 0;
        Append(text, bytes);
    }

    void Append(const char* text) { Append(text, text == nullptr ? 0 : std::strlen(text)); }

    /// Bytes that are not UTF-8 become '?', so that every text on the wire is valid.
    void Append(const char* text, size_t bytes) {
        const uint8_t* from = reinterpret_cast<const uint8_t*>(text);
        for (size_t i = 0; i < bytes;) {
            // Most texts are ASCII, which needs no look at each byte.
            const size_t room = Capacity - 1 - length;
            const size_t ascii = AsciiPrefix(from + i, bytes - i < room ? bytes - i : room);
            std::memcpy(chars + length, text + i, ascii);
            length += static_cast<uint32_t>(ascii);
            i += ascii;
            if (i == bytes)
                break;
            const size_t step = Utf8SequenceLength(from + i, bytes - i);
            const size_t copied = step == 0 ? 1 : step;
            if (length + copied >= Capacity)
                break;
            if (step == 0)
                chars[length] = '?';
            else
                std::memcpy(chars + length, text + i, step);
            length += static_cast<uint32_t>(copied);
            i += copied;
        }
        chars[length] = 0;
    }

    void AppendFormat(const char* format, ...) {
        // In place, where it fits and is ASCII; anything else goes through Append.
        const size_t room = Capacity - length;
        va_list arguments;
        va_start(arguments, format);
        const int written = std::vsnprintf(chars + length, room, format, arguments);
        va_end(arguments);
        const size_t bytes = written > 0 ? static_cast<size_t>(written) : 0;
        if (bytes < room && AsciiPrefix(reinterpret_cast<const uint8_t*>(chars + length), bytes) == bytes) {
            length += static_cast<uint32_t>(bytes);
            chars[length] = 0;
            return;
        }
        chars[length] = 0;
        char line[512];
        va_start(arguments, format);
        std::vsnprintf(line, sizeof line, format, arguments);
        va_end(arguments);
        Append(line, std::strlen(line));
    }

    /// Line ends and other control characters become spaces: a text from the wire must not forge lines in a log.
    void RemoveControlCharacters() {
        for (uint32_t i = 0; i < length; ++i)
            if (static_cast<uint8_t>(chars[i]) < 0x20 || chars[i] == 0x7F)
                chars[i] = ' ';
    }

    /// Takes so many bytes from its end, where it has them; they must be whole characters.
    void Cut(uint32_t bytes) {
        length -= bytes < length ? bytes : length;
        chars[length] = 0;
    }

    /// Breaks lines of more characters than that, at spaces where they have any, else within the word.
    void Wrap(uint32_t columns) {
        uint32_t column = 0;
        uint32_t space = 0;  // the last of this line, and the column behind it
        uint32_t behind_space = 0;
        for (uint32_t i = 0; i < length; ++i) {
            column += (static_cast<uint8_t>(chars[i]) & 0xC0) != 0x80 ? 1 : 0;
            if (column > columns && chars[i] != '\n') {
                if (chars[i] == ' ')
                    chars[i] = '\n';
                else if (behind_space == 0)
                    InsertLineEnd(i);
                else
                    chars[space] = '\n';
                column -= behind_space;
                behind_space = 0;
            }
            if (chars[i] == '\n') {
                column = behind_space = 0;
                continue;
            }
            if (chars[i] == ' ' && column > 1) {
                space = i;
                behind_space = column;
            }
        }
    }

    /// Leaves out all lines behind the first so many, and says so by dots.
    void KeepLines(uint32_t lines) {
        uint32_t seen = 0;
        for (uint32_t i = 0; i < length; ++i) {
            if (chars[i] != '\n' || ++seen < lines)
                continue;
            Cut(length - i);
            Append(" ...", 4);
            return;
        }
    }

    uint32_t Lines() const {
        uint32_t lines = 1;
        for (uint32_t i = 0; i < length; ++i)
            lines += chars[i] == '\n' ? 1 : 0;
        return lines;
    }

    /// In characters.
    uint32_t LongestLine() const {
        uint32_t longest = 0;
        uint32_t column = 0;
        for (uint32_t i = 0; i < length; ++i) {
            column = chars[i] == '\n' ? 0 : column + ((static_cast<uint8_t>(chars[i]) & 0xC0) != 0x80 ? 1 : 0);
            longest = column > longest ? column : longest;
        }
        return longest;
    }

    bool Empty() const { return length == 0; }
    bool Equals(const char* text) const { return std::strcmp(chars, text) == 0; }

    template <size_t Other>
    bool operator==(const FixedText<Other>& other) const {
        return length == other.length && std::memcmp(chars, other.chars, length) == 0;
    }
    template <size_t Other>
    bool operator!=(const FixedText<Other>& other) const {
        return !(*this == other);
    }

private:
    /// Before the character at this place. Where there is no room the last character is given up for it.
    void InsertLineEnd(uint32_t at) {
        if (length + 1 == Capacity) {
            do
                --length;
            while (length > at && (static_cast<uint8_t>(chars[length]) & 0xC0) == 0x80);
        }
        std::memmove(chars + at + 1, chars + at, length - at);
        chars[at] = '\n';
        chars[++length] = 0;
    }
};

/// A score or a part of it with its sign; what rounds to 0 has none.
inline FixedText<16> Signed(double value) {
    FixedText<16> text;
    std::fabs(value) < 0.005 ? text.Append("0.00") : text.AppendFormat("%+.2f", value);
    return text;
}

/// Lines for Sierra's message log, waiting until the ACSIL layer fetches them. When full, new lines are dropped and counted.
struct LogLines {
    static constexpr size_t Capacity = 32;
    FixedText<320> line[Capacity];
    size_t count = 0;
    uint64_t dropped = 0;

    void Add(const char* format, ...) {
        if (count == Capacity) {
            ++dropped;
            return;
        }
        char text[320];
        va_list arguments;
        va_start(arguments, format);
        std::vsnprintf(text, sizeof text, format, arguments);
        va_end(arguments);
        line[count].Assign(text);
        line[count].RemoveControlCharacters();
        ++count;
    }

    /// A Chart has Log(const char*).
    template <class Chart>
    void FlushTo(Chart& chart) {
        for (size_t i = 0; i < count; ++i)
            chart.Log(line[i].chars);
        count = 0;
    }
};

/// What is in the way, shown as long as it is, and logged once until it is over.
class ProblemText {
public:
    const char* Text() const { return text_.chars; }

    /// Empty when nothing is in the way now.
    void Is(const char* text, LogLines& log) {
        text_.Assign(text);
        if (text_.Empty() || text_ == told_)
            return;
        told_ = text_;
        log.Add("MIA IA: %s", told_.chars);
    }

    void IsOver() { told_.Clear(); }

private:
    FixedText<320> text_, told_;
};

}  // namespace miaia
