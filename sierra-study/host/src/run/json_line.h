// Builds one JSON object on one line.
#pragma once

#include <cstdint>
#include <string>

namespace miaia::host {

class JsonLine {
public:
    // Every object begins with its type.
    explicit JsonLine(const std::string& type);

    JsonLine& Text(const char* name, const std::string& value);
    JsonLine& Integer(const char* name, int64_t value);
    // Not a number and infinity become null: JSON has neither.
    JsonLine& Number(const char* name, double value);
    JsonLine& Null(const char* name);

    // The finished object, without a line end.
    std::string Finish() const { return text_ + "}"; }

private:
    void Name(const char* name);
    void Quoted(const std::string& value);

    std::string text_ = "{";
};

}  // namespace miaia::host
