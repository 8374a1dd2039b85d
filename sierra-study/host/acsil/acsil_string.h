// Sierra's string type: the methods that a study calls, over a std::string.
#pragma once

#include <cstdarg>
#include <cstdio>
#include <string>

class SCString {
public:
    SCString() = default;
    SCString(const char* text) : text_(text == nullptr ? "" : text) {}
    SCString(const char* text, int length) : text_(text == nullptr ? "" : text, text == nullptr ? 0u : static_cast<size_t>(length)) {}

    SCString& operator=(const char* text) {
        text_ = text == nullptr ? "" : text;
        return *this;
    }
    bool operator==(const SCString& other) const { return text_ == other.text_; }
    bool operator==(const char* other) const { return Compare(other) == 0; }
    bool operator!=(const SCString& other) const { return text_ != other.text_; }
    bool operator!=(const char* other) const { return Compare(other) != 0; }
    bool operator<(const SCString& other) const { return text_ < other.text_; }
    SCString& operator+=(const SCString& other) { return Append(other); }
    SCString operator+(const SCString& other) const { return SCString(*this).Append(other); }
    operator const char*() const { return text_.c_str(); }

    SCString& Append(const SCString& other) {
        text_ += other.text_;
        return *this;
    }
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    SCString&
    Format(const char* format, ...) {
        va_list arguments;
        va_start(arguments, format);
        text_.clear();
        AppendArguments(format, arguments);
        va_end(arguments);
        return *this;
    }
#if defined(__GNUC__)
    __attribute__((format(printf, 2, 3)))
#endif
    SCString&
    AppendFormat(const char* format, ...) {
        va_list arguments;
        va_start(arguments, format);
        AppendArguments(format, arguments);
        va_end(arguments);
        return *this;
    }

    // 0 when equal. characters limits the comparison; 0 means all.
    int Compare(const char* other, int characters = 0) const {
        const std::string right = other == nullptr ? "" : other;
        return characters == 0 ? text_.compare(right)
                               : text_.substr(0, static_cast<size_t>(characters)).compare(right.substr(0, static_cast<size_t>(characters)));
    }
    int CompareNoCase(const char* other, int characters = 0) const {
        return SCString(Lower(text_).c_str()).Compare(Lower(other == nullptr ? "" : other).c_str(), characters);
    }
    int CompareNoCase(const SCString& other, int characters = 0) const {
        return CompareNoCase(other.GetChars(), characters);
    }

    void Clear() {
        text_.clear();
    }
    int IsEmpty() const {
        return text_.empty() ? 1 : 0;
    }
    const char* GetChars() const {
        return text_.c_str();
    }
    int GetLength() const {
        return static_cast<int>(text_.size());
    }

    // Position of the first such character from start on, or -1.
    int IndexOf(char character, int start = 0) const {
        const size_t at = text_.find(character, static_cast<size_t>(start));
        return at == std::string::npos ? -1 : static_cast<int>(at);
    }
    SCString Left(int count) const {
        return SCString(text_.substr(0, static_cast<size_t>(count)).c_str());
    }
    SCString GetSubString(int length, int start = 0) const {
        if (start >= GetLength())
            return SCString();
        return SCString(text_.substr(static_cast<size_t>(start), length < 0 ? std::string::npos : static_cast<size_t>(length)).c_str());
    }

private:
    static std::string Lower(std::string text) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z')
                c = static_cast<char>(c - 'A' + 'a');
        return text;
    }

    void AppendArguments(const char* format, va_list arguments) {
        va_list measured;
        va_copy(measured, arguments);
        const int length = std::vsnprintf(nullptr, 0, format, measured);
        va_end(measured);
        if (length <= 0)
            return;
        const size_t before = text_.size();
        text_.resize(before + static_cast<size_t>(length) + 1);
        std::vsnprintf(&text_[before], static_cast<size_t>(length) + 1, format, arguments);
        text_.resize(before + static_cast<size_t>(length));
    }

    std::string text_;
};
