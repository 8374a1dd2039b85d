#include "json_line.h"

#include <cmath>
#include <cstdio>

namespace miaia::host {

JsonLine::JsonLine(const std::string& type) {
    Text("type", type);
}

JsonLine& JsonLine::Text(const char* name, const std::string& value) {
    Name(name);
    Quoted(value);
    return *this;
}

JsonLine& JsonLine::Integer(const char* name, int64_t value) {
    Name(name);
    text_ += std::to_string(value);
    return *this;
}

JsonLine& JsonLine::Number(const char* name, double value) {
    if (!std::isfinite(value))
        return Null(name);
    char digits[32];
    std::snprintf(digits, sizeof digits, "%.10g", value);
    Name(name);
    text_ += digits;
    return *this;
}

JsonLine& JsonLine::Null(const char* name) {
    Name(name);
    text_ += "null";
    return *this;
}

void JsonLine::Name(const char* name) {
    if (text_.size() > 1)
        text_ += ',';
    Quoted(name);
    text_ += ':';
}

void JsonLine::Quoted(const std::string& value) {
    text_ += '"';
    for (const char c : value) {
        if (c == '"' || c == '\\') {
            text_ += '\\';
            text_ += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
            text_ += escaped;
        } else {
            text_ += c;
        }
    }
    text_ += '"';
}

}  // namespace miaia::host
